import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { openPostgresLeases } from '../src/adapters/storage/open-postgres-leases.ts';
import { openPostgresRecordStore } from '../src/adapters/storage/open-postgres-record-store.ts';
import { linksOf } from '../src/domain/records/record-links.ts';
import type { RecordStore } from '../src/ports/record-store.ts';
import { aFund, anAsset } from './support/builders.ts';
import { noPostgres, startPostgres } from './support/postgres-cluster.ts';
import { startMeilisearch, whyNoMeilisearch } from './support/start-meilisearch.ts';
import { type RunningService, startService } from './support/start-service.ts';
import { aTemporaryCatalogue } from './support/temporary-catalogue.ts';
import { transpileSources } from './support/transpile-sources.ts';

interface EngineShown {
  engine: string;
  state: string;
  cursor: number;
}

async function read(address: string, path: string) {
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

async function writeAsset(store: RecordStore, title: string): Promise<void> {
  const record = { kind: 'asset' as const, document: anAsset({ id: title.toLowerCase(), title }) };
  const put = [{ record, origin: 'curated' as const, links: linksOf(record), terms: [], aliases: [] }];
  await store.write({ actor: 'test', at: new Date().toISOString(), put, withdraw: [] });
}

const finds = (address: string, word: string) => async () =>
  (await read(address, `/api/v1/search?q=${word}`)).total > 0;

t.test('replicas on one PostgreSQL', { skip: noPostgres }, async (t) => {
  const compiled = t.testdir();
  await transpileSources(compiled, ['src', 'scripts']);
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());
  const url = await cluster.createDatabase();
  const store = await openPostgresRecordStore({ url });
  t.teardown(() => store.close());
  const home = await mkdtemp(join(tmpdir(), 'replicas-'));
  t.teardown(() => rm(home, { recursive: true, force: true }));

  async function startReplica(t: Test, settings: Record<string, string> = {}): Promise<RunningService> {
    const folder = await mkdtemp(join(home, 'data-'));
    return startService(t, compiled, { DATABASE_URL: url, DATA_DIR: folder, ...settings });
  }

  await t.test('that start together import once', async (t) => {
    const { root, write } = await aTemporaryCatalogue(t);
    await write('catalogue/funds/a-fund.yaml', aFund({ id: 'a-fund', title: 'Lighthouse fund' }));
    const settings = {
      IMPORT_ON_START: 'true',
      CATALOGUE_DIR: join(root, 'catalogue'),
      SEEDS_DIR: join(root, 'seeds'),
    };
    const replicas = await Promise.all([1, 2].map(() => startReplica(t, settings)));
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
      (await read(address, '/api/v1/search?q=lighthouse')).engine === 'meilisearch';
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
      const { engines } = await read(address, '/health/ready');
      return engines.find(({ engine }) => engine === 'meilisearch')?.cursor === head;
    });
    t.comment(`taken over after ${Math.round(tookMs)} ms`);
    t.ok(tookMs < 30_000, 'within thirty seconds');
    t.match(await read(address, '/api/v1/search?q=pergola'), { total: 1, engine: 'meilisearch' });
  });
});
