import type { Test } from 'tap';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import type {
  FirstQuery,
  RecordQuery,
  RecordStore,
  RecordWrite,
  WriteBatch,
} from '../../src/ports/record-store.ts';
import { anAsset, anAward, aProject } from './builders.ts';

let clock = Date.parse('2026-01-01T00:00:00Z');

export function aWrite(record: CatalogueRecord, fields: Partial<RecordWrite> = {}): RecordWrite {
  return { record, origin: 'curated', links: [], terms: [], aliases: [], ...fields };
}

/** A later moment with every batch. */
export function aBatch(fields: Partial<WriteBatch> = {}): WriteBatch {
  clock += 1000;
  return { actor: 'test', at: new Date(clock).toISOString(), put: [], withdraw: [], ...fields };
}

export function asset(id: string, fields: Parameters<typeof anAsset>[0] = {}): CatalogueRecord {
  return { kind: 'asset', document: anAsset({ id, ...fields }) };
}

function aQuery(fields: Partial<RecordQuery> = {}): RecordQuery & { kind: 'asset' } {
  return { terms: new Map(), offset: 0, limit: 100, ...fields, kind: 'asset' };
}

const ids = (records: readonly { id: string }[]) => records.map((record) => record.id);

async function allOf<T>(records: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const record of records) all.push(record);
  return all;
}

/** What every adapter of the record store promises. `open` gives an empty store, which the suite closes. */
export async function testRecordStore(t: Test, open: () => Promise<RecordStore>): Promise<void> {
  async function openFor(t: Test): Promise<RecordStore> {
    const store = await open();
    t.teardown(() => store.close());
    return store;
  }

  await t.test('an empty store has nothing, and says so', async (t) => {
    const store = await openFor(t);
    t.equal(await store.find('asset', 'bops'), undefined);
    t.same(await store.readMany('asset', ['bops']), []);
    t.equal(await store.head(), 0);
    t.same(await store.changesSince(0, 10), []);
    t.same(await store.revisions({ kind: 'asset', id: 'bops' }), []);
    t.equal(await store.note('fingerprint'), undefined);
    t.same((await store.counts()).asset, { published: 0, withdrawn: 0 });
    t.same(await store.list(aQuery()), { total: 0, records: [] });
  });

  await t.test('a record is found as it was written', async (t) => {
    const store = await openFor(t);
    const batch = aBatch({ put: [aWrite(asset('bops', { title: 'BOPS', services: ['608'] }))] });
    t.same(await store.write(batch), { added: 1, changed: 0, touched: 0, unchanged: 0, withdrawn: 0 });
    t.same(await store.find('asset', 'bops'), {
      kind: 'asset',
      id: 'bops',
      revision: 1,
      origin: 'curated',
      state: 'published',
      createdAt: batch.at,
      updatedAt: batch.at,
      document: anAsset({ id: 'bops', title: 'BOPS', services: ['608'] }),
    });
    t.equal(await store.find('award', 'bops'), undefined, 'ids are unique per kind only');
    t.same((await store.counts()).asset, { published: 1, withdrawn: 0 });
  });

  await t.test(
    'an equal document with equal edges is left alone, whatever the order of its keys',
    async (t) => {
      const store = await openFor(t);
      const document = anAsset({ id: 'bops' });
      const terms = [
        { name: 'licence', value: 'MIT' },
        { name: 'theme', value: 'planning' },
      ];
      await store.write(aBatch({ put: [aWrite({ kind: 'asset', document }, { terms })] }));
      const reordered = Object.fromEntries(Object.entries(document).reverse()) as typeof document;
      const again = aWrite({ kind: 'asset', document: reordered }, { terms: [...terms].reverse() });
      t.same(await store.write(aBatch({ put: [again] })), {
        added: 0,
        changed: 0,
        touched: 0,
        unchanged: 1,
        withdrawn: 0,
      });
      t.equal(await store.head(), 1);
    },
  );

  await t.test('a change keeps the revision before it', async (t) => {
    const store = await openFor(t);
    const first = aBatch({ put: [aWrite(asset('bops', { title: 'BoPS' }))] });
    const second = aBatch({ put: [aWrite(asset('bops', { title: 'BOPS' }))], actor: 'somebody' });
    await store.write(first);
    t.equal((await store.write(second)).changed, 1);
    const found = await store.find('asset', 'bops');
    t.match(found, { revision: 2, createdAt: first.at, updatedAt: second.at, document: { title: 'BOPS' } });
    t.match(await store.revisions({ kind: 'asset', id: 'bops' }), [
      { revision: 1, action: 'added', actor: 'test', at: first.at, document: { title: 'BoPS' } },
      { revision: 2, action: 'changed', actor: 'somebody', at: second.at, document: { title: 'BOPS' } },
    ]);
  });

  await t.test('other links, terms or aliases with the same document touch the record', async (t) => {
    const store = await openFor(t);
    await store.write(
      aBatch({ put: [aWrite(asset('bops'), { terms: [{ name: 'language', value: 'Ruby' }] })] }),
    );
    const touches = [
      { terms: [{ name: 'language', value: 'Go' }] },
      { links: [{ name: 'service', kind: 'service' as const, id: '608' }] },
      { aliases: ['back-office-planning'] },
    ];
    for (const edges of touches) {
      const batch = aBatch({ put: [aWrite(asset('bops'), edges)] });
      t.match(await store.write(batch), { touched: 1, changed: 0 });
      t.match(await store.find('asset', 'bops'), { revision: 1, updatedAt: batch.at });
      const since = await store.list(aQuery({ updatedSince: batch.at }));
      t.same(ids(since.records), ['bops'], 'a list of updates shows it');
    }
    t.same(await store.termValues('asset', 'language'), [], 'the old terms are gone');
    t.same(
      (await store.changesSince(1, 10)).map(({ action, revision }) => [action, revision]),
      [
        ['touched', 1],
        ['touched', 1],
        ['touched', 1],
      ],
    );
    t.equal((await store.revisions({ kind: 'asset', id: 'bops' })).length, 1, 'a touch is no revision');
  });

  await t.test('a withdrawn record stays readable, leaves the lists, and can return', async (t) => {
    const store = await openFor(t);
    const put = [aWrite(asset('bops'), { terms: [{ name: 'theme', value: 'planning' }] })];
    await store.write(aBatch({ put }));
    const ref = { kind: 'asset' as const, id: 'bops' };
    const leaving = aBatch({ withdraw: [ref, { kind: 'asset', id: 'never-there' }] });
    t.match(await store.write(leaving), { withdrawn: 1 });
    t.match(await store.find('asset', 'bops'), { state: 'withdrawn', revision: 2, updatedAt: leaving.at });
    t.equal((await store.list(aQuery())).total, 0);
    t.same(await allOf(store.readAll('asset')), []);
    t.same(await store.termValues('asset', 'theme'), []);
    t.match(await store.list(aQuery({ updatedSince: leaving.at })), {
      total: 1,
      records: [{ state: 'withdrawn' }],
    });
    t.same((await store.counts()).asset, { published: 0, withdrawn: 1 });
    t.match(await store.write(aBatch({ withdraw: [ref] })), { withdrawn: 0 }, 'once is enough');

    t.match(await store.write(aBatch({ put })), { added: 1, changed: 0 });
    t.match(await store.find('asset', 'bops'), { state: 'published', revision: 3 });
    t.same(
      (await store.revisions(ref)).map(({ action }) => action),
      ['added', 'withdrawn', 'restored'],
    );
    t.same(await store.termValues('asset', 'theme'), [{ value: 'planning', count: 1 }]);
  });

  await t.test('an alias leads to its record', async (t) => {
    const store = await openFor(t);
    await store.write(
      aBatch({ put: [aWrite(asset('bops'), { aliases: ['back-office', 'planning-bops'] })] }),
    );
    t.match(await store.find('asset', 'back-office'), { id: 'bops' });
    t.equal(await store.find('award', 'back-office'), undefined);
    t.same(await store.readMany('asset', ['back-office']), [], 'readMany takes the own ids');
    await store.write(aBatch({ put: [aWrite(asset('bops'), { aliases: ['planning-bops'] })] }));
    t.equal(await store.find('asset', 'back-office'), undefined);
    t.match(await store.find('asset', 'planning-bops'), { id: 'bops' });
  });

  await t.test('a name that is taken is refused, naming both records', async (t) => {
    const store = await openFor(t);
    await store.write(
      aBatch({ put: [aWrite(asset('bops'), { aliases: ['planning'] }), aWrite(asset('planx'))] }),
    );
    const refused: [string, RecordWrite[]][] = [
      ['an id that is an alias', [aWrite(asset('planning'))]],
      ['an alias that is an id', [aWrite(asset('digital-planning'), { aliases: ['bops'] })]],
      ['an alias twice', [aWrite(asset('digital-planning'), { aliases: ['planning'] })]],
      [
        'within a batch',
        [aWrite(asset('one'), { aliases: ['both'] }), aWrite(asset('two'), { aliases: ['both'] })],
      ],
    ];
    for (const [what, put] of refused) {
      const own = put.at(-1)?.record.document.id;
      const other = what === 'within a batch' ? 'one' : 'bops';
      await t.rejects(store.write(aBatch({ put })), {
        name: 'CatalogueError',
        kind: 'conflict',
        message: new RegExp(`(?=.*asset ${own}\\b)(?=.*asset ${other}\\b)`),
      });
    }
    await t.rejects(store.write(aBatch({ put: [aWrite(asset('new')), aWrite(asset('new'))] })), {
      name: 'CatalogueError',
      kind: 'conflict',
      message: /asset new is written twice/,
    });
    t.equal(await store.head(), 2, 'nothing of a refused batch is kept');
    t.equal(await store.find('asset', 'one'), undefined);
  });

  await t.test('names may move between records of one batch', async (t) => {
    const store = await openFor(t);
    await store.write(
      aBatch({
        put: [aWrite(asset('one'), { aliases: ['first'] }), aWrite(asset('two'), { aliases: ['second'] })],
      }),
    );
    await store.write(
      aBatch({
        put: [aWrite(asset('one'), { aliases: ['second'] }), aWrite(asset('two'), { aliases: ['first'] })],
      }),
    );
    t.match(await store.find('asset', 'first'), { id: 'two' });
    t.match(await store.find('asset', 'second'), { id: 'one' });
  });

  await t.test('a record whose id became an alias is merged, and its links lead on', async (t) => {
    const store = await openFor(t);
    await store.write(
      aBatch({ put: [aWrite(asset('bops')), aWrite(asset('bops-old'), { aliases: ['older'] })] }),
    );
    const merging = aBatch({
      put: [aWrite(asset('bops'), { aliases: ['bops-old', 'older'] })],
      withdraw: [{ kind: 'asset', id: 'bops-old' }],
    });
    t.match(await store.write(merging), { touched: 1, withdrawn: 1 });
    t.match(await store.find('asset', 'bops-old'), { id: 'bops' });
    t.match(await store.find('asset', 'older'), { id: 'bops' });
    t.match(await store.readMany('asset', ['bops-old']), [{ state: 'merged', mergedInto: 'bops' }]);
    t.match(await store.list(aQuery({ updatedSince: merging.at })), { total: 2 });

    const parting = aBatch({ put: [aWrite(asset('bops')), aWrite(asset('bops-old'))] });
    await store.write(parting);
    const found = await store.find('asset', 'bops-old');
    t.match(found, { id: 'bops-old', state: 'published' });
    t.notOk(found?.mergedInto);
  });

  await t.test('a write based on another revision is refused', async (t) => {
    const store = await openFor(t);
    await store.write(aBatch({ put: [aWrite(asset('bops', { title: 'one' }), { basedOn: 0 })] }));
    await store.write(aBatch({ put: [aWrite(asset('bops', { title: 'two' }), { basedOn: 1 })] }));
    for (const basedOn of [0, 1, 3]) {
      const stale = aWrite(asset('bops', { title: 'three' }), { basedOn });
      const put = [aWrite(asset('other')), stale];
      await t.rejects(store.write(aBatch({ put })), {
        name: 'CatalogueError',
        kind: 'stale',
        message: /bops is at revision 2/,
      });
    }
    await t.rejects(store.write(aBatch({ put: [aWrite(asset('new'), { basedOn: 1 })] })), {
      name: 'CatalogueError',
      kind: 'stale',
    });
    t.equal(await store.find('asset', 'other'), undefined, 'the batch is refused as a whole');
  });

  await t.test('files and people do not write over each other', async (t) => {
    const store = await openFor(t);
    await store.write(
      aBatch({ put: [aWrite(asset('theirs'), { origin: 'registered' }), aWrite(asset('curated-one'))] }),
    );
    await t.rejects(store.write(aBatch({ put: [aWrite(asset('theirs', { title: 'x' }))] })), {
      name: 'CatalogueError',
      kind: 'conflict',
    });
    const over = aWrite(asset('curated-one', { title: 'x' }), { origin: 'registered' });
    await t.rejects(store.write(aBatch({ put: [over] })), { name: 'CatalogueError', kind: 'conflict' });
  });

  await t.test('the log has one row per change, numbered without gaps', async (t) => {
    const store = await openFor(t);
    await store.write(aBatch({ put: [aWrite(asset('one')), aWrite(asset('two'))] }));
    await store.write(aBatch({ put: [aWrite(asset('one')), aWrite(asset('two'))] }));
    await t.rejects(
      store.write(aBatch({ put: [aWrite(asset('three')), aWrite(asset('one'), { basedOn: 9 })] })),
    );
    const last = aBatch({
      put: [aWrite(asset('three')), aWrite(asset('two', { title: 'Two' }))],
      withdraw: [{ kind: 'asset', id: 'one' }],
    });
    await store.write(last);
    const changes = await store.changesSince(0, 100);
    t.same(
      changes.map(({ seq, action, id }) => [seq, action, id]),
      [
        [1, 'added', 'one'],
        [2, 'added', 'two'],
        [3, 'added', 'three'],
        [4, 'changed', 'two'],
        [5, 'withdrawn', 'one'],
      ],
    );
    t.same(changes.at(-1), {
      seq: 5,
      kind: 'asset',
      id: 'one',
      revision: 2,
      action: 'withdrawn',
      actor: 'test',
      at: last.at,
    });
    t.equal(await store.head(), 5);
    t.same(ids(await store.changesSince(2, 2)), ['three', 'two']);
  });

  await t.test('writes at the same time follow one another', async (t) => {
    const store = await openFor(t);
    const names = Array.from({ length: 20 }, (_, index) => `asset-${index}`);
    await Promise.all(
      names.map((name) => store.write(aBatch({ put: [aWrite(asset(name)), aWrite(asset(`${name}-b`))] }))),
    );
    const changes = await store.changesSince(0, 100);
    t.same(
      changes.map(({ seq }) => seq),
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  await t.test('lists filter by terms: any value of a name, all names', async (t) => {
    const store = await openFor(t);
    const put = ['a', 'b', 'c', 'd'].map((id, index) =>
      aWrite(asset(id), {
        terms: [
          { name: 'licence', value: index < 2 ? 'MIT' : 'GPL-3.0' },
          { name: 'theme', value: index % 2 === 0 ? 'planning' : 'housing' },
          ...(id === 'd' ? [{ name: 'capacity', value: 'true' }] : []),
        ],
      }),
    );
    await store.write(aBatch({ put: [...put].reverse() }));
    const list = async (terms: [string, string[]][], fields: Partial<RecordQuery> = {}) =>
      await store.list(aQuery({ terms: new Map(terms), ...fields }));
    t.same(ids((await list([])).records), ['a', 'b', 'c', 'd'], 'in order of id');
    t.same(ids((await list([['licence', ['MIT']]])).records), ['a', 'b']);
    t.same(ids((await list([['licence', ['MIT', 'GPL-3.0']]])).records), ['a', 'b', 'c', 'd']);
    t.same(
      ids(
        (
          await list([
            ['licence', ['MIT']],
            ['theme', ['housing']],
          ])
        ).records,
      ),
      ['b'],
    );
    t.same(ids((await list([['licence', ['Apache-2.0']]])).records), []);
    t.same(ids((await list([['licence', []]])).records), [], 'no value allowed, nothing found');
    t.same(ids((await list([], { ids: ['d', 'a', 'none'] })).records), ['a', 'd'], 'only those named');
    t.same(ids((await list([['licence', ['MIT']]], { ids: ['d', 'a'] })).records), ['a']);
    t.same((await list([], { ids: [] })).total, 0);
    const without = { without: { name: 'capacity', value: 'true' } };
    t.same(ids((await list([['theme', ['housing']]], without)).records), ['b']);
    const page = await list([], { offset: 1, limit: 2 });
    t.same([page.total, ids(page.records)], [4, ['b', 'c']]);
    const totals = [
      { offset: 0, limit: 4 },
      { offset: 2, limit: 4 },
      { offset: 4, limit: 4 },
      { offset: 9, limit: 4 },
      { offset: 0, limit: 0 },
    ];
    for (const window of totals) t.equal((await list([], window)).total, 4, 'wherever the page ends');
    t.equal((await list([['theme', ['housing']]], { offset: 3, limit: 4 })).total, 2);

    const first = async (terms: [string, string[]][], limit: number, fields: Partial<FirstQuery> = {}) => {
      const found = await store.listFirst({ kind: 'asset', terms: new Map(terms), limit, ...fields });
      return `${ids(found.records).join('')}${found.hasMore ? ' and more' : ''}`;
    };
    t.equal(await first([], 3), 'abc and more');
    t.equal(await first([], 4), 'abcd');
    t.equal(await first([], 0), ' and more');
    t.equal(await first([['theme', ['housing', 'planning']]], 2, without), 'ab and more');
    const both: [string, string[]][] = [
      ['theme', ['housing', 'planning']],
      ['licence', ['GPL-3.0']],
    ];
    t.equal(await first(both, 5), 'cd');
    t.equal(await first(both, 5, without), 'c');
    t.equal(await first([['theme', ['none']]], 0), '');
    t.same(await store.termValues('asset', 'theme'), [
      { value: 'housing', count: 2 },
      { value: 'planning', count: 2 },
    ]);
  });

  await t.test('a list of updates is oldest first', async (t) => {
    const store = await openFor(t);
    await store.write(aBatch({ put: ['c', 'b', 'a'].map((id) => aWrite(asset(id))) }));
    const second = aBatch({ put: [aWrite(asset('z')), aWrite(asset('y'))] });
    await store.write(second);
    const third = aBatch({ put: [aWrite(asset('b', { title: 'B' }))] });
    await store.write(third);
    const since = (at: string) => store.list(aQuery({ updatedSince: at }));
    t.same(ids((await since('2020-01-01T00:00:00.000Z')).records), ['a', 'c', 'y', 'z', 'b']);
    t.same(ids((await since(second.at)).records), ['y', 'z', 'b'], 'the moment itself included');
    t.same(ids((await since(third.at)).records), ['b']);
  });

  await t.test('links are followed backwards from published records', async (t) => {
    const store = await openFor(t);
    const fund = { name: 'fund', kind: 'fund' as const, id: 'ldf' };
    const award = (id: string): CatalogueRecord => ({
      kind: 'award',
      document: anAward({ id, fund: 'ldf' }),
    });
    const project: CatalogueRecord = { kind: 'project', document: aProject({ id: 'p' }) };
    await store.write(
      aBatch({
        put: [
          aWrite(project, { links: [fund, fund, { name: 'lead', kind: 'organisation', id: 'swk' }] }),
          aWrite(award('b'), { links: [fund] }),
          aWrite(award('a'), { links: [fund] }),
          aWrite(award('gone'), { links: [fund] }),
        ],
      }),
    );
    await store.write(aBatch({ withdraw: [{ kind: 'award', id: 'gone' }] }));
    t.same(await store.linksTo({ kind: 'fund', id: 'ldf' }), [
      { kind: 'award', id: 'a', name: 'fund' },
      { kind: 'award', id: 'b', name: 'fund' },
      { kind: 'project', id: 'p', name: 'fund' },
    ]);
    t.same(await store.linksTo({ kind: 'organisation', id: 'ldf' }), []);
    const links = await store.linksToMany('organisation', ['ldf', 'swk', 'none']);
    t.same([...links], [['swk', [{ kind: 'project', id: 'p', name: 'lead' }]]]);
    t.same(
      (await store.linksToMany('fund', ['ldf'])).get('ldf'),
      await store.linksTo({ kind: 'fund', id: 'ldf' }),
    );
    t.same([...(await store.linksToMany('fund', []))], []);
  });

  await t.test('many records are read in the order asked, and all in batches', async (t) => {
    const store = await openFor(t);
    const names = Array.from({ length: 450 }, (_, index) => `asset-${String(index).padStart(3, '0')}`);
    await store.write(aBatch({ put: names.map((name) => aWrite(asset(name))) }));
    t.same(ids(await store.readMany('asset', ['asset-300', 'absent', 'asset-001'])), [
      'asset-300',
      'asset-001',
    ]);
    t.same(await store.readMany('asset', []), []);
    t.same(ids(await allOf(store.readAll('asset'))), names);
  });

  await t.test('names sort by their bytes, in whatever language the database thinks', async (t) => {
    const store = await openFor(t);
    const sorted = ['a', 'a-c', 'a-z', 'aa', 'ab', 'b'];
    const terms = ['Zebra', 'apple', 'zebra', 'Äpfel'].map((value) => ({ name: 'fruit', value }));
    await store.write(aBatch({ put: [...sorted].reverse().map((id) => aWrite(asset(id), { terms })) }));
    t.same(ids((await store.list(aQuery())).records), sorted);
    t.same(ids(await allOf(store.readAll('asset'))), sorted);
    t.same(
      (await store.termValues('asset', 'fruit')).map(({ value }) => value),
      ['Zebra', 'apple', 'zebra', 'Äpfel'],
    );
  });

  await t.test('what no text can hold is not found', async (t) => {
    const store = await openFor(t);
    await store.write(aBatch({ put: [aWrite(asset('bops'))] }));
    for (const name of ['bops\0', '\0', '\ud800']) {
      t.equal(await store.find('asset', name), undefined);
      t.same(await store.readMany('asset', [name]), []);
      const terms = new Map([['licence', [name]]]);
      t.same(await store.list(aQuery({ terms })), { total: 0, records: [] });
    }
  });

  await t.test('notes land with their batch, or not at all', async (t) => {
    const store = await openFor(t);
    await store.write(aBatch({ notes: { fingerprint: 'one', other: 'kept' } }));
    await store.write(aBatch({ notes: { fingerprint: 'two' } }));
    const refused = aBatch({ put: [aWrite(asset('a'), { basedOn: 7 })], notes: { fingerprint: 'three' } });
    await t.rejects(store.write(refused));
    t.same([await store.note('fingerprint'), await store.note('other')], ['two', 'kept']);
  });

  await t.test('of writes that come at once, one that is refused takes no other with it', async (t) => {
    const store = await openFor(t);
    const writes = Array.from({ length: 40 }, (_, index) => {
      const [id, isStale] = [`a${index % 30}`, index % 7 === 3];
      return aBatch({
        put: [aWrite(asset(id), { aliases: [`also-${id}`], basedOn: isStale ? 9 : 0 })],
        notes: { last: `${index}` },
      });
    });
    const outcomes = await Promise.all(
      writes.map((batch) =>
        store.write(batch).then(
          async () =>
            (await store.find('asset', batch.put[0]?.record.document.id ?? '')) ? 'there' : 'lost',
          ({ kind }) => kind,
        ),
      ),
    );
    const first = new Set<number>();
    const expected = writes.map((_, index) => {
      if (index % 7 === 3 || first.has(index % 30)) return 'stale';
      first.add(index % 30);
      return 'there';
    });
    t.same(outcomes, expected, 'in the order of asking');
    const log = await store.changesSince(0, 100);
    t.same(
      log.map(({ seq }) => seq),
      Array.from({ length: first.size }, (_, index) => index + 1),
      'the log has no gap',
    );
    t.same(
      log.map(({ id }) => id),
      [...first].map((number) => `a${number}`),
    );
    t.equal(await store.note('last'), String(expected.lastIndexOf('there')), 'a refused one leaves nothing');
    t.equal((await store.find('asset', 'also-a3'))?.id, expected[33] === 'there' ? 'a3' : undefined);
  });

  await t.test('progress counts up to the records that changed', async (t) => {
    const store = await openFor(t);
    await store.write(aBatch({ put: [aWrite(asset('there'))] }));
    const seen: [number, number][] = [];
    const put = Array.from({ length: 300 }, (_, index) => aWrite(asset(`a${index}`)));
    await store.write(aBatch({ put: [aWrite(asset('there')), ...put] }), (...step) => seen.push(step));
    t.same(seen.at(-1), [300, 300]);
    t.ok(seen.length > 1);
  });
}
