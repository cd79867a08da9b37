import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fastify } from 'fastify';
import t, { type Test } from 'tap';
import { openPostgresLeases } from '../src/adapters/storage/open-postgres-leases.ts';
import { openPostgresRecordStore } from '../src/adapters/storage/open-postgres-record-store.ts';
import { readConfig } from '../src/config.ts';
import { linksOf } from '../src/domain/records/record-links.ts';
import { registerProblems } from '../src/http/problems.ts';
import { takeTurns } from '../src/http/take-turns.ts';
import type { RecordStore } from '../src/ports/record-store.ts';
import { repeat } from '../src/repeat.ts';
import { openLists } from '../src/services/open-files.ts';
import { openMisses, openStore } from '../src/services/open-stores.ts';
import { listsNote } from '../src/use-cases/import-catalogue.ts';
import { aFund, anAsset } from './support/builders.ts';
import { noPostgres, startPostgres } from './support/postgres-cluster.ts';
import { startMeilisearch, whyNoMeilisearch } from './support/start-meilisearch.ts';
import { type RunningService, startService } from './support/start-service.ts';
import { aTemporaryCatalogue } from './support/temporary-catalogue.ts';
import { transpileSources } from './support/transpile-sources.ts';

const compiled = t.testdir();
await transpileSources(compiled, ['src', 'scripts']);

const body = JSON.stringify({ title: 'typed slowly' });

/** A request whose body has only begun to arrive; `finish` sends the rest. */
async function beginSlowly(t: Test, address: string) {
  const sending = request(`${address}/api/v1/sources`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
  });
  t.teardown(() => sending.destroy());
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  // The server says so when it has read the head: from here on the request is in flight.
  await once(sending.flushHeaders() ?? sending, 'continue');
  sending.write(body.slice(0, 5));
  return {
    async finish() {
      sending.end(body.slice(5));
      const [answer] = await answered;
      answer.resume();
      return answer.statusCode;
    },
    cut: () =>
      answered.then(
        () => false,
        () => true,
      ),
  };
}

async function read(url: string, agent?: Agent) {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  const text = (await answer.toArray()).join('');
  return { status: answer.statusCode, connection: answer.headers.connection, body: JSON.parse(text) };
}

t.test('told to end, it finishes what is in flight, writes what it noted and ends with 0', async (t) => {
  const folder = t.testdir();
  const service = await startService(t, compiled, { DATA_DIR: folder });
  const agent = new Agent({ keepAlive: true });
  t.teardown(() => agent.destroy());
  t.match(await read(`${service.address}/api/v1/search?q=zeppelin+mooring`, agent), {
    status: 200,
    connection: 'keep-alive',
    body: { total: 0 },
  });
  const slow = await beginSlowly(t, service.address);
  service.signal('SIGTERM');
  await delay(300);
  await t.rejects(read(`${service.address}/health/live`), { code: 'ECONNREFUSED' }, 'nobody new is let in');
  t.equal(await slow.finish(), 405, 'the request in flight gets its answer');
  t.match(await service.ended(), { code: 0 });

  const misses = await openMisses({ DATA_DIR: folder });
  t.teardown(() => misses.close());
  t.match(
    await misses.list(10),
    [{ text: 'zeppelin mooring', count: 1 }],
    'the search that found nothing is counted',
  );
});

t.test('readiness says no before anything else changes, and a second signal ends it at once', async (t) => {
  const service = await startService(t, compiled, { DATA_DIR: t.testdir(), SHUTDOWN_DELAY_SECONDS: '60' });
  t.match(await read(`${service.address}/health/ready`), { status: 200, body: { status: 'ready' } });
  service.signal('SIGINT');
  await delay(200);
  t.match(await read(`${service.address}/health/ready`), { status: 503, body: { status: 'closing' } });
  const agent = new Agent({ keepAlive: true });
  t.teardown(() => agent.destroy());
  t.match(
    await read(`${service.address}/api/v1/search?q=damp`, agent),
    { status: 200, connection: 'close' },
    'requests are still answered, on connections that are not kept',
  );
  t.match(await read(`${service.address}/health/live`), { status: 200 });
  service.signal('SIGTERM');
  t.match(await service.ended(), { code: 143 });
});

t.test('a request that takes too long is cut', async (t) => {
  const service = await startService(t, compiled, { DATA_DIR: t.testdir(), SHUTDOWN_SECONDS: '1' });
  const slow = await beginSlowly(t, service.address);
  service.signal('SIGTERM');
  const { code, tookMs } = await service.ended();
  t.equal(code, 0);
  t.ok(tookMs > 900, 'not before its time is over');
  t.equal(await slow.cut(), true);
});

t.test('a signal while it starts ends it', async (t) => {
  const service = await startService(t, compiled, { DATA_DIR: t.testdir() }, /Opening the store/);
  service.signal('SIGTERM');
  t.match(await service.ended(), { code: 143 });
});

t.test('what fails again and again is told once, and so is that it works again', async (t) => {
  const outcomes = [true, false, false, false, true, true, false];
  const told: unknown[] = [];
  await new Promise<void>((resolve) => {
    const repeating = repeat(
      async () => {
        const works = outcomes.shift();
        if (works === undefined) {
          repeating.stop();
          resolve();
        } else if (!works) throw new Error('the database is away');
      },
      { everyMs: 5, onTurn: (error) => told.push(error instanceof Error ? error.message : error) },
    );
  });
  t.same(told.slice(0, 3), ['the database is away', undefined, 'the database is away']);
});

t.test('reference lists that an older version left in the store are understood', async (t) => {
  const config = readConfig({ DATA_DIR: t.testdir() });
  const store = await openStore(config);
  t.teardown(() => store.close());
  const fresh = await openLists(config, store);
  const older = {
    id: 'bins',
    terms: ['bin day'],
    finds: [],
    services: [],
    level: 'close',
    unless: [],
    kind: 'words',
  };
  const lists = JSON.stringify({ ...fresh, thesaurus: [{ ...older, given: 'up since' }] });
  await store.write({
    actor: 'test',
    at: '2026-01-01T00:00:00.000Z',
    put: [],
    withdraw: [],
    notes: { [listsNote]: lists },
  });
  const [group] = (await openLists(config, store)).thesaurus;
  t.same(Object.keys(group ?? {}).sort(), Object.keys(fresh.thesaurus[0] ?? {}).sort());
});

t.test(
  'requests that take turns leave the event loop to others between them, and keep their order',
  async (t) => {
    const app = fastify();
    t.teardown(() => app.close());
    let turn = 0;
    const answered: { id: string; turn: number }[] = [];
    app.get<{ Params: { id: string } }>('/:id', { preHandler: takeTurns() }, async ({ params: { id } }) => {
      answered.push({ id, turn });
      return id;
    });
    await app.ready();
    const ids = ['1', '2', '3', '4', '5'];
    const asked = ids.map((id) => app.inject(`/${id}`));
    const count = () => {
      turn += 1;
      if (answered.length < ids.length) setImmediate(count);
    };
    count();
    await Promise.all(asked);
    t.same(
      answered.map(({ id }) => id),
      ids,
    );
    t.equal(new Set(answered.map((one) => one.turn)).size, ids.length, 'no two in one turn');
  },
);

t.test('more requests than can be answered in time are asked to come back', async (t) => {
  const app = fastify();
  t.teardown(() => app.close());
  registerProblems(app);
  app.get('/', { preHandler: takeTurns(3) }, async () => 'answered');
  await app.ready();
  const answers = await Promise.all(Array.from({ length: 10 }, () => app.inject('/')));
  const refused = answers.filter(({ statusCode }) => statusCode === 503);
  t.equal(refused.length, 7);
  t.match(refused[0]?.headers, { 'retry-after': '5', 'content-type': /problem\+json/ });
  t.equal((await app.inject('/')).statusCode, 200, 'and are let in again');
});

interface EngineShown {
  engine: string;
  state: string;
  cursor: number;
}

async function ask(address: string, path: string) {
  const answer = await fetch(`${address}${path}`);
  return (await answer.json()) as { total: number; engine: string; engines: EngineShown[] };
}

/** The time until something holds; fails after 40 s. */
async function timeUntil(t: Test, what: string, holds: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedAt > 40_000) {
      t.fail(`${what}: not within 40 s`);
      break;
    }
    await delay(50);
  }
  return performance.now() - startedAt;
}

async function writeAssets(store: RecordStore, titles: readonly string[]): Promise<void> {
  const put = titles.map((title) => {
    const record = { kind: 'asset' as const, document: anAsset({ id: title.toLowerCase(), title }) };
    return { record, origin: 'curated' as const, links: linksOf(record), terms: [], aliases: [] };
  });
  await store.write({ actor: 'test', at: new Date().toISOString(), put, withdraw: [] });
}

const writeAsset = (store: RecordStore, title: string) => writeAssets(store, [title]);

const finds = (address: string, word: string) => async () =>
  (await ask(address, `/api/v1/search?q=${word}`)).total > 0;

t.test('an index that is far behind is filled by another process, one that is near is not', async (t) => {
  const DATA_DIR = t.testdir();
  const store = await openStore({ DATA_DIR, DATABASE_URL: undefined });
  t.teardown(() => store.close());
  await writeAssets(
    store,
    Array.from({ length: 1001 }, (_, at) => `Gazebo-${at}`),
  );
  const service = await startService(
    t,
    compiled,
    { DATA_DIR },
    /Indexing \(embedded\)[\s\S]*Ready: open (\S+)/,
  );
  t.match(await ask(service.address, '/api/v1/search?q=gazebo'), { total: 1001 });
  await service.stop();
  await writeAsset(store, 'Pergola');
  const again = await startService(t, compiled, { DATA_DIR }, /^(?:(?!Indexing)[\s\S])*Ready: open (\S+)/);
  t.match(await ask(again.address, '/api/v1/search?q=pergola'), { total: 1 });
});

t.test('replicas on one PostgreSQL', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());
  const url = await cluster.createDatabase();
  const store = await openPostgresRecordStore({ url });
  t.teardown(() => store.close());
  const home = await mkdtemp(join(tmpdir(), 'replicas-'));
  t.teardown(() => rm(home, { recursive: true, force: true }));

  async function startReplica(t: Test, settings: Record<string, string> = {}, until?: RegExp) {
    const folder = await mkdtemp(join(home, 'data-'));
    return startService(t, compiled, { DATABASE_URL: url, DATA_DIR: folder, ...settings }, until);
  }

  await t.test('that start together import once', async (t) => {
    const { root, write } = await aTemporaryCatalogue(t);
    await write('catalogue/funds/a-fund.yaml', aFund({ id: 'a-fund', title: 'Lighthouse fund' }));
    const settings = {
      IMPORT_ON_START: 'true',
      CATALOGUE_DIR: join(root, 'catalogue'),
      SEEDS_DIR: join(root, 'seeds'),
    };
    // The process that imports fills the replica's index too.
    const until = /Indexing: 1 documents[\s\S]*Ready: open (\S+)/;
    const replicas = await Promise.all([1, 2].map(() => startReplica(t, settings, until)));
    t.same(
      (await store.changesSince(0, 100)).map(({ kind, id, action }) => `${kind} ${id} ${action}`).sort(),
      ['fund a-fund added', 'source a-page added'],
    );
    for (const { address } of replicas) t.ok(await finds(address, 'lighthouse')());
  });

  await t.test('find what was written elsewhere within two seconds', async (t) => {
    const replicas = await Promise.all([startReplica(t), startReplica(t)]);
    for (const title of ['Zeppelin', 'Gazebo']) {
      await writeAsset(store, title);
      const times = await Promise.all(
        replicas.map(({ address }) => timeUntil(t, title, finds(address, title))),
      );
      t.comment(`found after ${times.map(Math.round).join(' and ')} ms`);
      t.ok(Math.max(...times) < 2000, `${title} within two seconds`);
    }
  });

  await t.test('index into Meilisearch one at a time', { skip: whyNoMeilisearch() ?? false }, async (t) => {
    const meilisearch = await startMeilisearch();
    t.teardown(() => meilisearch.stop());
    const leases = await openPostgresLeases({ url });
    t.teardown(() => leases.close());
    const settings = {
      MEILI_URL: meilisearch.url,
      MEILI_MASTER_KEY: meilisearch.masterKey ?? '',
      MEILI_INDEX: `replicas-${process.pid}`,
      // Beside other tests Meilisearch may be slow.
      MEILI_TIMEOUT_MS: '10000',
    };
    const replicas = await Promise.all([startReplica(t, settings), startReplica(t, settings)]);
    const answers = (address: string) => async () =>
      (await ask(address, '/api/v1/search?q=lighthouse')).engine === 'meilisearch';
    for (const { address } of replicas) await timeUntil(t, 'Meilisearch answers', answers(address));

    const [holder] = await leases.holders();
    t.equal(holder?.job, 'index-meilisearch');
    const isHolder = ({ pid }: RunningService) => holder?.holder.endsWith(`:${pid}`);
    const left = replicas.find((one) => !isHolder(one));
    replicas.find(isHolder)?.signal('SIGKILL');
    await writeAsset(store, 'Pergola');
    const head = await store.head();
    const address = left?.address ?? '';
    const tookMs = await timeUntil(t, 'the other takes over', async () => {
      const { engines } = await ask(address, '/health/ready');
      return engines.find(({ engine }) => engine === 'meilisearch')?.cursor === head;
    });
    t.comment(`taken over after ${Math.round(tookMs)} ms`);
    t.ok(tookMs < 30_000, 'within thirty seconds');
    t.match(await ask(address, '/api/v1/search?q=pergola'), { total: 1, engine: 'meilisearch' });
  });
});
