import { spawn } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { measure, ndcg } from '../../scripts/relevance/measure-ranking.ts';
import { poolUnjudged } from '../../scripts/relevance/pool-unjudged.ts';
import { type JudgedQuery, QueryKind, readQueries } from '../../scripts/relevance/read-queries.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteLeases } from '../../src/adapters/storage/open-sqlite-leases.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { readConfig } from '../../src/config.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { EnrichmentStore } from '../../src/ports/enrichment-store.ts';
import { openFiles } from '../../src/services/open-files.ts';
import { aThousandRepositories } from '../support/fake-github/a-thousand-repositories.ts';
import {
  type FakeGithub,
  type FakeGithubOptions,
  startFakeGithub,
} from '../support/fake-github/start-fake-github.ts';
import { aBatch, asset, aWrite } from '../support/record-store-contract.ts';
import { startService } from '../support/start-service.ts';
import { transpileSources } from '../support/transpile-sources.ts';

const compiled = t.testdir();
await transpileSources(compiled, ['src', 'scripts/enrich.ts', 'scripts/describe-enrichment.ts']);

interface CommandLine {
  fake: FakeGithub;
  enrichment: EnrichmentStore;
  folder: string;
  run(given: readonly string[], environment?: Record<string, string>): Running;
  /** Ids of what has been read, and is kept. */
  readIds(): Promise<Set<string>>;
}

interface Running {
  kill(): void;
  ended: Promise<{ code: number | null; printed: string }>;
}

async function aCommandLine(t: Test, count: number, options: FakeGithubOptions = {}): Promise<CommandLine> {
  const folder = t.testdir();
  const repositories = aThousandRepositories('2026-03-01T00:00:00Z', count);
  const fake = await startFakeGithub({ repositories, tokens: ['right'], checksAnswers: false, ...options });
  fake.warm();
  const file = join(folder, 'catalogue.db');
  const records = await openSqliteRecordStore({ file });
  const put = repositories.map(({ repository }) => aWrite(asset(repositoryId(repository), { repository })));
  await records.write(aBatch({ put }));
  const enrichment = await openSqliteEnrichmentStore({ file });
  t.teardown(async () => {
    await enrichment.close();
    await records.close();
    await fake.close();
  });

  function run(given: readonly string[], environment: Record<string, string> = {}): Running {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(compiled, 'scripts/enrich.js'), ...given], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...inherited,
        ...{ DATA_DIR: folder, GITHUB_API_URL: fake.url, GITHUB_TOKEN: 'right', ...environment },
      },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
    }
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, printed }));
    return { kill: () => void child.kill('SIGKILL'), ended };
  }

  return {
    ...{ fake, enrichment, folder, run },
    async readIds() {
      const outlines = await enrichment.outlines();
      return new Set(outlines.flatMap(({ id, hostId }) => (hostId === undefined ? [] : [id])));
    },
  };
}

const askedIds = ({ requests }: FakeGithub) =>
  new Set(requests.flatMap(({ repositories }) => repositories.map(repositoryId)));

t.test('killed at any moment, it goes on and repeats one batch at most', async (t) => {
  const { fake, folder, run, readIds } = await aCommandLine(t, 120);
  for (const calls of [1, 4]) {
    const keptBefore = await readIds();
    fake.requests.length = 0;
    const { kill, ended } = run([]);
    for (let waited = 0; fake.requests.length < calls && waited < 20_000; waited += 5) await delay(5);
    kill();
    t.equal((await ended).code, null, 'killed');
    // As if the quarter of a minute had passed after which a dead holder's lease is free.
    for (const end of ['', '-wal', '-shm']) await rm(join(folder, `leases.db${end}`), { force: true });
    const asked = askedIds(fake);
    const kept = await readIds();
    t.same(
      [...asked].filter((id) => keptBefore.has(id)),
      [],
      'what was kept is not asked for again',
    );
    const largestBatch = Math.max(...fake.requests.map(({ repositories }) => new Set(repositories).size));
    const lost = [...asked].filter((id) => !kept.has(id));
    t.ok(lost.length <= largestBatch, `${lost.length} of ${asked.size} will be asked for again`);
  }
  t.ok((await readIds()).size < 120, 'it was killed before its end');
  const { code, printed } = await run([]).ended;
  t.equal(code, 0, printed);
  t.equal((await readIds()).size, 120);
  t.same([fake.refusals, fake.faults], [[], []]);
});

t.test('what it cannot start with ends it with 2, before anything is asked', async (t) => {
  const { fake, run, folder } = await aCommandLine(t, 3);
  const wrong = await run([], { GITHUB_TOKEN: 'wrong' }).ended;
  t.equal(wrong.code, 2, wrong.printed);
  t.match(wrong.printed, /GITHUB_TOKEN/);
  fake.requests.length = 0;

  const leases = await openSqliteLeases({ file: join(folder, 'leases.db') });
  t.teardown(() => leases.close());
  await leases.take('enrich');
  const refusals: [string[], RegExp][] = [
    [['--as-of', 'yesterday'], /--as-of takes a moment[\s\S]*npm run enrich/],
    [['--only', 'nobody/nothing'], /nobody\/nothing is not in the catalogue/],
    [[], /Another process enriches/],
  ];
  const ends = refusals.map(async ([given, message]) => {
    const { code, printed } = await run(given).ended;
    t.equal(code, 2, `${given.join(' ')}: ${printed}`);
    t.match(printed, message);
  });
  await Promise.all(ends);
  t.same(fake.requests, []);
});

t.test('it says what it did, what is left and when that will be done', async (t) => {
  const { fake, run, readIds } = await aCommandLine(t, 12, { limits: { unauthorised: 20 } });
  const dry = await run(['--dry-run']).ended;
  t.match(dry, {
    code: 0,
    printed: /Would ask for 12 of 12 repositories \(GraphQL with credentials\); asked nothing/,
  });
  t.same(fake.requests, []);

  const stopped = await run([], { GITHUB_TOKEN: '' }).ended;
  t.match(stopped, {
    code: 0,
    printed: /Stopped at the budget.*until 20\d\d-.*; (\d+) repositories are left/,
  });
  t.match(stopped.printed, /all will have been asked for by 20\d\d-/);
  t.ok(fake.counts().charged <= 15, `${fake.counts().charged} of 20 requests, 5 are left to others`);
  const read = (await readIds()).size;
  t.ok(read >= 5 && read < 10, `${read} read`);

  const asked = fake.requests.length;
  const again = await run([], { GITHUB_TOKEN: '' }).ended;
  t.match(again, { code: 0, printed: /Stopped at the budget/ });
  t.equal(fake.requests.length, asked, 'the limit is remembered: nothing is asked before it is reset');

  t.same([fake.refusals, fake.faults], [[], []]);
});

t.test('a service reads what is due by itself, and again when GitHub sends word', async (t) => {
  const { fake, folder } = await aCommandLine(t, 5);
  const secret = 'a secret of the hooks';
  const { address, signal, ended } = await startService(t, compiled, {
    ...{ DATA_DIR: folder, GITHUB_API_URL: fake.url, GITHUB_TOKEN: 'right', GITHUB_WEBHOOK_SECRET: secret },
    // Every two seconds, the first time after as long.
    ENRICH_INTERVAL_HOURS: '0.0005',
  });
  interface Shown {
    runs: { finishedAt?: string }[];
    state: string;
    facets: { stars?: { value: number; source: string } };
    repositoryFacts: Pick<Shown, 'facets'>;
  }
  const get = async (path: string) => (await (await fetch(`${address}/api/v1/${path}`)).json()) as Shown;
  async function until(what: string, holds: () => Promise<boolean>) {
    const endsAt = Date.now() + 60_000;
    while (Date.now() < endsAt && !(await holds())) await delay(100);
    t.ok(await holds(), what);
  }

  t.match(await get('enrichment'), { budget: { mode: 'graphql', authorised: true, limit: 5000 }, runs: [] });
  await until('a run is over', async () => (await get('enrichment')).runs[0]?.finishedAt !== undefined);
  t.match(await get('enrichment'), {
    queue: { repositories: 5, neverRead: 0 },
    runs: [{ actor: 'schedule', counts: { found: 5 }, left: 0 }],
    errors: [],
  });
  const [{ repositories: [name = ''] = [] } = {}] = fake.requests.filter(
    (one) => one.repositories.length > 0,
  );
  const { state, facets } = await get(`enrichment/${name}`);
  t.match([state, facets.stars?.source], [/found|fork|archived/, 'github']);

  fake.world.change(name, { stars: 4321 });
  const hostId = fake.world.repository(name).id;
  const delivery = JSON.stringify({ repository: { id: hostId, full_name: name }, ref: 'refs/heads/main' });
  const signature = `sha256=${createHmac('sha256', secret).update(delivery).digest('hex')}`;
  const taken = await fetch(`${address}/api/v1/hooks/github`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'x-github-event': 'push' },
      'x-hub-signature-256': signature,
    },
    body: delivery,
  });
  t.equal(taken.status, 202);
  await until(
    'it was read again',
    async () => (await get(`enrichment/${name}`)).facets.stars?.value === 4321,
  );
  await until('the asset shows it', async () => {
    const { repositoryFacts } = await get(`assets/${repositoryId(name)}`);
    return repositoryFacts.facets.stars?.value === 4321;
  });
  signal('SIGTERM');
  t.match(await ended(), { code: 0 });
  t.same([fake.refusals, fake.faults], [[], []]);
});

const file = fileURLToPath(new URL('../relevance/queries.json', import.meta.url));

function aQuery(given: Partial<JudgedQuery> = {}): JudgedQuery {
  return {
    id: 'a-query',
    kind: 'typos',
    part: 'tuning',
    q: 'a query',
    grades: { 'asset:best': 3 },
    ...given,
  };
}

t.test('nDCG follows the written formula', async (t) => {
  const grades = { 'asset:best': 3, 'asset:useful': 2, 'asset:related': 1, 'asset:useless': 0 };
  // Gains 7, 3 and 1, divided by log2(2), log2(3) and log2(4).
  const ideal = 7 + 3 / Math.log2(3) + 1 / 2;

  t.equal(ndcg(['asset:best', 'asset:useful', 'asset:related'], grades), 1);
  t.equal(ndcg(['asset:useful', 'asset:unjudged', 'asset:best'], grades), (3 + 7 / 2) / ideal);
  t.equal(ndcg(['asset:useless', 'asset:related'], grades), 1 / Math.log2(3) / ideal);
  t.equal(ndcg([], grades), 0);
  t.equal(ndcg(['asset:useless'], { 'asset:useless': 0 }), undefined, 'nothing could be found');
});

t.test('only the first ten hits count, and an ideal of more than ten is ten', async (t) => {
  const grades = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`asset:${index}`, 3]));
  t.equal(ndcg(Object.keys(grades).slice(0, 10), grades), 1);
  t.equal(ndcg([...Array.from({ length: 10 }, (_, index) => `asset:other-${index}`), 'asset:1'], grades), 0);
});

t.test('a project and its award are one result', async (t) => {
  const grades = { 'project:grant': 2, 'award:grant': 3, 'asset:other': 1 };
  const ideal = 7 + 1 / Math.log2(3);

  t.equal(ndcg(['award:grant', 'asset:other'], grades), 1);
  t.equal(ndcg(['project:grant', 'asset:other'], grades), 1, 'whichever is shown, the higher grade counts');
  t.equal(
    ndcg(['project:grant', 'award:grant', 'asset:other'], grades),
    (7 + 1 / 2) / ideal,
    'shown twice, it keeps two places and gains once',
  );
});

t.test('nonsense is measured apart from what can be answered', async (t) => {
  const nonsense = aQuery({ kind: 'nonsense', grades: {} });
  t.same(
    measure([
      { query: aQuery(), ranking: ['asset:best'] },
      { query: aQuery(), ranking: ['asset:unjudged', 'asset:best'] },
      { query: aQuery(), ranking: [] },
      { query: nonsense, ranking: [] },
      { query: nonsense, ranking: ['asset:best'] },
    ]),
    {
      queries: 5,
      ndcg: (1 + 1 / Math.log2(3)) / 3,
      firstIsBest: 1 / 3,
      foundNothing: 1 / 3,
      nonsenseAnswered: 1 / 2,
    },
  );
  t.same(measure([{ query: nonsense, ranking: [] }]), {
    queries: 1,
    ndcg: undefined,
    firstIsBest: undefined,
    foundNothing: undefined,
    nonsenseAnswered: 0,
  });
});

t.test('the pool holds the hits that nobody has judged, with their places', async (t) => {
  const hit = (reference: string) => ({ reference, title: 'Title', summary: 'Summary' });
  const judged = aQuery({ grades: { 'asset:best': 3, 'award:grant': 1, 'asset:useless': 0 } });
  const pool = poolUnjudged([
    {
      query: judged,
      hits: [hit('asset:best'), hit('asset:new'), hit('asset:useless'), hit('project:grant')],
    },
    { query: aQuery(), hits: [hit('asset:best')] },
    { query: aQuery({ kind: 'nonsense', grades: {} }), hits: [hit('asset:best')] },
  ]);
  t.same(
    pool.map(({ hits }) => hits),
    [[{ rank: 2, ...hit('asset:new') }]],
  );
});

t.test('a file of queries that is not valid is refused with the field', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'queries-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const invalid = join(folder, 'queries.json');
  await writeFile(invalid, JSON.stringify([aQuery(), { ...aQuery(), grades: { 'asset:best': 4 } }]));
  const refused = await readQueries(invalid).catch((error: unknown) => error);
  t.match(refused, { kind: 'invalid', faults: [{ field: '1.grades.asset:best' }] });
});

/** The rule of test/relevance/README.md: a third of each kind, those whose ids come first by their SHA-1. */
function heldOutOf(queries: readonly JudgedQuery[]): string[] {
  const hash = (id: string) => createHash('sha1').update(id).digest('hex');
  return queries
    .map(({ id }) => id)
    .sort((one, other) => (hash(one) < hash(other) ? -1 : 1))
    .slice(0, Math.round(queries.length / 3))
    .sort();
}

t.test('the judged queries of the catalogue', async (t) => {
  const queries = await readQueries(file);

  t.equal(new Set(queries.map(({ id }) => id)).size, queries.length, 'every id is there once');
  t.equal(new Set(queries.map(({ q }) => q.toLowerCase())).size, queries.length, 'nothing is asked twice');
  t.ok(queries.length >= 280, 'enough of them to measure by');
  for (const kind of QueryKind.options) {
    const ofKind = queries.filter((query) => query.kind === kind);
    const heldOut = ofKind.filter(({ part }) => part === 'held-out').map(({ id }) => id);
    t.ok(ofKind.length >= 20, `${kind} has at least 20`);
    t.same(heldOut.sort(), heldOutOf(ofKind), `the held-out third of ${kind} is chosen by the rule`);
  }
  const answerable = queries.filter(({ kind }) => kind !== 'nonsense');
  const withoutAnswer = answerable.filter(({ grades }) => !Object.values(grades).includes(3));
  t.same(withoutAnswer, [], 'everything but nonsense has an answer');
  const nonsense = queries.filter(({ kind }) => kind === 'nonsense');
  t.same(
    nonsense.filter(({ grades }) => Object.keys(grades).length > 0),
    [],
    'nothing is relevant to nonsense',
  );

  const { records } = await (await openFiles(readConfig({}))).read();
  const known = new Set(records.map(({ kind, document }) => `${kind}:${document.id}`));
  const graded = queries.flatMap(({ id, grades }) =>
    Object.keys(grades).map((reference) => ({ id, reference })),
  );
  t.same(
    graded.filter(({ reference }) => !known.has(reference)),
    [],
    'every graded record is in the catalogue',
  );
});
