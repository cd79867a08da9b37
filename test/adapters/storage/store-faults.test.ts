import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { openPostgresLeases } from '../../../src/adapters/storage/open-postgres-leases.ts';
import { openPostgresRecordStore } from '../../../src/adapters/storage/open-postgres-record-store.ts';
import { openSqliteLeases } from '../../../src/adapters/storage/open-sqlite-leases.ts';
import { CatalogueError } from '../../../src/domain/errors.ts';
import type { Leases } from '../../../src/ports/leases.ts';
import type { RecordStore } from '../../../src/ports/record-store.ts';
import { noPostgres, startPostgres } from '../../support/postgres-cluster.ts';
import { aBatch, asset, aWrite } from '../../support/record-store-contract.ts';
import { storageSources, transpileSources } from '../../support/transpile-sources.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A process on a store that is killed at the latest when the test is over. */
function startProcess(t: Test, ...args: string[]): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [join(root, 'test/support/store-process.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  t.teardown(() => child.kill('SIGKILL'));
  return child as ChildProcess & { stdout: NodeJS.ReadableStream };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function isGapless(store: RecordStore): Promise<boolean> {
  let next = 1;
  while (true) {
    const changes = await store.changesSince(next - 1, 5000);
    if (changes.length === 0) return next - 1 === (await store.head());
    for (const { seq } of changes) {
      if (seq !== next) return false;
      next += 1;
    }
  }
}

/** How long after its holder was killed the job is free. */
async function takenAfterMs(leases: Leases, killedAt: number): Promise<number> {
  while ((await leases.take('import')) === undefined) {
    if (performance.now() - killedAt > 10_000) return Number.POSITIVE_INFINITY;
    await delay(100);
  }
  return performance.now() - killedAt;
}

t.test('PostgreSQL under the store', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres({ durable: true });
  t.teardown(() => cluster.remove());

  async function openFor(t: Test, url: string): Promise<RecordStore> {
    const store = await openPostgresRecordStore({ url });
    t.teardown(() => store.close());
    return store;
  }

  const compiled = join(t.testdir(), 'compiled');
  await transpileSources(compiled, storageSources);

  await t.test('a lease outlives its killed holder by no more than its length', async (t) => {
    const url = await cluster.createDatabase();
    const file = join(t.testdir(), 'leases.db');
    const both = [await openPostgresLeases({ url }), await openSqliteLeases({ file })];
    t.teardown(() => Promise.all(both.map((leases) => leases.close())));
    const holder = startProcess(t, compiled, 'hold', url, file);
    await once(holder.stdout, 'data');
    await delay(2500);
    for (const leases of both) t.equal(await leases.take('import'), undefined, 'it renews what it holds');
    await kill(holder);
    const killedAt = performance.now();
    // Of 15 seconds in use, 2 here.
    for (const tookMs of await Promise.all(both.map((leases) => takenAfterMs(leases, killedAt))))
      t.ok(tookMs < 4000, `taken over ${tookMs.toFixed()} ms after the kill`);
  });

  await t.test('a killed writer leaves whole batches, a log without gaps, and nobody waiting', async (t) => {
    const url = await cluster.createDatabase();
    const store = await openFor(t, url);
    let acknowledged = 0;
    for (const name of ['one', 'two', 'three']) {
      const writer = startProcess(t, compiled, 'write', url, name);
      let last = 0;
      writer.stdout.on('data', (chunk: Buffer) => {
        last = Number(chunk.toString().trim().split('\n').at(-1));
      });
      while (last < 5) await once(writer.stdout, 'data');
      // Each dies at another point of its batch.
      await delay(Math.random() * 50);
      await kill(writer);
      t.match(await store.write(aBatch({ put: [aWrite(asset(`after-${name}`))] })), { added: 1 });
      acknowledged += last;
      t.ok(await store.find('asset', `${name}-${last}-99`), 'the last acknowledged batch is there');
    }
    t.ok(await isGapless(store));
    const { published } = (await store.counts()).asset;
    t.equal((published - 3) % 100, 0, 'no half of a batch');
    t.ok(published - 3 >= acknowledged * 100);
  });

  await t.test('a restart under load loses nothing acknowledged and is over when it is over', async (t) => {
    const url = await cluster.createDatabase();
    const store = await openFor(t, url);
    const idle = await openFor(t, url);
    const leases = await openPostgresLeases({ url, times: { lengthMs: 20_000, renewEveryMs: 200 } });
    t.teardown(() => leases.close());
    const lease = await leases.take('import');
    await idle.find('asset', 'nothing');
    const acknowledged: string[] = [];
    const failures: unknown[] = [];
    let reads = 0;
    let stopping = false;

    async function writeOn(name: string): Promise<void> {
      for (let count = 0; count < 2000 && !stopping; count += 1) {
        const id = `${name}-${count}`;
        await store.write(aBatch({ put: [aWrite(asset(id))] })).then(
          () => acknowledged.push(id),
          (error: unknown) => failures.push(error),
        );
        await delay(1);
      }
    }
    async function readOn(): Promise<void> {
      for (let count = 0; count < 2000 && !stopping; count += 1) {
        await Promise.all([
          store.head(),
          store.find('asset', 'one-0'),
          store.readMany('asset', ['two-0']),
        ]).then(
          () => {
            reads += 1;
          },
          (error: unknown) => failures.push(error),
        );
        await delay(2);
      }
    }
    const load = Promise.all([...['one', 'two', 'three'].map(writeOn), readOn(), readOn()]);

    for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
      await delay(500);
      await cluster.stop(signal);
      const before = failures.length;
      while (failures.length < before + 3) await delay(20);
      await cluster.start();
      const [readsThen, writesThen] = [reads, acknowledged.length];
      const startedAt = performance.now();
      while (
        (reads === readsThen || acknowledged.length === writesThen) &&
        performance.now() - startedAt < 10_000
      )
        await delay(20);
      t.ok(reads > readsThen && acknowledged.length > writesThen, `reads and writes go on after ${signal}`);
    }
    stopping = true;
    await load;

    for (const error of failures)
      if (!(error instanceof CatalogueError) || error.kind !== 'unavailable')
        t.fail('another error', { error });
    t.ok(failures.length > 0, 'some were refused while it was away');
    for (let at = 0; at < acknowledged.length; at += 500) {
      const ids = acknowledged.slice(at, at + 500);
      t.equal((await store.readMany('asset', ids)).length, ids.length, 'every acknowledged write is there');
    }
    t.ok(await isGapless(store));
    t.equal(await idle.head(), await store.head(), 'a store that was idle meanwhile answers');
    t.notOk(lease?.lost.aborted, 'a lease is kept through a restart shorter than it');
    t.match(await leases.holders(), [{ job: 'import' }]);
  });
});
