import { type Test, test } from 'tap';
import { openEmbeddedIndex } from '../../src/adapters/search/embedded/open-embedded-index.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import type { RecordRef } from '../../src/domain/ids.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import { linksOf } from '../../src/domain/records/record-links.ts';
import type { ReferenceLists } from '../../src/ports/reference-lists.ts';
import { openDirectory } from '../../src/use-cases/open-directory.ts';
import { type CatalogueSearch, searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { answerFrom } from '../../src/use-cases/search-engines.ts';
import { suggest } from '../../src/use-cases/suggest.ts';
import { updateSearchIndex } from '../../src/use-cases/update-search-index.ts';
import {
  aFund,
  anAsset,
  anAward,
  anOrganisation,
  aProject,
  aRepository,
  aService,
  aSource,
} from '../support/builders.ts';

const lists: ReferenceLists = {
  themes: [{ id: 'housing', label: 'Council housing', alternatives: ['tenancies'] }],
  platforms: [{ name: 'Idox Uniform', alternatives: ['Uniform'], kind: 'planning' }],
  standards: [],
  licences: [],
  licenceIds: [],
  thesaurus: [],
};

const southwark = anOrganisation({ id: 'swk', title: 'Southwark Council' });
const somerset = anOrganisation({ id: 'smt', title: 'Somerset Council' });
const westTaunton = anOrganisation({
  id: 'swt',
  title: 'Somerset West and Taunton Council',
  successors: ['smt'],
  endDate: '2023-03-31',
});
const tauntonDeane = anOrganisation({
  id: 'tau',
  title: 'Taunton Deane Borough Council',
  successors: ['swt'],
  endDate: '2019-03-31',
});
const bops = anAsset({
  id: 'bops',
  assetKind: 'product',
  title: 'BOPS',
  mainRepository: 'unboxed--bops',
  connectsTo: ['Idox Uniform'],
});
const bopsMain = anAsset({
  id: 'unboxed--bops',
  title: 'BOPS',
  repository: 'unboxed/bops',
  relations: [{ type: 'partOf', asset: 'bops' }],
});
const bopsApi = anAsset({
  id: 'unboxed--bops-api',
  title: 'BOPS API',
  repository: 'unboxed/bops-api',
  relations: [{ type: 'partOf', asset: 'bops' }],
});
const fund = aFund({ id: 'ldf', title: 'Local Digital Fund' });
const project = aProject({
  id: 'southwark-planning',
  title: 'Planning back office',
  fund: 'ldf',
  fundingPhase: 'beta',
  awards: ['southwark-planning'],
  leads: [{ organisation: 'swk' }],
  outputs: [{ asset: 'bops', basis: 'stated' }],
});
const award = anAward({
  id: 'southwark-planning',
  title: 'Southwark: planning',
  fund: 'ldf',
  project: 'southwark-planning',
  leads: [{ organisation: 'swk' }],
  claims: [{ field: 'amountGbp', value: 350_000, source: 'a-page' }],
});

const catalogue: CatalogueRecord[] = [
  ...[southwark, somerset, westTaunton, tauntonDeane].map((document) => ({
    kind: 'organisation' as const,
    document,
  })),
  { kind: 'source', document: aSource() },
  { kind: 'service', document: aService({ id: '608', title: 'Planning applications' }) },
  ...[bops, bopsMain, bopsApi].map((document) => ({ kind: 'asset' as const, document })),
  {
    kind: 'asset',
    document: anAsset({
      id: 'damp',
      title: 'Damp reports',
      lead: { organisation: 'tau' },
      themes: ['housing'],
    }),
  },
  { kind: 'repository', document: aRepository({ languages: [{ name: 'Ruby', share: 1 }] }) },
  { kind: 'fund', document: fund },
  { kind: 'project', document: project },
  {
    kind: 'project',
    document: aProject({
      id: 'de-5',
      title: 'Taunton: Digital Experts',
      titleBasis: 'made',
      awards: ['de-5'],
    }),
  },
  { kind: 'award', document: award },
  {
    kind: 'award',
    document: anAward({
      id: 'de-5',
      title: 'Taunton: Digital Experts',
      fund: 'ldf',
      leads: [{ organisation: 'smt' }],
    }),
  },
];

async function aCatalogue(t: Test, records: readonly CatalogueRecord[] = catalogue) {
  const store = await openSqliteRecordStore({ file: ':memory:' });
  const enrichment = await openSqliteEnrichmentStore({ file: store.file });
  const index = await openEmbeddedIndex({ file: ':memory:' });
  t.teardown(async () => {
    await index.close();
    await enrichment.close();
    await store.close();
  });
  let minute = 0;

  async function write(put: readonly CatalogueRecord[], withdraw: readonly RecordRef[] = []): Promise<void> {
    minute += 1;
    const at = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    const writes = put.map((record) => ({
      record,
      origin: 'curated' as const,
      links: linksOf(record),
      terms: [],
      aliases: [],
    }));
    await store.write({ actor: 'test', at, put: writes, withdraw });
  }

  await write(records);
  const directory = await openDirectory(store, lists, enrichment);

  async function update() {
    await directory.refresh();
    return updateSearchIndex({ store, index, directory });
  }

  async function search(text: string, fields: Partial<CatalogueSearch> = {}) {
    return searchCatalogue(
      { engines: answerFrom(index), directory },
      { text, offset: 0, limit: 20, ...fields },
    );
  }

  async function find(text: string, fields: Partial<CatalogueSearch> = {}): Promise<string[]> {
    return (await search(text, fields)).hits.map(({ kind, id }) => `${kind} ${id}`);
  }

  return { store, index, directory, write, update, search, find };
}

test('an empty index is filled with everything searchable, once', async (t) => {
  const { store, index, directory, update, search, find } = await aCatalogue(t);
  const progress: string[] = [];
  const filled = await updateSearchIndex({
    store,
    index,
    directory,
    onProgress: (done, total) => progress.push(`${done}/${total}`),
  });
  t.same(filled, { indexed: 8, removed: 0, cursor: await store.head() });
  t.equal(progress.at(-1), '9/9');
  t.equal(await index.count(), 8);
  t.same(await update(), { indexed: 0, removed: 0, cursor: filled.cursor }, 'nothing changed');

  t.same((await find('bops')).slice(0, 3), ['asset bops', 'asset unboxed--bops', 'asset unboxed--bops-api']);
  t.equal((await find('unboxed/bops'))[0], 'asset unboxed--bops');
  t.same(await find('tenancies'), ['asset damp'], 'other words for a theme');
  t.ok((await find('replace uniform')).includes('asset bops'), 'other names of a platform');
  t.equal((await find('digital experts'))[0], 'award de-5', 'a nameless project is found as its award');
  const [product] = (await search('bops')).hits;
  t.match(product?.summary, { parts: 2, repository: 'unboxed/bops', languages: ['Ruby'] });
  t.same(
    await find('', {
      filters: new Map([
        ['fund', ['ldf']],
        ['kind', ['asset']],
      ]),
    }),
    ['asset bops'],
  );
  t.match((await search('planning', { filters: new Map([['kind', ['award']]]) })).hits[0]?.summary, {
    amountGbp: 350_000,
  });
});

test('a change is taken in with everything that shows it', async (t) => {
  const { index, write, update, find, search } = await aCatalogue(t);
  await update();
  const hit = async (kind: string, id: string) =>
    (await search('', { limit: 50, filters: new Map([['kind', [kind]]]) })).hits.find((one) => one.id === id);

  await write([
    {
      kind: 'organisation',
      document: { ...southwark, title: 'Borough of Southwark', otherNames: ['Peckham'] },
    },
  ]);
  await update();
  t.same(await find('peckham'), ['project southwark-planning']);
  t.equal((await hit('award', 'southwark-planning'))?.summary.organisations[0]?.name, 'Borough of Southwark');

  await write([{ kind: 'organisation', document: { ...somerset, otherNames: ['Zomerzet'] } }]);
  await update();
  t.same(
    (await find('zomerzet')).sort(),
    ['asset damp', 'award de-5'],
    'a later body’s name finds what was done before it',
  );

  await write([{ kind: 'fund', document: { ...fund, title: 'Fund of wonders' } }]);
  await update();
  t.ok((await find('wonders')).includes('asset bops'), 'through award and project to the asset');

  await write([{ kind: 'repository', document: aRepository({ languages: [{ name: 'Elixir', share: 1 }] }) }]);
  await update();
  t.same(
    (await hit('asset', 'bops'))?.summary.languages,
    ['Elixir'],
    'through the main repository to the product',
  );

  await write([{ kind: 'asset', document: { ...bopsApi, relations: [] } }]);
  await update();
  t.equal((await hit('asset', 'bops'))?.summary.parts, 1, 'a product that lost a part');

  await write([{ kind: 'project', document: { ...project, outputs: [] } }]);
  await update();
  t.same(
    await find('', {
      filters: new Map([
        ['fund', ['ldf']],
        ['kind', ['asset']],
      ]),
    }),
    [],
    'an output that is none any more',
  );

  await write([
    {
      kind: 'project',
      document: aProject({
        id: 'de-5',
        title: 'Taunton: Digital Experts',
        titleBasis: 'made',
        awards: ['de-5'],
        problem: 'Known now',
      }),
    },
  ]);
  await update();
  t.same(await find('known now'), ['project de-5']);

  const before = await index.count();
  await write([], [{ kind: 'asset', id: 'damp' }]);
  t.equal((await update()).removed, 1);
  t.same([await find('damp'), await index.count()], [[], before - 1]);

  await write([{ kind: 'source', document: { ...aSource(), title: 'Another title' } }]);
  const { cursor } = await update();
  t.equal(await index.cursor(), cursor);
});

test('an update that stops on the way is made good by the next', async (t) => {
  const { store, index, directory, write, update, find } = await aCatalogue(t);
  let left = 0;
  const failing = {
    ...index,
    async rebuild() {
      const build = await index.rebuild();
      return { ...build, publish: () => Promise.reject(new Error('stopped')) };
    },
    async apply(batch: Parameters<typeof index.apply>[0]) {
      if (left-- <= 0) throw new Error('stopped');
      await index.apply(batch);
    },
  };
  await t.rejects(updateSearchIndex({ store, index: failing, directory }), /stopped/);
  t.same([await index.cursor(), await index.count()], [0, 0], 'nothing half-filled answers');
  const told = AbortSignal.abort(new Error('told to stop'));
  await t.rejects(updateSearchIndex({ store, index, directory, signal: told }), /told to stop/);
  t.equal(await index.count(), 0);
  await write([], [{ kind: 'asset', id: 'damp' }]);
  await update();
  t.same([await index.count(), await find('damp')], [7, []]);

  await write([{ kind: 'asset', document: anAsset({ id: 'new', title: 'New thing' }) }]);
  const before = await index.cursor();
  await t.rejects(updateSearchIndex({ store, index: failing, directory }), /stopped/);
  await t.rejects(updateSearchIndex({ store, index, directory, signal: told }), /told to stop/);
  t.equal(await index.cursor(), before);
  await update();
  t.same(await find('new thing'), ['asset new']);
});

test('an index that knows a later change than the store belongs to another store', async (t) => {
  const { index, update, store } = await aCatalogue(t);
  await index.apply({ put: [], remove: [], cursor: 9999 });
  t.equal((await update()).cursor, await store.head());
  t.equal(await index.count(), 8);
});

test('an index of another log is made anew, even where that log is longer by now', async (t) => {
  const { index, update, write, store, find } = await aCatalogue(t);
  await update();
  const isThere = async () => (await find('', { limit: 50 })).includes('asset bops');
  t.match(await index.history?.(), new RegExp(`^${await store.head()} `), 'it knows at which change it is');
  const at = (await store.head()) - 2;
  await index.apply({
    put: [],
    remove: [{ kind: 'asset', id: 'bops' }],
    cursor: at,
    history: 'of another log',
  });
  t.notOk(await isThere());
  await update();
  t.ok(await isThere(), 'what the changes since do not bring is there again');
  await write([{ kind: 'asset', document: { ...bopsApi, summary: 'Another one.' } }]);
  const { indexed } = await update();
  t.ok(indexed > 0 && indexed < 8, 'and the same log is followed, not read anew');
});

test('many records are indexed in batches', async (t) => {
  const records = Array.from(
    { length: 1203 },
    (_, at): CatalogueRecord => ({
      kind: 'asset',
      document: anAsset({ id: `a${at}`, title: `Thing ${at}` }),
    }),
  );
  const { index, write, update } = await aCatalogue(t, records);
  t.equal((await update()).indexed, 1203);
  t.equal(await index.count(), 1203);
  await write(
    records.map(
      (record) => ({ ...record, document: { ...record.document, title: 'Renamed' } }) as CatalogueRecord,
    ),
  );
  t.equal((await update()).indexed, 1203);
  t.equal((await update()).indexed, 0);
});

test('asking for a council finds what was done before it, marked so', async (t) => {
  const { update, search, find } = await aCatalogue(t);
  await update();
  t.same((await find('', { organisations: ['SMT'] })).sort(), ['asset damp', 'award de-5']);
  const [damp] = (await search('damp', { organisations: ['smt'] })).hits;
  t.same(damp?.summary.organisations, [
    { id: 'tau', name: 'Taunton Deane Borough Council', role: 'lead', via: 'predecessor' },
  ]);
  const [own] = (await search('experts', { organisations: ['smt'] })).hits;
  t.equal(own?.summary.organisations[0]?.via, undefined);
  t.same(await find('', { organisations: ['tau'] }), ['asset damp'], 'not what others did later');
  t.same(await find('', { organisations: ['nobody'] }), []);
  const counted = await search('', { organisations: ['swk'], facets: ['organisation', 'kind'] });
  t.same(counted.facets.kind, [
    { value: 'award', count: 1 },
    { value: 'project', count: 1 },
  ]);
  t.ok((counted.facets.organisation ?? []).length > 1, 'its own filter aside');
  t.match(
    counted,
    { query: { text: '' }, engine: 'embedded', total: 1 },
    'a project and its only award are one hit',
  );
});

test('suggestions are titles, services and organisations in turn', async (t) => {
  const { update, index, directory } = await aCatalogue(t);
  await update();
  t.same(await suggest({ engines: answerFrom(index), directory }, 'plan', 5), [
    { kind: 'project', id: 'southwark-planning', text: 'Planning back office', label: 'Project' },
    { kind: 'service', id: '608', text: 'Planning applications', label: 'Service' },
    { kind: 'award', id: 'southwark-planning', text: 'Southwark: planning', label: 'Award' },
  ]);
  t.same(await suggest({ engines: answerFrom(index), directory }, 'taunton de', 5), [
    { kind: 'organisation', id: 'tau', text: 'Taunton Deane Borough Council', label: 'Former council' },
  ]);
  t.equal((await suggest({ engines: answerFrom(index), directory }, 's', 2)).length, 2);
  t.same(await suggest({ engines: answerFrom(index), directory }, '?', 5), []);
});
