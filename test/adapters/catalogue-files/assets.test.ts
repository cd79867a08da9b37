import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { readCsv } from '../../../src/adapters/catalogue-files/csv-table.ts';
import { listFiles } from '../../../src/adapters/catalogue-files/list-files.ts';
import { readCouncilAccounts } from '../../../src/adapters/catalogue-files/read-council-accounts.ts';
import { readCuratedRecords } from '../../../src/adapters/catalogue-files/read-curated-records.ts';
import { joinRead, readRecordList } from '../../../src/adapters/catalogue-files/read-record-files.ts';
import { readReferenceLists } from '../../../src/adapters/catalogue-files/read-reference-lists.ts';
import { readRepositoryFacts } from '../../../src/adapters/catalogue-files/read-repository-facts.ts';
import { repositoryId } from '../../../src/domain/ids.ts';
import { describeLicence, licencesDisagree, openLicenceNormaliser } from '../../../src/domain/licence.ts';
import type { Asset } from '../../../src/domain/records/asset.ts';
import { toRepositorySource } from '../../../src/domain/records/repository.ts';

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
