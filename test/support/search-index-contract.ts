import type { Test } from 'tap';
import { fingerprintDocument } from '../../src/adapters/search/fingerprint-document.ts';
import type { FacetName } from '../../src/domain/search/facets.ts';
import {
  highlightEnd,
  highlightStart,
  type SearchDocument,
} from '../../src/domain/search/search-document.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';
import { aSearchDocument, aSearchQuery } from './search-documents.ts';

const marked = (text: string | undefined) =>
  text?.replaceAll(highlightStart, '[').replaceAll(highlightEnd, ']');

async function fingerprintsOf(index: SearchIndex): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { kind, id, fingerprint } of index.fingerprints()) found.set(`${kind} ${id}`, fingerprint);
  return found;
}

type QueryFields = Parameters<typeof aSearchQuery>[1];

/** What every search engine promises. `open` gives an empty index, which the suite closes. */
export async function testSearchIndex(t: Test, open: () => Promise<SearchIndex>): Promise<void> {
  async function indexOf(t: Test, ...put: SearchDocument[]): Promise<SearchIndex> {
    const index = await open();
    t.teardown(() => index.close());
    await index.apply({ put, remove: [], cursor: 1 });
    return index;
  }

  async function find(index: SearchIndex, typed: string, fields?: QueryFields): Promise<string[]> {
    return (await index.search(aSearchQuery(typed, fields))).hits.map(({ id }) => id);
  }

  await t.test('an empty index finds nothing', async (t) => {
    const index = await open();
    t.teardown(() => index.close());
    t.same(await index.search(aSearchQuery('repairs', { facets: ['kind'] })), {
      total: 0,
      hits: [],
      facets: { kind: [] },
    });
    t.same(await index.suggestTitles('rep', 5), []);
    t.equal(await index.count(), 0);
    t.equal(await index.cursor(), 0);
  });

  await t.test(
    'records with all words come before records with fewer, and words apart are found',
    async (t) => {
      const index = await indexOf(
        t,
        aSearchDocument({ id: 'title-only', title: 'Repairs repairs repairs' }),
        aSearchDocument({
          id: 'both',
          title: 'A form',
          text: { body: 'Tenants report housing problems and repairs.' },
        }),
        aSearchDocument({ id: 'neither', title: 'Parking permits' }),
      );
      t.same(await find(index, 'housing repairs'), ['both', 'title-only']);
      t.same(
        await find(index, 'parking repairs'),
        ['neither', 'title-only', 'both'],
        'no record has both words',
      );
      t.same(await find(index, 'Housing zzzz'), ['both'], 'a word that occurs nowhere takes nothing away');
      t.same(await find(index, 'zzzz'), []);
    },
  );

  await t.test('with many words a record must hold half of them', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'three', title: 'Green waste collection' }),
      aSearchDocument({ id: 'one', title: 'Stamp collection' }),
      aSearchDocument({ id: 'other', title: 'Damp' }),
    );
    t.same(await find(index, 'green garden waste collection'), ['three']);
    t.same(await find(index, 'damp stamp permits kerb'), [], 'none has half');
  });

  await t.test('words are found in any form, accents and apostrophes aside', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'forms', title: 'Repairing councils’ houses' }),
      aSearchDocument({ id: 'welsh', title: 'Cyngor Sir Ynys Môn' }),
      aSearchDocument({ id: 'mark', title: "Children's services" }),
    );
    t.same(await find(index, 'repair council house '), ['forms']);
    t.same(await find(index, 'ynys mon '), ['welsh']);
    t.same(await find(index, 'YNYS MÔN '), ['welsh']);
    for (const typed of ["children's ", 'childrens ', 'children’s '])
      t.same(await find(index, typed), ['mark'], typed);
  });

  await t.test('the last word may be unfinished, the others not, and a whole word comes first', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'begun', title: 'Planning applications' }),
      aSearchDocument({ id: 'whole', title: 'Plan viewer' }),
      aSearchDocument({ id: 'other', title: 'Viewer of spreadsheets' }),
    );
    t.same(await find(index, 'plan'), ['whole', 'begun']);
    t.same(await find(index, 'plannin'), ['begun']);
    t.same(await find(index, 'appl plan'), ['whole', 'begun'], '"appl" is no word here');
    t.same(await find(index, 'plannin '), []);
  });

  await t.test('phrases are found as they are, whatever else is asked', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'phrase', title: 'A', text: { body: 'How councils do damp and mould checks' } }),
      aSearchDocument({ id: 'apart', title: 'B', text: { body: 'mould and damp' } }),
      aSearchDocument({ id: 'split', title: 'Damp', text: { summary: 'and', body: 'mould' } }),
      aSearchDocument({ id: 'form', title: 'C', text: { body: 'damp and moulds' } }),
    );
    t.same(await find(index, '"damp and mould"'), ['phrase']);
    t.same(await find(index, '"damp and mould" viewer'), ['phrase'], 'the other word is wished for');
    t.same(await find(index, '"damp and mould" "housing"'), []);
    t.same((await find(index, 'damp mould ')).sort(), ['apart', 'form', 'phrase', 'split']);
  });

  await t.test('what a match is worth stays the same however often records are indexed again', async (t) => {
    const put = ['one', 'two', 'three', 'four', 'five'].map((id, at) =>
      aSearchDocument({ id, title: `Form ${id}`, text: { body: at < 2 ? 'damp and mould' : 'other' } }),
    );
    const index = await indexOf(t, ...put);
    const query = aSearchQuery('"damp and mould"', { explain: true });
    const read = async () => (await index.search(query)).hits.map(({ id, explanation }) => [id, explanation]);
    const before = await read();
    t.equal(before.length, 2);
    for (const cursor of [2, 3, 4]) await index.apply({ put, remove: [], cursor });
    t.same(await read(), before);
  });

  await t.test('excluded words and phrases keep records out exactly, alone too', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'online', title: 'Repairs online' }),
      aSearchDocument({ id: 'plan', title: 'Repairs plan' }),
      aSearchDocument({ id: 'planning', title: 'Repairs planning' }),
    );
    t.same((await find(index, 'repairs -plan')).sort(), ['online', 'planning']);
    t.same((await find(index, '-online')).sort(), ['plan', 'planning']);
    t.same(await find(index, 'repairs -"repairs plan" -online'), ['planning']);
    t.same(await find(index, 'repairs -repairs'), []);
  });

  await t.test('a word weighs more in a title than in a text', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'body', title: 'A tool', text: { body: 'for parking' } }),
      aSearchDocument({ id: 'subject', title: 'A form', text: { subjects: 'parking' } }),
      aSearchDocument({ id: 'title', title: 'A parking' }),
      ...['x', 'y', 'z', 'q'].map((id) => aSearchDocument({ id, title: `Other ${id}` })),
    );
    t.same(await find(index, 'parking'), ['title', 'subject', 'body']);
  });

  await t.test('what is called exactly so comes first: product, main repository, parts', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({
        id: 'talk',
        title: 'BOPS bops',
        text: { names: 'BOPS BOPS', summary: 'bops' },
        exact: [],
      }),
      aSearchDocument({ id: 'api', title: 'BOPS API', tier: 3, product: 'bops' }),
      aSearchDocument({
        id: 'unboxed--bops',
        title: 'BOPS',
        tier: 1,
        product: 'bops',
        text: { repository: 'unboxed/bops' },
        exact: ['bops', 'unboxed/bops'],
      }),
      aSearchDocument({ id: 'bops', title: 'BOPS', tier: 0, facets: { assetKind: ['product'] } }),
    );
    t.same(await find(index, 'bops'), ['bops', 'unboxed--bops', 'api', 'talk']);
    t.same(await find(index, 'Bops'), ['bops', 'unboxed--bops', 'api', 'talk']);
    t.equal((await find(index, 'unboxed/BOPS'))[0], 'unboxed--bops');
    t.equal((await find(index, 'https://github.com/unboxed/bops.git'))[0], 'unboxed--bops');
    t.equal((await find(index, 'bops api'))[0], 'api');
  });

  await t.test('a part stands behind its product, an example behind the rest', async (t) => {
    const product = (id: string, text: Partial<SearchDocument['text']>) =>
      aSearchDocument({ id, title: `Product ${id}`, tier: 0, text, facets: { assetKind: ['product'] } });
    const part = (id: string, of: string) =>
      aSearchDocument({ id, title: 'Waste collection', tier: 3, product: of, exact: [] });
    const index = await indexOf(
      t,
      product('near', { names: 'waste collection' }),
      part('part-of-near', 'near'),
      product('far', { body: 'Mentions waste and a collection.' }),
      part('part-of-far', 'far'),
      aSearchDocument({ id: 'example', title: 'Waste collection', tier: 4, signals: ['example'], exact: [] }),
      ...Array.from({ length: 12 }, (_, at) =>
        aSearchDocument({ id: `other-${at}`, title: `Parking ${at}` }),
      ),
    );
    t.same(
      await find(index, 'waste collection '),
      ['part-of-far', 'near', 'part-of-near', 'far', 'example'],
      'unless the product hardly speaks of it',
    );
  });

  await t.test('a copy stands behind what it was copied from, unless that is retired', async (t) => {
    const copy = (id: string, of: string) =>
      aSearchDocument({ id, title: 'Repairs repairs', originals: [of], signals: ['copy'], exact: [] });
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'original', title: 'Repairs of homes', text: { names: 'repairs' } }),
      copy('copy', 'original'),
      aSearchDocument({
        id: 'old',
        title: 'Repairs of streets',
        text: { names: 'repairs' },
        signals: ['retired'],
      }),
      copy('successor', 'old'),
      aSearchDocument({ id: 'other', title: 'Parking' }),
    );
    const found = await find(index, 'repairs ');
    const isBefore = (one: string, other: string) => found.indexOf(one) < found.indexOf(other);
    t.ok(isBefore('original', 'copy'), found.join(' '));
    t.ok(isBefore('successor', 'old'), found.join(' '));
  });

  await t.test('nothing a person types is query syntax', async (t) => {
    const index = await indexOf(t, aSearchDocument({ id: 'it', title: 'Near and or not title' }));
    const typed = [
      ...[
        '"',
        '""',
        '"a',
        'a"b',
        '*',
        'a*',
        '^a',
        '(a',
        'a)',
        'a AND',
        'NOT a',
        'OR',
        'NEAR(a b)',
        'title:near',
        '{title}: a',
      ],
      ...[
        'a+b',
        'a - b',
        '-',
        '--a',
        '-"',
        "'; drop table rows; --",
        'a\u0000b',
        '\ud800',
        '%_',
        '🏠',
        '\u202e',
        '/',
        'a/b/c',
      ],
    ];
    for (const text of typed)
      t.type((await index.search(aSearchQuery(text))).total, 'number', JSON.stringify(text));
    t.same(await find(index, 'near'), ['it']);
    for (const text of typed) t.type(await index.suggestTitles(text, 3), Array, JSON.stringify(text));
    const slots = [[''], ['near" OR "x'], ['.*'], ['('], ['NEAR(', 'b)'], ['near']].map((words) => ({
      typed: words.join(' '),
      alternatives: [{ match: 'words' as const, words, prefix: true, weight: 1, why: 'typed' as const }],
      importance: 1,
      preference: false,
    }));
    t.type((await index.search(aSearchQuery('near', { asked: { slots } }))).total, 'number');
    const broken = { slots, phrases: [['"', 'a'], [], ['(']], excluded: ['*"', ''] };
    t.type((await index.search(aSearchQuery('near', { asked: broken }))).total, 'number');
  });

  await t.test('filters: any value within a name, all names together', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'a', title: 'One', facets: { licence: ['MIT'], language: ['Ruby', 'HTML'] } }),
      aSearchDocument({ id: 'b', title: 'Two', facets: { licence: ['GPL-3.0'], language: ['Ruby'] } }),
      aSearchDocument({ id: 'c', title: 'Three', facets: { licence: ['MIT'], language: ['PHP'] } }),
    );
    const filtered = async (filters: [FacetName, string[]][]) =>
      (await find(index, '', { filters: new Map(filters) })).sort();
    t.same(await filtered([['licence', ['MIT', 'GPL-3.0']]]), ['a', 'b', 'c']);
    t.same(
      await filtered([
        ['licence', ['MIT']],
        ['language', ['Ruby']],
      ]),
      ['a'],
    );
    t.same(await filtered([['language', ['HTML', 'PHP']]]), ['a', 'c']);
    t.same(await filtered([['language', ['COBOL']]]), []);
    t.same(await filtered([['language', []]]), ['a', 'b', 'c'], 'no values, no filter');
    t.same(await find(index, 'one', { filters: new Map([['licence', ['GPL-3.0']]]) }), []);
  });

  await t.test('each facet is counted with every filter but its own', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({
        id: 'a',
        title: 'Repairs one',
        facets: { licence: ['MIT'], language: ['Ruby', 'HTML'] },
      }),
      aSearchDocument({
        id: 'b',
        title: 'Repairs two',
        facets: { licence: ['GPL-3.0'], language: ['Ruby'] },
      }),
      aSearchDocument({ id: 'c', title: 'Repairs three', facets: { licence: ['MIT'], language: ['PHP'] } }),
      aSearchDocument({ id: 'd', title: 'Parking', facets: { licence: ['MIT'], language: ['PHP'] } }),
    );
    const facetsOf = async (fields: QueryFields) =>
      (await index.search(aSearchQuery('repairs', { facets: ['licence', 'language', 'region'], ...fields })))
        .facets;
    t.same(await facetsOf({}), {
      licence: [
        { value: 'MIT', count: 2 },
        { value: 'GPL-3.0', count: 1 },
      ],
      language: [
        { value: 'Ruby', count: 2 },
        { value: 'HTML', count: 1 },
        { value: 'PHP', count: 1 },
      ],
      region: [],
    });
    t.same(await facetsOf({ filters: new Map([['language', ['PHP']]]) }), {
      licence: [{ value: 'MIT', count: 1 }],
      language: [
        { value: 'Ruby', count: 2 },
        { value: 'HTML', count: 1 },
        { value: 'PHP', count: 1 },
      ],
      region: [],
    });
    t.same(
      await facetsOf({
        filters: new Map([
          ['language', ['PHP']],
          ['licence', ['GPL-3.0']],
        ]),
        facets: ['language', 'licence'],
      }),
      {
        language: [{ value: 'Ruby', count: 1 }],
        licence: [{ value: 'MIT', count: 1 }],
      },
    );
    t.same((await facetsOf({ facetLimit: 1 })).language, [{ value: 'Ruby', count: 2 }]);
    t.same((await facetsOf({ limit: 0 })).licence?.length, 2, 'counts need no hits');
  });

  await t.test(
    'highlights mark what matched in the fields that matched, cut around it, without markup',
    async (t) => {
      const long = `${'Lorem ipsum dolor sit amet. '.repeat(40)}Officers approve repairs here. ${'Consectetur elit. '.repeat(40)}`;
      const index = await indexOf(
        t,
        aSearchDocument({
          id: 'it',
          title: `Repairing <b>Môn’s</b> homes${highlightStart}`,
          text: { names: 'Nothing of it', summary: 'repairs-hub; REPAIRS, repaired', body: long },
        }),
      );
      const highlightOf = async (typed: string) =>
        (await index.search(aSearchQuery(typed))).hits[0]?.highlight ?? {};
      const repairs = await highlightOf('repairs ');
      t.same(Object.keys(repairs).sort(), ['body', 'summary', 'title']);
      t.equal(marked(repairs.title), '[Repairing] <b>Môn’s</b> homes');
      t.equal(marked(repairs.summary), '[repairs]-hub; [REPAIRS], [repaired]');
      t.match(marked(repairs.body), /^… .*Officers approve \[repairs\] here.* …$/);
      t.ok((repairs.body ?? '').length <= 220, `${repairs.body?.length} characters`);
      t.equal(marked((await highlightOf('mon')).title), 'Repairing <b>[Môn’s]</b> homes');
      t.match(marked((await highlightOf('"officers approve"')).body), /\[Officers approve\] repairs/);
      t.match(marked((await highlightOf('offic')).body), /\[Officers\] approve/);
      t.same(await highlightOf(''), {});
    },
  );

  await t.test('without a query everything is listed, and every order is stable', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({
        id: 'b',
        title: 'Beta',
        kind: 'award',
        amountGbp: 5,
        updatedAt: '2026-03-01T00:00:00Z',
      }),
      aSearchDocument({
        id: 'a',
        title: 'alpha',
        kind: 'award',
        amountGbp: 70,
        updatedAt: '2026-01-01T00:00:00.000Z',
      }),
      aSearchDocument({ id: 'z', title: 'Zeta', tier: 0, updatedAt: '2025-01-01T00:00:00.000Z' }),
      aSearchDocument({ id: 'o', title: 'Old', tier: 4, updatedAt: '2026-02-01T00:00:00.000Z' }),
    );
    t.same(await find(index, ''), ['z', 'b', 'a', 'o']);
    t.same(await find(index, '', { sort: 'newest' }), ['b', 'o', 'a', 'z']);
    t.same(await find(index, '', { sort: 'name' }), ['a', 'b', 'o', 'z']);
    t.same(await find(index, '', { sort: 'amount' }), ['a', 'b', 'o', 'z']);
    t.same(await find(index, '', { updatedSince: '2026-02-01T00:00:00Z' }), ['b', 'o']);
    t.same(await find(index, 'alpha', { sort: 'name' }), ['a']);
  });

  await t.test('pages follow one another without gaps to the very end', async (t) => {
    const documents = Array.from({ length: 250 }, (_, at) =>
      aSearchDocument({ id: `r${at}`, title: `Repairs ${at % 7}`, text: { body: at % 3 ? 'housing' : '' } }),
    );
    const index = await indexOf(t, ...documents);
    for (const typed of ['', 'housing repairs ']) {
      const seen: string[] = [];
      for (let offset = 0; offset < 250; offset += 20) seen.push(...(await find(index, typed, { offset })));
      t.equal(new Set(seen).size, 250, typed);
      t.same(await find(index, typed, { offset: 0, limit: 250 }), seen);
      t.same(await find(index, typed, { offset: 250 }), []);
    }
  });

  await t.test(
    'planning capacity is left out of hits, counts and suggestions unless asked for',
    async (t) => {
      const index = await indexOf(
        t,
        aSearchDocument({ id: 'grant', title: 'Capacity grant', capacity: true }),
        aSearchDocument({ id: 'tool', title: 'Capacity tool' }),
      );
      const counted = await index.search(aSearchQuery('capacity', { facets: ['kind'] }));
      t.same([counted.total, counted.facets.kind], [1, [{ value: 'asset', count: 1 }]]);
      t.same((await find(index, 'capacity', { includeCapacity: true })).sort(), ['grant', 'tool']);
      t.same(
        (await index.suggestTitles('capac', 5)).map(({ id }) => id),
        ['tool'],
      );
    },
  );

  await t.test('hits carry what is shown, as it was given', async (t) => {
    const document = aSearchDocument({
      id: 'bops',
      title: 'BOPS “quoted” \\ \n',
      summary: {
        organisations: [{ id: 'swk', name: 'Southwark', role: 'lead' }],
        languages: ['Ruby'],
        amountGbp: 12.5,
        parts: 3,
      },
    });
    const index = await indexOf(t, document);
    const [hit] = (await index.search(aSearchQuery('bops'))).hits;
    t.same(hit && { kind: hit.kind, id: hit.id, updatedAt: hit.updatedAt, summary: hit.summary }, {
      kind: 'asset',
      id: 'bops',
      updatedAt: document.updatedAt,
      summary: document.summary,
    });
  });

  await t.test('titles are suggested by the beginnings of their words', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'part', title: 'Housing Repairs API', tier: 3 }),
      aSearchDocument({ id: 'other', title: 'Council housing register' }),
      aSearchDocument({ id: 'product', title: 'Housing Repairs Online', tier: 0 }),
      aSearchDocument({ id: 'same', title: 'Housing Repairs Online', kind: 'award' }),
      aSearchDocument({ id: 'body', title: 'Streets', text: { body: 'housing' } }),
    );
    const suggested = async (typed: string, limit = 9) =>
      (await index.suggestTitles(typed, limit)).map(({ id }) => id);
    t.same(await suggested('hous'), ['product', 'part', 'other']);
    t.same(await suggested('housing reg'), ['other']);
    t.same(await suggested('Housing Repairs O'), ['product']);
    t.same(await suggested('hous', 1), ['product']);
    t.same((await index.suggestTitles('council', 1))[0], {
      kind: 'asset',
      id: 'other',
      title: 'Council housing register',
    });
    t.same(await suggested(' '), []);
  });

  await t.test('a batch replaces, removes and moves the cursor, and may be repeated', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'a', title: 'Old name', exact: ['old name'], facets: { licence: ['MIT'] } }),
      aSearchDocument({ id: 'b', title: 'Gone soon' }),
      aSearchDocument({ id: 'b', kind: 'award', title: 'Gone never' }),
    );
    t.same([await index.count(), await index.cursor()], [3, 1]);
    const batch = {
      put: [
        aSearchDocument({ id: 'a', title: 'New name', facets: { licence: ['ISC'] } }),
        aSearchDocument({ id: 'c', title: 'Third' }),
      ],
      remove: [
        { kind: 'asset' as const, id: 'b' },
        { kind: 'fund' as const, id: 'never-there' },
      ],
      cursor: 9,
    };
    for (const round of ['once', 'twice']) {
      await index.apply(batch);
      t.same([await index.count(), await index.cursor()], [3, 9], round);
      t.same(await find(index, 'old'), [], round);
      t.same(await find(index, 'new name'), ['a'], round);
      t.same(
        (await index.search(aSearchQuery('gone'))).hits.map(({ kind }) => kind),
        ['award'],
        round,
      );
      t.same((await index.search(aSearchQuery('', { facets: ['licence'] }))).facets.licence, [
        { value: 'ISC', count: 1 },
      ]);
    }
    const again = aSearchDocument({ id: 'c', title: 'Fourth', exact: [] });
    await index.apply({
      put: [again, { ...again, text: { ...again.text, title: 'Fifth' } }],
      remove: [{ kind: 'asset', id: 'c' }],
      cursor: 12,
    });
    t.same(
      [await find(index, 'third'), await find(index, 'fourth '), await find(index, 'fifth')],
      [[], [], ['c']],
    );
    t.equal(await index.cursor(), 12);
  });

  await t.test('what is built beside answers from when it is published, all at once', async (t) => {
    const index = await indexOf(
      t,
      aSearchDocument({ id: 'a', title: 'Old name', facets: { licence: ['MIT'] } }),
      aSearchDocument({ id: 'b', title: 'Old thing' }),
    );
    const build = await index.rebuild();
    await build.put([aSearchDocument({ id: 'a', title: 'New name', facets: { licence: ['ISC'] } })]);
    await build.put([aSearchDocument({ id: 'c', title: 'New thing' })]);
    t.same(
      [
        await index.count(),
        await index.cursor(),
        (await find(index, 'old ')).sort(),
        await find(index, 'new '),
      ],
      [2, 1, ['a', 'b'], []],
      'nothing of it before',
    );
    await build.publish(7, 'the seventh change');
    if (index.history) t.equal(await index.history(), 'the seventh change');
    t.same(
      [
        await index.count(),
        await index.cursor(),
        await find(index, 'old '),
        (await find(index, 'new ')).sort(),
      ],
      [2, 7, [], ['a', 'c']],
    );
    t.same((await index.search(aSearchQuery('', { facets: ['licence'] }))).facets.licence, [
      { value: 'ISC', count: 1 },
    ]);
    t.same([...(await index.vocabulary()).keys()].sort(), ['name', 'new', 'thing']);
    t.same((await index.suggestTitles('new', 5)).map(({ id }) => id).sort(), ['a', 'c']);
    await build.abandon();
    await index.apply({ put: [aSearchDocument({ id: 'd', title: 'New again' })], remove: [], cursor: 8 });
    t.same([await index.count(), await index.cursor()], [3, 8]);
  });

  await t.test('what is built and abandoned, or built of nothing, leaves nothing behind', async (t) => {
    const index = await indexOf(t, aSearchDocument({ id: 'a', title: 'Kept' }));
    const abandoned = await index.rebuild();
    await abandoned.put([aSearchDocument({ id: 'b', title: 'Never' })]);
    await abandoned.abandon();
    await abandoned.abandon();
    t.same([await find(index, 'kept'), await find(index, 'never'), await index.cursor()], [['a'], [], 1]);
    await (await index.rebuild()).publish(3);
    t.same([await index.count(), await index.cursor(), await find(index, '')], [0, 3, []]);
    await index.apply({ put: [aSearchDocument({ id: 'c', title: 'Later' })], remove: [], cursor: 4 });
    t.same(await find(index, 'later'), ['c']);
  });

  await t.test('an index says of every document what it was given', async (t) => {
    const one = aSearchDocument({ id: 'a', title: 'One', years: [2019] });
    const other = aSearchDocument({ id: 'a', kind: 'award', title: 'Other' });
    const index = await indexOf(t, one, other, aSearchDocument({ id: 'gone', title: 'Gone' }));
    await index.apply({ put: [], remove: [{ kind: 'asset', id: 'gone' }], cursor: 2 });
    const expected = new Map(
      [one, other].map((document) => [`${document.kind} a`, fingerprintDocument(document)]),
    );
    t.same(await fingerprintsOf(index), expected);
    const changed = { ...one, years: [2020] };
    await index.apply({ put: [changed], remove: [], cursor: 3 });
    t.same(await fingerprintsOf(index), new Map([...expected, ['asset a', fingerprintDocument(changed)]]));
    const build = await index.rebuild();
    await build.put(
      Array.from({ length: 1203 }, (_, at) => aSearchDocument({ id: `r${at}`, title: `${at}` })),
    );
    await build.publish(4);
    const found = await fingerprintsOf(index);
    t.equal(found.size, 1203);
    t.equal(found.get('asset r7'), fingerprintDocument(aSearchDocument({ id: 'r7', title: '7' })));
    const { kind, id, ...rest } = one;
    t.equal(
      fingerprintDocument({ ...rest, product: undefined, id, kind }),
      expected.get('asset a'),
      'in any order',
    );
  });

  await t.test('a batch that fails changes nothing', async (t) => {
    const index = await indexOf(t, aSearchDocument({ id: 'a', title: 'Kept' }));
    const broken = { ...aSearchDocument({ id: 'broken', title: 'Broken' }), updatedAt: 'not a time' };
    await t.rejects(
      index.apply({ put: [aSearchDocument({ id: 'a', title: 'Lost' }), broken], remove: [], cursor: 5 }),
    );
    t.same(
      [await index.cursor(), await index.count(), await find(index, 'kept'), await find(index, 'lost')],
      [1, 1, ['a'], []],
    );
    await index.apply({ put: [aSearchDocument({ id: 'b', title: 'Later' })], remove: [], cursor: 6 });
    t.same(await find(index, 'later'), ['b']);
  });
}
