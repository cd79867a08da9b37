import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { parse } from 'yaml';
import { z } from 'zod';
import { Asset } from '../../src/domain/records/asset.ts';
import { Award } from '../../src/domain/records/award.ts';
import { Fund } from '../../src/domain/records/fund.ts';
import { Organisation } from '../../src/domain/records/organisation.ts';
import { Project } from '../../src/domain/records/project.ts';
import { Source } from '../../src/domain/records/source.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(root, folder, name))
    .sort();
}

/** One record a file, by id; a file that does not fit its schema fails the whole test with its name. */
function recordsIn<S extends z.ZodType<{ id: string }>>(folder: string, schema: S): Map<string, z.infer<S>> {
  const records = new Map<string, z.infer<S>>();
  for (const file of filesIn(folder)) {
    const read = schema.safeParse(parse(readFileSync(file, 'utf8')));
    if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    if (records.has(read.data.id)) throw new Error(`${file}: "${read.data.id}" is there twice`);
    if (basename(file, '.yaml') !== read.data.id) throw new Error(`${file} holds "${read.data.id}"`);
    records.set(read.data.id, read.data);
  }
  return records;
}

function listedIn<S extends z.ZodType<{ id: string }>>(file: string, schema: S): z.infer<S>[] {
  const read = z.array(schema).safeParse(parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

const funds = recordsIn('catalogue/funds', Fund);
const awards = recordsIn('catalogue/awards', Award);
const projects = recordsIn('catalogue/projects', Project);
const documents = recordsIn('catalogue/assets/documents', Asset);
const sources = filesIn('seeds/sources').flatMap((file) => listedIn(file, Source));
const bodies = ['code-hosts', 'other-bodies'].flatMap((name) =>
  listedIn(join(root, `seeds/organisations/${name}.yaml`), Organisation),
);

const digitalExperts = Array.from({ length: 27 }, (_, index) => `digital-experts-${index + 1}`);
const roundFour = [
  'southwark-planning',
  'lambeth-invalid-applications',
  'greenwich-housing-repairs',
  'bucks-service-directory',
  'croydon-code-sharing',
  'barnsley-payments',
];
const examples = ['fly-tipping-app', 'council-tax-online'];
/** Projects that no grant paid for, as far as the sources say. */
const withoutGrant = [
  'chat-health',
  'localgov-digital-pipeline',
  'mhclg-2019-collaboration-discovery',
  'lga-loneliness-directory-pilots',
  'dclg-2015-waste-service-standards',
];

type Funded = z.infer<typeof Award> | z.infer<typeof Project> | z.infer<typeof Fund>;

/** What the claims of a field say, those left out that may be about another record. */
function claimed(record: Funded | undefined, field: string, source?: string): unknown[] {
  return (record?.claims ?? [])
    .filter((claim) => claim.field === field && claim.ambiguous !== true)
    .filter((claim) => source === undefined || claim.source === source)
    .map((claim) => claim.value);
}

function citedSources(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(citedSources);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'source' && typeof inner === 'string' ? [inner] : citedSources(inner),
  );
}

t.test('the programmes, grants and projects are all there, under the ids they keep', async (t) => {
  for (const id of [
    'lga-digital-experts',
    'ldf-1-2m',
    'lga-560k',
    'local-digital-declaration-7-5m',
    'covid-challenge-800k',
  ]) {
    t.ok(funds.has(id), id);
  }
  for (const id of [...digitalExperts, ...roundFour]) t.ok(awards.has(id) && projects.has(id), id);
  for (const id of ['hounslow-top-20', 'wigan-single-view', 'east-sussex-troubled-families']) {
    t.ok(awards.has(id) && projects.has(id), id);
  }
  for (const id of [...examples, ...withoutGrant]) {
    t.ok(projects.has(id), id);
    t.notOk(awards.has(id), `${id} is no grant`);
    t.same(projects.get(id)?.awards, [], id);
  }
  t.equal(projects.size, 191, '189 funded projects and two examples');
  t.equal(awards.size, 183, 'a grant for each but those without one; SENA and SAVVI share theirs');
});

t.test('a grant is an award and a project of one id, in the folder of its fund', async (t) => {
  for (const [id, award] of awards) {
    t.equal(award.project, id, id);
    t.ok(projects.get(id)?.awards.includes(id), `${id} is named by its project`);
    t.equal(projects.get(id)?.fund, award.fund, `${id} has one fund`);
    t.ok(funds.has(award.fund), `${id}: ${award.fund} is a fund`);
  }
  for (const [id, project] of projects) {
    for (const award of project.awards) t.ok(awards.has(award), `${id}: ${award} is an award`);
    for (const earlier of project.follows) t.ok(projects.has(earlier), `${id}: ${earlier} is a project`);
    if (project.fund !== undefined) t.ok(funds.has(project.fund), `${id}: ${project.fund} is a fund`);
    if (project.awards.length === 0) t.ok([...examples, ...withoutGrant].includes(id), `${id} has a grant`);
  }
  for (const [id, fund] of funds) {
    if (fund.partOf !== undefined) t.ok(funds.has(fund.partOf), `${id}: ${fund.partOf} is a fund`);
  }
  t.same(projects.get('ldf-c19-savvi')?.awards, ['ldf-c19-sena'], 'one grant, two projects');
  t.same(awards.get('ldf-c19-sena')?.aliases, ['ldf-c19-savvi']);
});

t.test('amounts are what sources state of a grant, and unknown amounts stay unknown', async (t) => {
  const announced = roundFour.flatMap((id) => claimed(awards.get(id), 'amountGbp', 'announcement-001'));
  t.same(announced, [350000, 350000, 50000, 250000, 100000, 100000]);
  t.equal(
    announced.reduce((sum: number, amount) => sum + Number(amount), 0),
    1_200_000,
  );

  const stated = Object.fromEntries(
    digitalExperts.flatMap((id) => {
      const amounts = new Set(claimed(awards.get(id), 'amountGbp'));
      return amounts.size === 0 ? [] : [[id, [...amounts]]];
    }),
  );
  t.same(stated, {
    'digital-experts-1': [10000],
    'digital-experts-5': [25000],
    'digital-experts-6': [10000],
    'digital-experts-8': [25000],
    'digital-experts-15': [10000],
  });
  t.same(claimed(awards.get('digital-experts-8'), 'amountGbp', 'announcement-000'), [], 'press states it');
  for (const id of ['digital-experts-11', 'digital-experts-12']) {
    const newcastle = awards.get(id)?.claims.filter((claim) => claim.field === 'amountGbp') ?? [];
    t.same(
      newcastle.map(({ value, source, ambiguous }) => ({ value, source, ambiguous })),
      [{ value: 10000, source: 'announcement-000', ambiguous: true }],
      `${id}: "Newcastle" may be the other`,
    );
  }
  for (const [id, project] of projects)
    t.same(claimed(project, 'amountGbp'), [], `${id}: amounts stand on awards`);
  for (const [id, award] of awards) {
    const known = claimed(award, 'amountGbp');
    t.ok(
      known.every((amount) => typeof amount === 'number' && amount > 0),
      `${id}: an amount is a number of pounds`,
    );
    t.notOk(
      award.claims.some(({ field, source }) => field === 'amountGbp' && source === 'award-register'),
      `${id}: the register's amounts are read from the register`,
    );
  }
});

t.test('where sources disagree, each keeps its claim', async (t) => {
  t.same(
    new Set(claimed(awards.get('ldf-c19-digital-inclusion-toolkit'), 'amountGbp')),
    new Set([80000, 79500]),
  );
  t.same(new Set(claimed(awards.get('ldf-c19-how-busy-is-toon'), 'amountGbp')), new Set([67500, 67000]));
  for (const [id, field] of [
    ['lga-digital-experts', 'winners'],
    ['lga-560k', 'winners'],
    ['ldf-1-2m', 'partners'],
    ['covid-challenge-800k', 'projects'],
    ['local-digital-declaration-7-5m', 'signatoriesAtLaunch'],
    ['lga-digital-channel-shift', 'projects'],
    ['lga-digital-inclusion', 'totalGbp'],
    ['lga-digital-inclusion', 'winners'],
    ['lga-digital-connectivity', 'winners'],
    ['lga-local-investment', 'winners'],
    ['scdip-2018-19', 'implementationProjects'],
  ] as const) {
    t.ok(new Set(claimed(funds.get(id), field)).size > 1, `${id}: ${field}`);
  }
  for (const [id, field] of [
    ['ldf-r1-chatbots-ai', 'partners'],
    ['ldf-r1-open-community', 'leads'],
    ['ldf-r2-planning-back-office', 'partners'],
    ['ldf-r2-housing-repairs', 'leads'],
    ['ldf-r2-income-management', 'period'],
    ['southwark-planning', 'partners'],
    ['lambeth-invalid-applications', 'partners'],
    ['barnsley-payments', 'partners'],
    ['ldf-c19-vcs-data-exchange', 'partners'],
    ['ldf-c19-engagement-playbook', 'purpose'],
    ['ldf-c19-digital-inclusion-toolkit', 'partners'],
    ['lga-dt-ripple', 'otherFunding'],
    ['lga-dcs-scarborough-bins', 'savings'],
    ['lga-dp-hull-digital-skills-profile', 'cohort'],
    ['chat-health', 'reach'],
    ['mhclg-2019-collaboration-discovery', 'budget'],
  ] as const) {
    t.ok(
      new Set(claimed(projects.get(id), field).map((value) => JSON.stringify(value))).size > 1,
      `${id}: ${field}`,
    );
  }
  t.ok(
    new Set(claimed(awards.get('ldf-r2-planning-back-office'), 'awardedOn')).size > 1,
    'when it was awarded',
  );
});

t.test('examples name no council and say so', async (t) => {
  for (const id of examples) {
    const project = projects.get(id);
    t.equal(project?.example, true, id);
    t.same([project?.leads, project?.partners, project?.fund], [[], [], undefined], id);
    t.match(project?.notes, [/no council named/], id);
  }
  t.same(
    [...projects.values()]
      .filter((project) => project.example === true)
      .map(({ id }) => id)
      .sort(),
    [...examples].sort(),
  );
});

t.test('programmes that are known in part say how much of them', async (t) => {
  const inFund = (id: string) => [...projects.values()].filter((project) => project.fund === id).length;
  for (const [id, fund] of funds) {
    if (fund.known !== undefined) t.equal(fund.known.projects, inFund(id), id);
  }
  t.match(funds.get('lga-560k')?.known, { projects: 8, of: 20 });
  t.match(funds.get('ldf-round-6')?.known, { projects: 0, of: 17 });
  for (const [id, length] of [
    ['lga-digital-experts', 27],
    ['ldf-1-2m', 6],
    ['ldf-round-1', 16],
    ['ldf-round-2', 6],
    ['ldf-round-3', 7],
    ['lga-digital-inclusion', 10],
    ['lga-digital-connectivity', 7],
    ['nhsd-2018', 18],
    ['scdip-2018-19', 21],
  ] as const) {
    t.equal(funds.get(id)?.known, undefined, `${id} is complete`);
    t.equal(inFund(id), length, id);
  }
});

t.test('each grant of round 4 reaches an asset, or says that no public output was found', async (t) => {
  for (const id of roundFour) {
    const project = projects.get(id);
    const found = project?.outputs.some(({ basis }) => basis !== 'inferred');
    if (!found) t.match(project?.notes.join(' '), /No public output was found/, id);
    t.ok(found === true || project?.outputs.every(({ basis }) => basis === 'inferred'), id);
  }
  for (const id of [
    'southwark-planning',
    'lambeth-invalid-applications',
    'croydon-code-sharing',
    'barnsley-payments',
  ]) {
    t.ok(
      projects.get(id)?.outputs.some(({ basis }) => basis === 'stated'),
      `${id} has an output that a source states`,
    );
  }
});

t.test(
  'documents are one asset for an address, unread ones marked, each the output of a project',
  async (t) => {
    const addresses = [...documents.values()].flatMap(({ address }) =>
      address === undefined ? [] : [address],
    );
    t.equal(new Set(addresses).size, addresses.length);
    const outputs = new Set(
      [...projects.values()].flatMap((project) => project.outputs.map(({ asset }) => asset)),
    );
    for (const [id, document] of documents) {
      t.equal(document.checked, false, `${id} was read by nobody`);
      t.equal(document.licence?.status, 'unknown', id);
      t.ok(outputs.has(id), `${id} is an output`);
    }
    for (const asset of outputs) {
      t.ok(
        documents.has(asset) || asset.includes('--') || isProduct(asset),
        `${asset} is a document, product or repository`,
      );
    }
  },
);

function isProduct(id: string): boolean {
  return filesIn('catalogue/products').some((file) => basename(file, '.yaml') === id);
}

t.test('every source that is cited is there, once', async (t) => {
  const ids = sources.map(({ id }) => id);
  t.same(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
    'no source twice',
  );
  const addresses = sources.flatMap(({ address }) => (address === undefined ? [] : [address]));
  const pages = addresses.map((address) =>
    address
      .replace(/^https?:\/\/(www\.)?/, '')
      .replace(/\/$/, '')
      .toLowerCase(),
  );
  t.same(
    pages.filter((page, index) => pages.indexOf(page) !== index),
    [],
    'no page twice, with and without www or a slash',
  );
  const known = new Set(ids);
  for (const record of [...funds.values(), ...awards.values(), ...projects.values(), ...documents.values()]) {
    const missing = citedSources(record).filter((id) => !known.has(id) && !id.startsWith('repository-'));
    t.same(missing, [], record.id);
  }
  const announcements = sources.filter(({ sourceType }) => sourceType === 'announcement').map(({ id }) => id);
  t.same(
    announcements.sort(),
    ['000', '001', '002', '003', '004'].map((number) => `announcement-${number}`),
  );
});

t.test('bodies that are no councils are named where funding names them', async (t) => {
  const ids = new Set(bodies.map(({ id }) => id));
  t.ok(ids.has('bournemouth-dorset-and-poole-lrf'));
  t.ok(ids.has('leicestershire-partnership-nhs-trust'));
  const parties = [...awards.values(), ...projects.values()].flatMap(({ leads, partners }) => [
    ...leads,
    ...partners,
  ]);
  const named = new Set([
    ...parties.map(({ organisation }) => organisation),
    ...[...funds.values()].flatMap(({ funder }) => (funder === undefined ? [] : [funder])),
  ]);
  // Councils are keyed by the three or four letters of their register.
  t.same(
    [...named].filter((id) => !/^[a-z]{3,4}$/.test(id) && !ids.has(id)),
    [],
  );
});

t.test('nothing speaks of working notes, or of people', async (t) => {
  const files = [
    'catalogue/funds',
    'catalogue/awards',
    'catalogue/projects',
    'catalogue/assets/documents',
    'seeds/sources',
  ];
  for (const file of files.flatMap(filesIn)) {
    const text = readFileSync(file, 'utf8').replace(/\s+/g, ' ');
    const found = text.match(
      /shared\/data|outputs\/[A-Za-z-]+\/|seed[ -](id|fact|\d)|earlier list|\.yaml\b|excerpt|[\w.]+@[\w-]+\.\w+/i,
    );
    t.equal(found?.[0], undefined, file.slice(root.length));
  }
});
