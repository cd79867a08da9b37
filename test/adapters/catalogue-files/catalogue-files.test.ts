import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { formatCsv, parseCsv, readCsv } from '../../../src/adapters/catalogue-files/csv-table.ts';
import type { FileRecord } from '../../../src/adapters/catalogue-files/file-record.ts';
import { listFiles } from '../../../src/adapters/catalogue-files/list-files.ts';
import { readAwardRegister } from '../../../src/adapters/catalogue-files/read-award-register.ts';
import { readCouncilAccounts } from '../../../src/adapters/catalogue-files/read-council-accounts.ts';
import { readCouncils } from '../../../src/adapters/catalogue-files/read-councils.ts';
import { readCuratedRecords } from '../../../src/adapters/catalogue-files/read-curated-records.ts';
import { joinRead, readRecordList } from '../../../src/adapters/catalogue-files/read-record-files.ts';
import { readReferenceLists } from '../../../src/adapters/catalogue-files/read-reference-lists.ts';
import { readRepositoryFacts } from '../../../src/adapters/catalogue-files/read-repository-facts.ts';
import { readServices } from '../../../src/adapters/catalogue-files/read-services.ts';
import { type RecordKind, repositoryId } from '../../../src/domain/ids.ts';
import { describeLicence, licencesDisagree, openLicenceNormaliser } from '../../../src/domain/licence.ts';
import type { Asset } from '../../../src/domain/records/asset.ts';
import type { DocumentOf } from '../../../src/domain/records/record.ts';
import { toRepositorySource } from '../../../src/domain/records/repository.ts';
import { copyRegisters, registersFolder } from '../../support/register-copy.ts';

function documents<K extends RecordKind>(
  records: readonly FileRecord[],
  kind: K,
): Map<string, DocumentOf[K]> {
  const found = records.filter((record) => record.kind === kind).map((record) => record.document);
  return new Map(found.map((document) => [document.id, document as DocumentOf[K]]));
}

function total(awards: Iterable<DocumentOf['award']>): number {
  return [...awards]
    .flatMap((award) => award.claims)
    .reduce((sum, claim) => sum + (typeof claim.value === 'number' ? claim.value : 0), 0);
}

function repeats(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size < names.length;
}

t.test('CSV', async (t) => {
  t.test('keeps line breaks and commas in quotes, and says in which line each row begins', async (t) => {
    const text = '\uFEFFa,b\r\n1,"x\r\ny, z"\r\n\r\n2,"say ""so"""\r\n';
    const { table, faults } = parseCsv(text, 'some.csv');
    t.same(faults, []);
    t.same(table.columns, ['a', 'b']);
    t.same(table.rows, [
      { line: 2, values: { a: '1', b: 'x\ny, z' } },
      { line: 5, values: { a: '2', b: 'say "so"' } },
    ]);
    t.equal(formatCsv(table), 'a,b\n1,"x\ny, z"\n2,"say ""so"""\n');
  });
  t.test(
    'names the line of a row that does not fit the header, and of a quote that never ends',
    async (t) => {
      t.match(parseCsv('a,b\n1,2\n3\n', 'some.csv').faults, [{ file: 'some.csv', line: 3 }]);
      t.match(parseCsv('a,b\n1,2\n3,"4\n', 'some.csv').faults, [
        { file: 'some.csv', line: Number, message: /quote/i },
      ]);
      t.match(parseCsv('', 'some.csv').faults, [{ message: 'no header' }]);
    },
  );
});

t.test('councils', async (t) => {
  const { records, faults } = await readCouncils(registersFolder);
  const councils = documents(records, 'organisation');
  t.same(faults, []);

  t.test('are all 470 bodies of the register, 397 current and 73 ended', async (t) => {
    t.equal(councils.size, 470);
    t.equal([...councils.values()].filter((council) => council.endDate !== undefined).length, 73);
    t.equal([...councils.values()].filter((council) => council.isCouncil).length, 455);
    t.match(councils.get('lbh'), { code: 'LBH', title: 'London Borough of Lambeth', shortName: 'Lambeth' });
    t.match(councils.get('hck'), { shortName: 'Hackney', type: 'london-borough', combinedAuthority: 'gla' });
    t.match(councils.get('gla'), {
      isCouncil: false,
      type: 'strategic-regional-authority',
      tier: 'combined',
    });
  });
  t.test('lead to their successors along chains and through splits', async (t) => {
    t.same(councils.get('tau')?.successors, ['swt']);
    t.same(councils.get('swt')?.successors, ['smt']);
    t.same(councils.get('cma')?.successors, ['cbd', 'waf']);
    t.same(councils.get('nth')?.successors, ['nnt', 'wnt']);
    t.same(councils.get('chc')?.successors, ['bpc']);
    t.same(councils.get('edo')?.successors, ['dst']);
    const unknown = [...councils.values()].filter((council) => council.successorNotInRegister);
    t.equal(unknown.length, 25);
    t.ok(
      unknown.every((council) => council.nation === 'Northern Ireland' && council.successors.length === 0),
    );
  });
  t.test('have the place of their successors where the register is silent, and say so', async (t) => {
    t.equal(councils.get('tau')?.latitude, councils.get('smt')?.latitude);
    t.equal(councils.get('tau')?.region, 'South West');
    t.match(councils.get('tau')?.note, /region and position.*successor/);
    t.equal(councils.get('nth')?.latitude, undefined, 'two successors, no one position');
    t.equal(councils.get('lds')?.startDate, undefined, 'no council began in 2005');
    t.equal(councils.get('bpc')?.startDate, '2019-04-01');
  });
  t.test('have names, codes and addresses of today', async (t) => {
    t.ok(councils.get('lut')?.otherNames.includes('Luton Council'));
    t.ok(councils.get('nec')?.otherNames.includes('Newcastle Under Lyme'));
    t.ok(councils.get('bns')?.otherNames.includes('Barnsley Metropolitan Council'));
    t.ok(
      councils.get('ntca')?.otherNames.some((name) => /tyne, north tyneside/i.test(name)),
      'a name with a comma stays whole',
    );
    t.ok(councils.get('smt')?.otherNames.length === 0, 'the names it shares with the county are its own');
    t.equal(councils.get('smt')?.shortName, 'Somerset');
    t.match(councils.get('smt')?.otherCodes, ['SUA']);
    t.equal(
      councils.get('smt')?.homepage,
      'http://www.somerset.gov.uk/',
      "the county's row is about its successor",
    );
    t.equal(councils.get('som')?.homepage, undefined);
    t.same(councils.get('glg')?.formerGssCodes, ['S12000046', 'S12000043']);
    t.equal([...councils.values()].filter((council) => council.homepage !== undefined).length, 382);
    const slugs = [...councils.values()].flatMap((council) => council.govUkSlug ?? []);
    t.equal(new Set(slugs).size, slugs.length, 'no slug leads to two councils');
    const repeating = [...councils.values()].filter(({ title, otherNames }) =>
      repeats([title, ...otherNames]),
    );
    t.same(repeating, [], 'each name once');
  });
  t.test('remember the programmes they joined', async (t) => {
    t.match(councils.get('wyo')?.memberships, [
      { programme: 'Open Digital Planning', cohort: 'RIPA-Alpha', since: '2019-10-31', until: '2020-03-31' },
    ]);
    t.match(councils.get('nye')?.memberships, [{ source: 'programme-register' }], 'NYUA is NYE');
  });
});

t.test('a code that no table knows is a fault with its file, line and field', async (t) => {
  const copy = await copyRegisters();
  t.teardown(copy.remove);
  await copy.edit('councils/councils.csv', '2023-04-01,"CBD,WAF"', '2023-04-01,"CBD,XYZ"');
  await copy.edit('councils/gss-codes.csv', 'N09000002,ABC', 'N09000002,ABX');
  await copy.edit('councils/name-corrections.csv', 'Luton Council,LUT', 'Luton Council,LUX');
  await copy.edit('awards/programme-members.csv', 'local-authority:ASH', 'local-authority:ASX');
  await copy.edit(
    'awards/awards.csv',
    '3,2021-03-01,local-plan-pathfinders,local-plan-pathfinders,65000,local-authority:BRX',
    '3,2021-03-01,no-such-fund,nothing,lots,local-authority:QQQ',
  );
  await copy.edit('awards/awards.csv', '60000,local-authority:BIR', '60000,local-authority:QQQ');
  await copy.edit('awards/joined-awards.csv', '500,', '5000,');
  await copy.edit('services/govuk-slugs.csv', '2,School', '90000,School');

  const councils = (await readCouncils(copy.folder)).faults;
  const councilsFile = join(copy.folder, 'councils/councils.csv');
  t.ok(
    councils.some(
      (fault) =>
        fault.file === councilsFile &&
        Number(fault.line) > 1 &&
        fault.field === 'replaced-by' &&
        fault.message.includes('XYZ'),
    ),
  );
  t.match(
    councils.filter((fault) => fault.file.endsWith('gss-codes.csv')),
    [{ line: 2, field: 'local-authority-code' }],
  );
  t.match(
    councils.filter((fault) => fault.file.endsWith('name-corrections.csv')),
    [{ field: 'local-authority-code', message: /LUX/ }],
  );
  t.match(
    councils.filter((fault) => fault.file.endsWith('programme-members.csv')),
    [{ line: 2, field: 'organisation' }],
  );
  t.match(
    councils.filter((fault) => fault.file.endsWith('govuk-authorities.csv')),
    [],
    'one unknown code is one fault',
  );

  const awards = (await readAwardRegister(copy.folder)).faults;
  const file = join(copy.folder, 'awards/awards.csv');
  t.match(
    awards.filter((fault) => fault.line === 3),
    [{ file, field: 'organisation', message: /QQQ/ }],
  );
  t.match(
    awards.filter((fault) => fault.line === 4),
    [{ file, field: 'amount', message: /whole pounds/ }],
  );
  t.match(
    awards.filter((fault) => fault.file.endsWith('joined-awards.csv')),
    [{ field: 'number', message: /5000/ }],
  );

  const services = (await readServices(copy.folder)).faults;
  t.match(services, [{ file: /govuk-slugs\.csv$/, line: 2, field: 'lgsl', message: /90000/ }]);
});

t.test('a table that lacks a column, or is not there, is a fault', async (t) => {
  const copy = await copyRegisters();
  t.teardown(copy.remove);
  await copy.edit('services/services.csv', 'Identifier,Label,Status', 'Identifier,Name,Status');
  t.match((await readServices(copy.folder)).faults[0], {
    file: /services\.csv$/,
    line: 1,
    field: 'Label',
    message: 'column missing',
  });
  const { records, faults } = await readServices(join(copy.folder, 'nowhere'));
  t.same(records, []);
  t.match(faults[0], { file: /services\.csv$/, message: /cannot be read/ });
});

t.test('successors that lead back to the council are a fault, not an endless walk', async (t) => {
  const copy = await copyRegisters();
  t.teardown(copy.remove);
  await copy.edit(
    'councils/councils.csv',
    'Somerset Council,Somerset,E06000066,2023-04-01,,',
    'Somerset Council,Somerset,E06000066,2023-04-01,2030-04-01,SWT',
  );
  const { faults } = await readCouncils(copy.folder);
  t.ok(faults.some((fault) => fault.field === 'replaced-by' && /lead back/.test(fault.message)));
});

t.test('services', async (t) => {
  const { records, faults } = await readServices(registersFolder);
  const services = documents(records, 'service');
  t.same(faults, []);
  t.equal(services.size, 1002);
  t.equal([...services.values()].filter((service) => service.status === 'live').length, 978);
  t.match(services.get('2'), {
    lgsl: 2,
    title: 'School clothing grants/vouchers',
    plainName: 'Find out about help with school clothing costs',
    govUkSlug: 'school-clothing-grants-vouchers',
    providingTier: 'county/unitary',
  });
  t.ok(services.get('372')?.formerLabels.includes('Vehicles - abandoned - reporting and procedures'));
  t.match(
    [services.get('1751')?.status, services.get('1696')?.status],
    ['live', 'discontinued'],
    'one label, two services',
  );
  t.equal(services.has('90'), false, 'a number that only GOV.UK knows is no service');
  const repeating = [...services.values()].filter(({ title, formerLabels }) =>
    repeats([title, ...formerLabels]),
  );
  t.same(repeating, [], 'each label once, and no service has its own among the former');
});

t.test('the award register', async (t) => {
  const { records, faults, furtherClaims } = await readAwardRegister(registersFolder);
  const awards = documents(records, 'award');
  const projects = documents(records, 'project');
  const funds = documents(records, 'fund');
  const bodies = documents(records, 'organisation');
  t.same(faults, []);

  t.test('gives 29 funds, 568 grants of its own and 5 claims about others', async (t) => {
    t.equal(funds.size, 29);
    t.equal(awards.size, 568);
    t.same([...projects.keys()], [...awards.keys()], 'a grant is an award and a project of one id');
    t.equal(total(awards.values()), 89_511_255 - 2_001_500);
    t.same(
      furtherClaims.map(({ award, alias, claim }) => [award, alias, claim.value]),
      [
        ['ldf-r1-planning-back-office', 'award-496', 78_000],
        ['ldf-r2-planning-back-office', 'award-497', 100_000],
        ['ldf-r3-invalid-planning', 'award-498', 98_500],
        ['lambeth-invalid-applications', 'award-499', 700_000],
        ['southwark-planning', 'award-500', 1_025_000],
      ],
    );
    t.notOk(awards.has('award-499'));
    t.match(funds.get('bops-beta')?.notes, [/Award 500.*southwark-planning/]);
  });
  t.test('marks what pays for planning capacity', async (t) => {
    const capacity = [...awards.values()].filter((award) => award.capacity);
    t.equal(capacity.length, 185);
    t.equal(total(capacity), 29_256_772);
    t.same(
      [...funds.values()].filter((fund) => fund.capacity).map((fund) => fund.id),
      ['green-belt-reviews', 'local-plan-delivery'],
    );
    t.equal([...projects.values()].filter((project) => project.capacity).length, 185);
  });
  t.test('states each grant with its row', async (t) => {
    t.match(awards.get('award-277'), {
      title: 'South Cambridgeshire: PropTech Innovation Continuous Fund 4.5',
      titleBasis: 'made',
      leads: [{ organisation: 'sca' }],
      partners: [{ organisation: 'cab' }],
      awardedOn: '2025-03-01',
      intervention: 'Innovation',
      claims: [{ field: 'amountGbp', value: 200_000, source: 'award-register', how: 'award 277' }],
      notes: ['Land assessment'],
    });
    t.match(awards.get('award-433')?.leads, [{ organisation: 'nnt' }], 'NNUA is NNT');
    t.match(projects.get('award-264')?.notes, ['BOPS']);
    t.same(awards.get('award-24')?.notes, [], 'sentences of others are not carried');
    t.same(projects.get('award-14')?.notes, [], 'a note on the amount is about the award');
  });
  t.test('keeps awards to councils that had ended, and says who followed', async (t) => {
    t.match(awards.get('award-299'), {
      leads: [{ organisation: 'bkm' }],
      notes: [/Buckinghamshire County Council.*31 March 2020; succeeded by Buckinghamshire Council/],
    });
    t.match(awards.get('award-341'), {
      leads: [{ organisation: 'nyk' }],
      notes: [/North Yorkshire County Council.*1 April 2023; succeeded by North Yorkshire Council/],
    });
    t.equal(
      [...awards.values()].filter((award) => award.notes.some((note) => note.includes('had ended'))).length,
      2,
    );
  });
  t.test('makes bodies of companies and national parks, named where somebody names them', async (t) => {
    t.equal([...bodies.values()].filter((body) => body.type === 'company').length, 20);
    t.match(bodies.get('company-09801932'), {
      code: 'company:09801932',
      title: 'Company 09801932 (name not in the register)',
    });
    t.match(bodies.get('national-park-q72617988'), {
      code: 'national-park-authority:Q72617988',
      title: 'Peak District National Park Authority',
      isCouncil: false,
    });
    t.equal(projects.get('award-552')?.title, 'Company 01288342: PropTech Innovation Fund 6');
  });
  t.test('names a national park by its number where no table names it', async (t) => {
    const copy = await copyRegisters();
    t.teardown(copy.remove);
    await copy.edit('awards/national-parks.csv', 'wikidata,Q72617988', 'wikidata,Q99999999');
    const { records } = await readAwardRegister(copy.folder);
    t.equal(
      documents(records, 'organisation').get('national-park-q72617988')?.title,
      'National park authority Q72617988 (name not in the register)',
    );
  });
});

const catalogue = fileURLToPath(new URL('../../../catalogue/', import.meta.url));
const seeds = fileURLToPath(new URL('../../../seeds/', import.meta.url));
const isMine = (file: string) => /^(products|assets\/(?!documents\/))/.test(file.slice(catalogue.length));

const curated = await readCuratedRecords(catalogue);
const assets = curated.records.flatMap((record) =>
  record.kind === 'asset' && isMine(record.file) ? [record.document] : [],
);
const everyAsset = new Set(
  curated.records.flatMap((record) => (record.kind === 'asset' ? [record.document.id] : [])),
);
const repositories = assets.filter((asset) => asset.repository !== undefined);
const products = assets.filter((asset) => asset.assetKind === 'product');
const lists = await readReferenceLists(new URL('../../../seeds/', import.meta.url));
const facts = await readRepositoryFacts(join(seeds, 'repository-facts.jsonl'));
const factsOf = new Map(
  facts.records.flatMap((record) =>
    record.kind === 'repository' ? [[record.document.id, record.document] as const] : [],
  ),
);

async function column(table: string, name: string): Promise<string[]> {
  const { table: read } = await readCsv(join(seeds, 'registers', table));
  return read.rows.map((row) => row.values[name] ?? '');
}

async function idsIn(kind: 'organisation' | 'source', files: string[]): Promise<string[]> {
  const read = joinRead(await Promise.all(files.map((file) => readRecordList(kind, file))));
  return read.records.map((record) => record.document.id);
}

function wrong(found: string[]): string[] {
  return [...new Set(found)].sort();
}

t.test('every file is read, and every repository and product is there', async (t) => {
  t.same(
    curated.faults.filter((fault) => isMine(fault.file)),
    [],
  );
  t.equal(repositories.length, 295);
  t.ok(products.length >= 40);
  t.equal(repositories.length + products.length, assets.length);
  for (const name of [
    'bops',
    'planx',
    'housing-repairs-online',
    'outpost',
    'localgov-drupal',
    'localgov-ims',
  ]) {
    t.ok(
      products.some(({ id }) => id === name),
      name,
    );
  }
});

t.test('what an asset refers to is there under that name', async (t) => {
  const councils = (await column('councils/councils.csv', 'local-authority-code')).map((code) =>
    code.toLowerCase(),
  );
  const bodies = ['code-hosts.yaml', 'other-bodies.yaml'].map((file) => join(seeds, 'organisations', file));
  const organisations = new Set([...councils, ...(await idsIn('organisation', bodies))]);
  const services = new Set(await column('services/services.csv', 'Identifier'));
  const sourceFiles = (await listFiles(join(seeds, 'sources'))).filter((file) => file.endsWith('.yaml'));
  const sources = new Set([
    ...(await idsIn('source', sourceFiles)),
    ...repositories.map(({ repository = '' }) => toRepositorySource(repository).id),
  ]);
  const themes = new Set(lists.themes.map(({ id }) => id));
  const platforms = new Set(lists.platforms.map(({ name }) => name));
  const standards = new Set(lists.standards.map(({ name }) => name));

  function missing(known: ReadonlySet<string>, namesOf: (asset: Asset) => string[]): string[] {
    return wrong(assets.flatMap((asset) => namesOf(asset).filter((name) => !known.has(name))));
  }

  const parties = ({ lead, partners, adoption }: Asset) => [
    ...(lead ? [lead] : []),
    ...partners,
    ...adoption,
  ];
  t.same(
    missing(organisations, (asset) => parties(asset).map(({ organisation }) => organisation)),
    [],
  );
  t.same(
    missing(organisations, ({ suppliers }) => suppliers),
    [],
  );
  t.same(
    missing(services, (asset) => asset.services),
    [],
  );
  t.same(
    missing(themes, (asset) => asset.themes),
    [],
  );
  t.same(
    missing(platforms, ({ connectsTo }) => connectsTo),
    [],
  );
  t.same(
    missing(standards, (asset) => asset.standards),
    [],
  );
  t.same(
    missing(everyAsset, ({ relations }) => relations.flatMap(({ asset }) => asset ?? [])),
    [],
  );
  t.same(
    missing(sources, (asset) => [
      ...asset.sources.map(({ source }) => source),
      ...asset.funding.flatMap(({ source }) => source ?? []),
    ]),
    [],
  );

  const accounts = await readCouncilAccounts(join(seeds, 'organisations/council-accounts.yaml'));
  t.same(accounts.faults, []);
  t.same(
    [...accounts.accounts.keys()].filter((id) => !councils.includes(id)),
    [],
  );
});

t.test('a relation stands once, on the asset it belongs to', async (t) => {
  const held = new Set(repositories.map(({ id }) => id));
  const seen = new Map<string, string>();
  const faults: string[] = [];
  for (const { id, relations } of assets) {
    for (const { type, asset, repository } of relations) {
      const other = asset ?? repositoryId(repository ?? '');
      if (other === id) faults.push(`${id} ${type} itself`);
      if (repository !== undefined && held.has(other)) faults.push(`${id} ${type} ${repository}: an asset`);
      const key = `${type === 'partOf' ? type : ''} ${[id, other].sort().join(' ')} ${type}`;
      if (seen.has(key)) faults.push(`${seen.get(key)} and ${id}: ${type} twice`);
      seen.set(key, id);
    }
  }
  t.same(faults, []);
  const variants = repositories.flatMap(({ relations }) =>
    relations.filter(({ type }) => type === 'variantOf'),
  );
  t.ok(variants.length > 0 && variants.every(({ variant }) => variant !== undefined));
  t.match(
    repositories
      .find(({ id }) => id === 'newarkandsherwood--housing-repairs-online-api')
      ?.relations.filter(({ type }) => type === 'variantOf'),
    [{ asset: 'city-of-lincoln-council--housing-repairs-online-api', variant: 'fork' }],
  );
});

t.test('a product has parts, with what each is, and its main repository is one of them', async (t) => {
  for (const { id, mainRepository } of products) {
    const parts = repositories.filter(({ relations }) =>
      relations.some(({ type, asset, role }) => type === 'partOf' && asset === id && role),
    );
    t.ok(
      parts.some((part) => part.id === mainRepository),
      `${id}: main repository`,
    );
    t.ok(parts.length > 1 || id === 'family-context', `${id}: parts`);
  }
});

t.test('facts belong to assets; the five repositories without facts were read in part', async (t) => {
  t.same(facts.faults, []);
  t.equal(factsOf.size, 290);
  t.equal(facts.records.filter(({ kind }) => kind === 'source').length, 290);
  for (const [id, { title }] of factsOf) {
    t.equal(repositories.find((asset) => asset.id === id)?.repository, title, title);
  }
  const withoutFacts = repositories.filter(({ id }) => !factsOf.has(id));
  t.equal(withoutFacts.length, 5);
  t.same(
    withoutFacts.map(({ id }) => id),
    repositories.filter(({ readInPart }) => readInPart).map(({ id }) => id),
  );
  t.same([...factsOf.keys()], [...factsOf.keys()].toSorted());
});

t.test('licences are expressions that are known, or words of the source', async (t) => {
  const normalise = openLicenceNormaliser(lists.licences);
  for (const { id, licence } of assets) {
    if (licence?.expression !== undefined) {
      t.equal(normalise(licence.expression).expression, licence.expression, id);
    }
    if (licence?.status === 'stated') t.ok(licence.statedIn && (licence.expression ?? licence.raw), id);
  }
  const disputed = assets.filter(({ claims }) => claims.some(({ field }) => field === 'licence'));
  t.ok(disputed.length > 10);
  for (const { id, licence, claims } of disputed) {
    const [own, ...others] = claims
      .filter(({ field }) => field === 'licence')
      .map(({ value }) => String(value));
    t.equal(own, licence?.expression, `${id}: the value shown is among its claims`);
    t.ok(others.length > 0 && others.every((other) => licencesDisagree(other, own ?? '')), id);
  }
  const submit = repositories.find(({ repository }) => repository === 'digital-land/submit');
  t.equal(describeLicence(submit?.licence), 'ISC, stated in package.json, no licence file');
  const unlicensed = repositories.filter(({ licence }) => licence?.status === 'none-found');
  t.equal(unlicensed.length, 68);
});

t.test('the use of an asset by its own lead is marked, so that it counts as no reuse', async (t) => {
  const own = assets.flatMap(({ lead, adoption }) =>
    adoption.filter(({ organisation }) => organisation === lead?.organisation),
  );
  t.ok(own.length > 100);
  t.ok(own.every(({ atLead }) => atLead === true));
});

t.test('nothing in the files is private or a working note', async (t) => {
  const files = [
    ...(await listFiles(join(catalogue, 'assets'))),
    ...(await listFiles(join(catalogue, 'products'))),
    ...(await listFiles(join(seeds, 'reference'))),
    join(seeds, 'organisations/code-hosts.yaml'),
    join(seeds, 'organisations/council-accounts.yaml'),
    join(seeds, 'repository-facts.jsonl'),
  ].filter((file) => !file.startsWith(join(catalogue, 'assets/documents')));
  const notes = /data\/outputs|outputs\.yaml|earlier (?:list|notes?)\b|on the list|file index/i;
  const address = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
  const phone = /(\+44|\b0)\d{2,4} ?\d{3,4} ?\d{3,4}\b/;
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    for (const pattern of [notes, address, phone]) {
      const found = pattern.exec(text);
      if (found) t.fail(`${file}: ${found[0]}`);
    }
  }
  t.ok(files.length > 340);
});

t.test('a faulty line of the facts, or of the accounts, is named with its place', async (t) => {
  const [first = ''] = (await readFile(join(seeds, 'repository-facts.jsonl'), 'utf8')).split('\n');
  const folder = t.testdir({
    'facts.jsonl': [
      first,
      '{"id": "a--b"',
      '{"id":"a--b","title":"A/b"}',
      first,
      first.replace(/"id":"[^"]+"/, '"id":"other--name"'),
    ].join('\n'),
    'accounts.yaml':
      '- organisation: hck\n  accounts: [LBHackney-IT]\n- organisation: hck\n  accounts: [x]\n',
    'broken.yaml': '- organisation: hck\n accounts: [x\n',
    'wrong.yaml': '- organisation: hck\n  accounts: [not/one]\n',
  });
  const { records, faults } = await readRepositoryFacts(join(folder, 'facts.jsonl'));
  t.same(
    faults.map(({ line, field }) => [line, field]).filter(([line]) => line !== 3),
    [
      [2, undefined],
      [5, 'id'],
      [4, 'id'],
    ],
  );
  t.ok(faults.some(({ line, field }) => line === 3 && field === 'readFrom'));
  t.equal(records[0]?.lineOf('title'), 1);

  const twice = await readCouncilAccounts(join(folder, 'accounts.yaml'));
  t.match(twice.faults, [{ line: 3, field: 'organisation', message: '"hck" stands twice' }]);
  const broken = await readCouncilAccounts(join(folder, 'broken.yaml'));
  t.equal(broken.faults.length, 1);
  t.equal(broken.accounts.size, 0);
  const wrongAccount = await readCouncilAccounts(join(folder, 'wrong.yaml'));
  t.match(wrongAccount.faults, [{ line: 2, field: '0.accounts.0' }]);
});

t.test('a faulty reference list is refused with every fault named', async (t) => {
  const good = await readFile(join(seeds, 'reference/standards.yaml'), 'utf8');
  const folder = t.testdir({
    reference: {
      'themes.yaml': '- id: Wrong Id\n  label: x\n',
      'platforms.yaml': '- name: Amazon S3\n  kind: cloud\n- name: amazon s3\n  kind: cloud\n',
      'standards.yaml': good,
      'licences.yaml': '- id: MIT\n  name: MIT License\n  family: MIT\n',
    },
  });
  const refused: unknown = await readReferenceLists(new URL(`file://${folder}/`)).catch((error) => error);
  t.match(refused, {
    kind: 'invalid',
    faults: [
      { field: 'themes.yaml: 0.id' },
      { field: 'platforms.yaml: amazon s3', message: 'is listed twice' },
      { field: 'licences.yaml: 0.use' },
    ],
  });
});
