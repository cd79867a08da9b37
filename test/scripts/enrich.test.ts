import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteLeases } from '../../src/adapters/storage/open-sqlite-leases.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { EnrichmentStore } from '../../src/ports/enrichment-store.ts';
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
