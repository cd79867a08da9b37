import t from 'tap';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { buildLineage, type Lineage } from '../../src/domain/lineage/lineage.ts';
import { lineageNeighbours } from '../../src/domain/lineage/lineage-steps.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import { linksOf } from '../../src/domain/records/record-links.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { rememberReads } from '../../src/use-cases/remember-reads.ts';
import { type TracedLineage, traceLineage } from '../../src/use-cases/trace-lineage.ts';
import { aFund, anAsset, anAward, anOrganisation, aProject, aSource } from '../support/builders.ts';

const at = (source: string, how?: string) => (how ? { source, how } : { source });

/** One fund with two awards; the first paid for a project that goes on from an earlier one and made a part of a product that others use. */
const records: CatalogueRecord[] = [
  {
    kind: 'source',
    document: aSource({ id: 'announcement', title: 'Six councils share £1.2m', publisher: 'MHCLG' }),
  },
  { kind: 'source', document: aSource({ id: 'funder-page', sourceType: 'funder' }) },
  { kind: 'source', document: aSource({ id: 'repository-unboxed--bops', sourceType: 'repository' }) },
  { kind: 'organisation', document: anOrganisation({ id: 'swk', title: 'London Borough of Southwark' }) },
  { kind: 'organisation', document: anOrganisation({ id: 'med', title: 'Medway Council' }) },
  { kind: 'fund', document: aFund({ id: 'ldf', title: 'Local Digital Fund', sources: [at('funder-page')] }) },
  {
    kind: 'fund',
    document: aFund({
      id: 'round-4',
      title: 'Round 4',
      partOf: 'ldf',
      sources: [at('announcement', 'first paragraph')],
    }),
  },
  {
    kind: 'award',
    document: anAward({
      id: 'planning',
      aliases: ['award-500'],
      fund: 'round-4',
      project: 'planning',
      leads: [{ organisation: 'swk' }],
      sources: [at('announcement', 'first bullet')],
    }),
  },
  {
    kind: 'award',
    document: anAward({
      id: 'payments',
      fund: 'round-4',
      project: 'payments',
      sources: [at('announcement')],
    }),
  },
  {
    kind: 'project',
    document: aProject({
      id: 'planning',
      title: 'Back-office planning',
      awards: ['award-500'],
      follows: ['discovery'],
      outputs: [{ asset: 'unboxed--bops', basis: 'stated', source: 'funder-page', how: 'section 2' }],
      sources: [at('announcement')],
    }),
  },
  { kind: 'project', document: aProject({ id: 'discovery', fund: 'ldf', sources: [at('funder-page')] }) },
  {
    kind: 'project',
    document: aProject({
      id: 'payments',
      awards: ['payments'],
      outputs: [{ asset: 'income', basis: 'inferred' }],
      sources: [at('announcement')],
    }),
  },
  {
    kind: 'asset',
    document: anAsset({ id: 'income', title: 'Income management', sources: [at('funder-page')] }),
  },
  {
    kind: 'asset',
    document: anAsset({
      id: 'bops',
      assetKind: 'product',
      title: 'BOPS',
      mainRepository: 'unboxed--bops',
      sources: [at('funder-page')],
    }),
  },
  {
    kind: 'asset',
    document: anAsset({
      id: 'unboxed--bops',
      title: 'unboxed/bops',
      relations: [
        {
          type: 'partOf',
          asset: 'bops',
          basis: 'stated',
          source: 'repository-unboxed--bops',
          how: 'README.md',
        },
      ],
      adoption: [
        { organisation: 'med', how: 'db/seeds.rb' },
        { organisation: 'swk', how: 'db/seeds.rb', atLead: true },
      ],
      funding: [{ award: 'planning', basis: 'stated', source: 'announcement', how: 'named there' }],
      sources: [at('funder-page'), at('repository-unboxed--bops')],
    }),
  },
  {
    kind: 'asset',
    document: anAsset({
      id: 'applicants',
      title: 'BOPS applicants',
      relations: [{ type: 'partOf', asset: 'bops' }],
    }),
  },
];

type Graph = Pick<Lineage, 'nodes'> & Pick<TracedLineage | Lineage, 'edges'>;
const nodesOf = (graph: Graph) => graph.nodes.map(({ id }) => id).sort();
const recordsIn = (graph: Graph) =>
  nodesOf(graph).filter((id) => !id.startsWith('source:') && !id.startsWith('none-found:'));
function edge(graph: Graph, from: string, type: string, to: string) {
  return graph.edges.find((one) => one.from === from && one.type === type && one.to === to);
}

async function openStore(all: readonly CatalogueRecord[]): Promise<RecordStore> {
  const store = await openSqliteRecordStore({ file: ':memory:' });
  const put = all.map((record) => ({
    record,
    origin: 'curated' as const,
    links: linksOf(record),
    terms: [],
    aliases: 'aliases' in record.document ? record.document.aliases : [],
  }));
  await store.write({ actor: 'import', at: '2026-01-01T00:00:00.000Z', put, withdraw: [] });
  return store;
}

t.test('edges lead from source to reuse, each with its basis and sources', async (t) => {
  const graph = buildLineage({ kind: 'award', id: 'award-500' }, records);
  t.equal(graph.start, 'award:planning', 'an alias is followed');
  t.match(
    graph.nodes.find(({ id }) => id === 'award:planning'),
    { kind: 'award', recordId: 'planning', title: 'An award' },
  );
  t.match(edge(graph, 'source:announcement', 'states', 'award:planning'), {
    basis: 'stated',
    sources: [{ source: 'announcement', how: 'first bullet' }],
  });
  t.ok(edge(graph, 'fund:round-4', 'partOf', 'fund:ldf'));
  t.ok(edge(graph, 'fund:round-4', 'award', 'award:planning'));
  t.match(edge(graph, 'award:planning', 'project', 'project:planning')?.sources, [
    { source: 'announcement', how: 'first bullet' },
    { source: 'announcement' },
  ]);
  t.equal(graph.edges.filter(({ type, to }) => type === 'project' && to === 'project:planning').length, 1);
  t.match(edge(graph, 'project:planning', 'output', 'asset:unboxed--bops'), {
    basis: 'stated',
    sources: [{ source: 'funder-page', how: 'section 2' }],
  });
  t.match(edge(graph, 'asset:unboxed--bops', 'partOf', 'asset:bops'), {
    sources: [{ source: 'funder-page' }, { source: 'repository-unboxed--bops', how: 'README.md' }],
  });
  t.match(edge(graph, 'asset:unboxed--bops', 'adoption', 'organisation:med'), {
    basis: 'observed',
    sources: [{ source: 'repository-unboxed--bops', how: 'db/seeds.rb' }],
  });
  t.ok(edge(graph, 'asset:unboxed--bops', 'ownUse', 'organisation:swk'), 'use at the lead is no reuse');
  t.notOk(edge(graph, 'asset:unboxed--bops', 'adoption', 'organisation:swk'));
  t.ok(edge(graph, 'project:discovery', 'followedBy', 'project:planning'));
  t.ok(edge(graph, 'fund:ldf', 'project', 'project:discovery'), 'a project without awards hangs on its fund');
  t.ok(
    graph.edges.every(({ sources }) => sources.length > 0),
    'no edge without a source',
  );
  t.notOk(graph.edges.some(({ type }) => type === 'lead'));
});

t.test('a project of which nothing public was found says so', async (t) => {
  const graph = buildLineage({ kind: 'fund', id: 'round-4' }, records);
  const inferred = edge(graph, 'project:payments', 'output', 'asset:income');
  t.equal(inferred?.basis, 'inferred');
  const none = edge(graph, 'project:payments', 'output', 'none-found:project:payments');
  t.match(none, { basis: 'derived', sources: [{ source: 'announcement' }] });
  t.match(
    graph.nodes.find(({ kind, id }) => kind === 'none-found' && id.endsWith('payments')),
    { title: 'No public output found', recordId: undefined },
  );
  t.notOk(nodesOf(graph).includes('none-found:project:planning'));

  const lone = anAward({ id: 'lone', fund: 'round-4' });
  const withLone = buildLineage({ kind: 'award', id: 'lone' }, [
    ...records,
    { kind: 'award', document: lone },
  ]);
  t.ok(nodesOf(withLone).includes('none-found:award:lone'), 'an award of no project says it itself');

  const funded = anAsset({
    id: 'kit',
    funding: [{ project: 'discovery', basis: 'stated', source: 'funder-page' }],
  });
  const discovery = buildLineage({ kind: 'project', id: 'discovery' }, records);
  t.ok(nodesOf(discovery).includes('none-found:project:discovery'));
  const claimed = buildLineage({ kind: 'project', id: 'discovery' }, [
    ...records,
    { kind: 'asset', document: funded },
  ]);
  t.notOk(
    nodesOf(claimed).includes('none-found:project:discovery'),
    'an asset that names the project is an output',
  );
  t.same(buildLineage({ kind: 'fund', id: 'nobody' }, []), { start: 'fund:nobody', nodes: [], edges: [] });
});

t.test('two documents that state one edge make one edge, known as the stronger one knows it', async (t) => {
  const graph = buildLineage({ kind: 'project', id: 'one' }, [
    {
      kind: 'project',
      document: aProject({
        id: 'one',
        outputs: [
          { asset: 'kit', basis: 'inferred', source: 'a-page' },
          { asset: 'kit', basis: 'derived', source: 'a-page', how: 'section 3' },
        ],
      }),
    },
    { kind: 'asset', document: anAsset({ id: 'kit' }) },
  ]);
  t.same(
    graph.edges.filter(({ type }) => type === 'output'),
    [
      {
        from: 'project:one',
        to: 'asset:kit',
        type: 'output',
        basis: 'derived',
        sources: [{ source: 'a-page' }, { source: 'a-page', how: 'section 3' }],
      },
    ],
  );
});

t.test('what a record needs beside it', async (t) => {
  const asset = records.find(({ kind, document }) => kind === 'asset' && document.id === 'unboxed--bops');
  if (!asset) throw new Error('no asset');
  t.same(
    lineageNeighbours(asset)
      .map(({ kind, id }) => `${kind}:${id}`)
      .sort(),
    [
      'asset:bops',
      'award:planning',
      'organisation:med',
      'organisation:swk',
      'source:announcement',
      'source:funder-page',
      'source:repository-unboxed--bops',
    ],
  );
});

t.test('a trace goes up to sources and down to reuse, never sideways', async (t) => {
  const store = await openStore(records);
  t.teardown(() => store.close());
  const trace = (kind: CatalogueRecord['kind'], id: string) => traceLineage({ store }, kind, id);
  const planning = ['asset:bops', 'asset:unboxed--bops', 'award:planning', 'fund:ldf', 'fund:round-4'];
  const use = ['organisation:med', 'organisation:swk', 'project:discovery', 'project:planning'];

  const award = await trace('award', 'award-500');
  t.equal(award.start, 'award:planning');
  t.same(recordsIn(award), [...planning, ...use], 'not the fund’s other award, not the product’s other part');
  t.ok(nodesOf(award).includes('source:announcement'));
  t.match(edge(award, 'fund:round-4', 'award', 'award:planning')?.sources, [
    { id: 'announcement', title: 'Six councils share £1.2m', publisher: 'MHCLG', how: 'first bullet' },
  ]);

  const fund = await trace('fund', 'round-4');
  t.ok(recordsIn(fund).includes('award:payments'));
  t.ok(recordsIn(fund).includes('asset:unboxed--bops'));
  t.ok(nodesOf(fund).includes('none-found:project:payments'));

  const product = await trace('asset', 'bops');
  t.same(recordsIn(product), ['asset:applicants', ...planning, ...use]);
  const part = await trace('asset', 'applicants');
  t.same(recordsIn(part), ['asset:applicants', 'asset:bops'], 'a part is not what its sibling was paid for');

  const earlier = await trace('project', 'discovery');
  t.ok(recordsIn(earlier).includes('asset:unboxed--bops'), 'what followed it is downstream');
  t.notOk(recordsIn(earlier).includes('award:planning'), 'who paid for what followed is not');

  const source = await trace('source', 'announcement');
  t.ok(recordsIn(source).includes('award:payments'));
  const medway = await trace('organisation', 'med');
  t.ok(edge(medway, 'asset:unboxed--bops', 'adoption', 'organisation:med'));
  t.ok(recordsIn(medway).includes('award:planning'), 'who paid for what it uses');
  const southwark = await trace('organisation', 'swk');
  t.ok(edge(southwark, 'organisation:swk', 'lead', 'award:planning'));
  await t.rejects(trace('award', 'nobody'), { message: 'award "nobody" is not in the catalogue' });
  await t.rejects(trace('project', 'award-500'), { message: 'project "award-500" is not in the catalogue' });
});

t.test('assets that name a project count before a trace says that none was found', async (t) => {
  const kit = anAsset({ id: 'kit', funding: [{ project: 'one', basis: 'stated', source: 'a-page' }] });
  const store = await openStore([
    { kind: 'source', document: aSource() },
    { kind: 'fund', document: aFund() },
    { kind: 'project', document: aProject({ id: 'one', fund: 'a-fund' }) },
    {
      kind: 'project',
      document: aProject({ id: 'two', follows: ['one'], outputs: [{ asset: 'later', basis: 'stated' }] }),
    },
    { kind: 'asset', document: kit },
    { kind: 'asset', document: anAsset({ id: 'later' }) },
  ]);
  t.teardown(() => store.close());
  const graph = await traceLineage({ store }, 'asset', 'later');
  t.ok(recordsIn(graph).includes('project:one'));
  t.notOk(nodesOf(graph).some((id) => id.startsWith('none-found:')));
});

t.test('what one answer needs twice is read once', async (t) => {
  const store = await openStore(records);
  t.teardown(() => store.close());
  const asked: string[] = [];
  const counting: RecordStore = {
    ...store,
    async readMany(kind, ids) {
      asked.push(...ids.map((id) => `${kind}:${id}`));
      return store.readMany(kind, ids);
    },
    async linksToMany(kind, ids) {
      asked.push(...ids.map((id) => `to ${kind}:${id}`));
      return store.linksToMany(kind, ids);
    },
  };
  const { store: remembering } = rememberReads({ store: counting });
  const traced = await traceLineage({ store: remembering }, 'fund', 'round-4');
  t.same(await traceLineage({ store: remembering }, 'fund', 'round-4'), traced);
  t.same(traced, await traceLineage({ store }, 'fund', 'round-4'));
  t.same(asked, [...new Set(asked)]);

  const ids = ['planning', 'nobody', 'payments', 'planning'];
  for (let time = 0; time < 2; time += 1) {
    t.same(await remembering.readMany('award', ids), await store.readMany('award', ids));
    t.same(await remembering.find('award', 'award-500'), await store.find('award', 'award-500'));
    t.equal(await remembering.find('award', 'nobody'), undefined);
    t.same(
      await remembering.linksTo({ kind: 'fund', id: 'ldf' }),
      await store.linksTo({ kind: 'fund', id: 'ldf' }),
    );
    t.same(await remembering.linksTo({ kind: 'fund', id: 'nobody' }), []);
    t.same(
      [...(await remembering.linksToMany('fund', ['ldf', 'nobody']))],
      [...(await store.linksToMany('fund', ['ldf', 'nobody']))],
    );
  }
});
