import t from 'tap';
import { readReferenceLists } from '../../src/adapters/catalogue-files/read-reference-lists.ts';
import {
  describeLicence,
  type Licence,
  licenceFamily,
  licencesDisagree,
  openLicenceNormaliser,
} from '../../src/domain/licence.ts';
import { amountShown, disagreements, sumAwards } from '../../src/domain/money.ts';
import type { Claim } from '../../src/domain/records/evidence.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import { linksOf, referencesOf } from '../../src/domain/records/record-links.ts';
import { termsOf } from '../../src/domain/records/record-terms.ts';
import type { SourceType } from '../../src/domain/records/source.ts';
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

const types: Record<string, SourceType> = {
  'announcement-000': 'announcement',
  'announcement-001': 'announcement',
  'funder-page': 'funder',
  'award-register': 'register',
  'press-early': 'press',
  'press-late': 'press',
  'council-page': 'council',
};
const dates: Record<string, string> = { 'press-early': '2020-03', 'press-late': '2020-04-01' };
const typeOf = (source: string) => types[source];
const dateOf = (source: string) => dates[source];

function amount(value: Claim['value'], source: string, fields: Partial<Claim> = {}): Claim {
  return { field: 'amountGbp', value, source, ...fields };
}

t.test('the amount shown is the best source, and every other claim is listed', async (t) => {
  const announced = amount(350_000, 'announcement-001');
  const funder = amount(340_000, 'funder-page');
  const register = amount(330_000, 'award-register');
  const press = amount(320_000, 'press-early');
  const council = amount(310_000, 'council-page');
  const byRank = [announced, funder, register, press];
  for (const [position, best] of byRank.entries()) {
    const given = byRank.slice(position).reverse();
    const found = amountShown(given, typeOf, dateOf);
    t.equal(found.shown, best);
    t.equal(found.amountGbp, best.value);
    t.same(
      found.others,
      given.filter((claim) => claim !== best),
    );
  }
  t.equal(amountShown([council, register], typeOf).shown, register);
  t.equal(amountShown([council], typeOf).amountGbp, 310_000, 'any source is better than none');
  t.equal(amountShown([amount(5, 'unheard-of'), register], typeOf).shown, register);
});

t.test('on a tie the earliest, undated last, then the first given', async (t) => {
  const late = amount(80_000, 'press-late');
  const early = amount(79_500, 'press-early');
  const undated = amount(70_000, 'council-page');
  t.equal(amountShown([undated, late, early], typeOf, dateOf).shown, early);
  t.equal(amountShown([late, undated], typeOf, dateOf).shown, late);
  t.equal(amountShown([late, early], typeOf).shown, late, 'without dates the first given');
});

t.test('what is no statement of this amount is never shown', async (t) => {
  const ambiguous = amount(10_000, 'announcement-000', { ambiguous: true });
  t.same(amountShown([ambiguous], typeOf), { others: [ambiguous] }, '"Newcastle" fits two awards');
  const register = amount(25_000, 'award-register');
  t.same(amountShown([ambiguous, register], typeOf), {
    amountGbp: 25_000,
    shown: register,
    others: [ambiguous],
  });
  for (const odd of [
    amount(null, 'award-register'),
    amount('up to £10,000', 'announcement-000'),
    amount(-1, 'award-register'),
    amount(Number.NaN, 'award-register'),
    amount(9, 'announcement-000', { basis: 'inferred' }),
  ]) {
    t.same(amountShown([odd], typeOf), { others: [odd] });
  }
  t.same(amountShown([{ field: 'totalGbp', value: 390_000, source: 'announcement-000' }], typeOf), {
    others: [],
  });
});

t.test('a sum counts every award once', async (t) => {
  const planning = { id: 'southwark-planning', aliases: ['award-500'], amountGbp: 350_000 };
  const sum = sumAwards([
    { id: 'award-500', amountGbp: 350_000 },
    planning,
    planning,
    { id: 'barnsley-payments', amountGbp: 100_000 },
    { id: 'digital-experts-11' },
  ]);
  t.same(sum, { totalGbp: 450_000, awards: 3, unknownAmounts: 1 });
  t.same(sumAwards([]), { totalGbp: 0, awards: 0, unknownAmounts: 0 });
  t.same(
    sumAwards([{ id: 'one' }, { id: 'one', amountGbp: 5 }]),
    { totalGbp: 5, awards: 1, unknownAmounts: 0 },
    'a copy of the award that knows the amount is enough',
  );
});

t.test('sources disagree where they say different things of one field', async (t) => {
  const forty: Claim = { field: 'signatories', value: 40, source: 'announcement-001' };
  const fifty: Claim = { field: 'signatories', value: 'more than 50', source: 'announcement-000' };
  const claims: Claim[] = [
    forty,
    { field: 'totalGbp', value: 800_000, source: 'announcement-000' },
    fifty,
    { field: 'totalGbp', value: 800_000, source: 'press-early' },
    { field: 'partners', value: ['lew', 'swk'], source: 'announcement-000' },
    { field: 'partners', value: ['swk', 'lew'], source: 'press-early' },
    amount(10_000, 'announcement-000', { ambiguous: true }),
    amount(25_000, 'press-early'),
  ];
  t.same(disagreements(claims), [{ field: 'signatories', claims: [forty, fifty] }]);
});

const { licences, licenceIds } = await readReferenceLists(new URL('../../seeds/', import.meta.url));
const normaliseLicence = openLicenceNormaliser(licences, licenceIds);

t.test('spellings that mean exactly one licence become its SPDX id', async (t) => {
  const spellings: [string, string][] = [
    ['MIT', 'MIT'],
    ['The MIT License (MIT)', 'MIT'],
    [' mit licence ', 'MIT'],
    ['Apache 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['GPL.v3', 'GPL-3.0'],
    ['GNU General Public License v2.0', 'GPL-2.0'],
    ['GPLv3+', 'GPL-3.0-or-later'],
    ['GNU AGPLv3', 'AGPL-3.0'],
    ['MPL2', 'MPL-2.0'],
    ['The Unlicense', 'Unlicense'],
    ['CC0', 'CC0-1.0'],
    ['Creative Commons Zero v1.0 Universal', 'CC0-1.0'],
    ['CC BY-SA 4.0', 'CC-BY-SA-4.0'],
    ['https://creativecommons.org/licenses/by/4.0', 'CC-BY-4.0'],
    ['OGL v3', 'OGL-UK-3.0'],
    ['Open Government Licence v3.0', 'OGL-UK-3.0'],
    ['http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', 'OGL-UK-3.0'],
    ['BSD 3-Clause "New" or "Revised" License', 'BSD-3-Clause'],
    ['bsd-2-clause', 'BSD-2-Clause'],
    ['etalab-2.0', 'etalab-2.0'],
  ];
  for (const [raw, expression] of spellings) {
    t.same(normaliseLicence(raw), { expression, family: licenceFamily(expression), raw }, raw);
  }
});

t.test('words that could mean several licences, or none, stay as they were said', async (t) => {
  for (const raw of [
    'BSD',
    'BSD (variant not stated)',
    'GPL',
    'GPL-2.1',
    'AGPL',
    'Apache',
    'Other',
    'NOASSERTION',
    'NSF',
    'public domain',
    'proprietary',
    'UNLICENSED',
    'Open Government Licence',
    'MIT; Apache-2.0',
    'SEE LICENSE IN LICENSE.md',
    'https://github.com/USEPA/AIM_Toolbox/blob/master/LICENSE.md',
    '',
  ]) {
    t.same(normaliseLicence(raw), { raw }, raw);
  }
});

t.test('expressions keep their meaning and get the spelling of SPDX', async (t) => {
  t.equal(normaliseLicence('(mit or apache-2.0)').expression, '(MIT OR Apache-2.0)');
  t.equal(normaliseLicence('MIT AND CC-BY-4.0').expression, 'MIT AND CC-BY-4.0');
  const withException = normaliseLicence('GPL-2.0-only WITH Classpath-exception-2.0');
  t.equal(withException.expression, 'GPL-2.0-only WITH Classpath-exception-2.0');
  t.equal(withException.family, 'GPL-2.0');
  for (const broken of ['MIT OR', '(MIT', 'MIT)', 'MIT Apache-2.0', 'OR MIT', 'MIT OR nothing-known', '()']) {
    t.equal(normaliseLicence(broken).expression, undefined, broken);
  }
});

t.test('a licence that a person adds to the list is understood', async (t) => {
  const own: Licence = {
    id: 'X-1.0',
    name: 'Licence X',
    family: 'X-1.0',
    use: 'You may.',
    alternatives: ['the x licence'],
  };
  t.equal(openLicenceNormaliser([own])('The X Licence').expression, 'X-1.0');
  t.equal(openLicenceNormaliser([own])('MIT').expression, undefined);
});

t.test('-only, -or-later and the bare version are one family', async (t) => {
  t.equal(licenceFamily('GPL-3.0-only'), 'GPL-3.0');
  t.equal(licenceFamily('GPL-3.0-or-later'), 'GPL-3.0');
  t.equal(licenceFamily('GPL-3.0'), 'GPL-3.0');
  t.equal(licenceFamily('AGPL-3.0-or-later'), 'AGPL-3.0');
  t.equal(licenceFamily('(GPL-2.0-or-later OR MIT)'), '(GPL-2.0 OR MIT)');
  t.notOk(licencesDisagree('GPL-2.0', 'GPL-2.0-or-later'));
  t.ok(licencesDisagree('GPL-2.0', 'GPL-3.0'));
  t.ok(licencesDisagree('MIT', 'ISC'));
  for (const licence of licences) t.equal(licenceFamily(licence.id), licence.family, licence.id);
});

t.test('a licence is described in words', async (t) => {
  t.equal(describeLicence({ status: 'stated', expression: 'MIT', statedIn: 'licence-file' }), 'MIT');
  t.equal(
    describeLicence({
      status: 'stated',
      expression: 'ISC',
      statedIn: 'manifest',
      how: 'package.json (npm’s default)',
    }),
    'ISC, stated in package.json, no licence file',
  );
  t.equal(
    describeLicence({ status: 'stated', raw: 'BSD (variant not stated)', statedIn: 'manifest' }),
    '“BSD (variant not stated)”, stated in the package manifest, no licence file',
  );
  t.equal(
    describeLicence({ status: 'stated', expression: 'MIT', statedIn: 'readme' }),
    'MIT, stated in the README, no licence file',
  );
  t.match(describeLicence({ status: 'none-found' }), /^none found: you may read it; ask the owner/);
  t.match(describeLicence({ status: 'unknown' }), /^not known: /);
  t.equal(describeLicence(undefined), describeLicence({ status: 'unknown' }));
});
