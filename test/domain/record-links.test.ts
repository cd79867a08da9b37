import t from 'tap';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import { linksOf, referencesOf } from '../../src/domain/records/record-links.ts';
import { termsOf } from '../../src/domain/records/record-terms.ts';
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

const evidence = {
  claims: [{ field: 'amountGbp', value: 1, source: 'ref-1' }],
  sources: [{ source: 'ref-2' }, { source: 'ref-3' }],
};
const parties = {
  leads: [{ organisation: 'ref-4', source: 'ref-5' }],
  partners: [{ organisation: 'ref-6' }, { organisation: 'ref-7', source: 'ref-8' }],
};

/** Every field that names another record, each with an id of its own. */
const whole: CatalogueRecord[] = [
  {
    kind: 'organisation',
    document: anOrganisation({
      successors: ['ref-1', 'ref-2'],
      county: 'ref-3',
      combinedAuthority: 'ref-4',
      memberships: [{ programme: 'P', source: 'ref-5' }],
      sources: ['ref-6'],
    }),
  },
  { kind: 'source', document: aSource() },
  { kind: 'service', document: aService({ sources: ['ref-1'] }) },
  {
    kind: 'fund',
    document: aFund({
      ...evidence,
      funder: 'ref-4',
      partOf: 'ref-5',
      grantSizes: [{ statement: 's', source: 'ref-6' }],
    }),
  },
  { kind: 'award', document: anAward({ ...evidence, ...parties, fund: 'ref-9', project: 'ref-10' }) },
  {
    kind: 'project',
    document: aProject({
      ...evidence,
      ...parties,
      fund: 'ref-9',
      awards: ['ref-10'],
      services: ['ref-11'],
      outputs: [{ asset: 'ref-12', basis: 'stated', source: 'ref-13' }],
      follows: ['ref-14'],
    }),
  },
  {
    kind: 'asset',
    document: anAsset({
      ...evidence,
      mainRepository: 'ref-4',
      services: ['ref-5'],
      lead: { organisation: 'ref-6', source: 'ref-7' },
      partners: [{ organisation: 'ref-8' }],
      suppliers: ['ref-9'],
      relations: [
        { type: 'needs', asset: 'ref-10', source: 'ref-11' },
        { type: 'partOf', repository: 'unboxed/bops' },
      ],
      funding: [{ award: 'ref-12', project: 'ref-13', fund: 'ref-14', source: 'ref-15', basis: 'stated' }],
      adoption: [
        { organisation: 'ref-16', how: 'seen' },
        { organisation: 'ref-17', how: 'seen', atLead: true },
      ],
    }),
  },
  { kind: 'repository', document: aRepository({ id: 'ref-1', sources: ['ref-2'] }) },
];

function findIds(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'string') return value.startsWith('ref-') ? [`${path.join('.')} ${value}`] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => findIds(inner, [...path, key]));
}

t.test('every id that a document holds is a reference, with its place', (t) => {
  for (const record of whole) {
    const found = referencesOf(record).map(({ field, id }) => `${field} ${id}`);
    t.same(found.toSorted(), findIds(record.document).toSorted(), record.kind);
  }
  t.end();
});

t.test('links name the role of the edge, each once', (t) => {
  const asset = anAsset({
    lead: { organisation: 'swk' },
    suppliers: ['swk'],
    relations: [
      { type: 'needs', asset: 'planx' },
      { type: 'needs', asset: 'planx', how: 'twice' },
      { type: 'replaces', asset: 'planx' },
    ],
  });
  t.same(linksOf({ kind: 'asset', document: asset }), [
    { name: 'lead', kind: 'organisation', id: 'swk' },
    { name: 'supplier', kind: 'organisation', id: 'swk' },
    { name: 'needs', kind: 'asset', id: 'planx' },
    { name: 'replaces', kind: 'asset', id: 'planx' },
    { name: 'source', kind: 'source', id: 'a-page' },
  ]);
  t.end();
});

t.test('terms are what lists filter by', (t) => {
  const values = (record: CatalogueRecord, name: string, context = {}) =>
    termsOf(record, context).flatMap((term) => (term.name === name ? [term.value] : []));
  const licence = (given: Parameters<typeof anAsset>[0]) =>
    values({ kind: 'asset', document: anAsset(given) }, 'licence');
  t.same(licence({ licence: { status: 'stated', expression: 'GPL-3.0-or-later' } }), ['GPL-3.0']);
  t.same(licence({ licence: { status: 'none-found' } }), ['none-found']);
  t.same(licence({ licence: { status: 'stated', raw: 'free for councils' } }), ['unknown']);
  t.same(licence({}), ['unknown']);

  const asset: CatalogueRecord = { kind: 'asset', document: anAsset() };
  const repository = aRepository({
    languages: ['Ruby', 'HTML', 'Shell'].map((name, at) => ({ name, share: [0.9, 0.06, 0.04][at] ?? 0 })),
  });
  t.same(values(asset, 'language', { repository }), ['Ruby', 'HTML']);
  const inferred: CatalogueRecord = {
    kind: 'asset',
    document: anAsset({
      funding: [
        { fund: 'a', basis: 'inferred' },
        { fund: 'b', basis: 'stated' },
      ],
    }),
  };
  t.same(values(inferred, 'fund'), ['b'], 'general knowledge is no filter');

  const ended: CatalogueRecord = {
    kind: 'organisation',
    document: anOrganisation({ endDate: '2023-03-31' }),
  };
  t.same([...values(ended, 'current'), ...values(ended, 'isCouncil')], ['false', 'true']);
  t.same(values({ kind: 'service', document: aService() }, 'status'), ['live']);
  t.same(values({ kind: 'source', document: aSource({ publisher: 'LGA' }) }, 'publisher'), ['LGA']);
  const award: CatalogueRecord = { kind: 'award', document: anAward({ ...parties, capacity: true }) };
  t.same(values(award, 'organisation'), ['ref-4', 'ref-6', 'ref-7']);
  t.same(values(award, 'capacity'), ['true']);
  t.same(values({ kind: 'award', document: anAward() }, 'capacity'), []);
  t.same(values({ kind: 'fund', document: aFund({ partOf: 'ldf' }) }, 'fund'), ['ldf']);
  t.end();
});
