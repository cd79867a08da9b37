import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Test, test } from 'tap';
import { fingerprintDocument } from '../../src/adapters/search/fingerprint-document.ts';
import { openSqliteLeases } from '../../src/adapters/storage/open-sqlite-leases.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import type { Lease, Leases } from '../../src/ports/leases.ts';
import { followChanges } from '../../src/use-cases/follow-changes.ts';
import { importInTurn } from '../../src/use-cases/import-in-turn.ts';
import { measureLag } from '../../src/use-cases/measure-lag.ts';
import { openQueryReader } from '../../src/use-cases/open-query-reader.ts';
import { rebuildInTurn } from '../../src/use-cases/rebuild-in-turn.ts';
import { rebuildSearchIndex } from '../../src/use-cases/rebuild-search-index.ts';
import { runIndexer } from '../../src/use-cases/run-indexer.ts';
import { updateSearchIndex } from '../../src/use-cases/update-search-index.ts';
import { isFaithful, verifyIndex } from '../../src/use-cases/verify-index.ts';
import { aFund } from '../support/builders.ts';
import { aSearchDocument } from '../support/search-documents.ts';
import { aSmallCatalogue, type SmallCatalogue, until } from '../support/small-catalogue.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';

const everyMs = 20;

async function openLeases(t: Test, file = join(t.testdir(), 'leases.db')): Promise<Leases> {
  const leases = await openSqliteLeases({ file });
  t.teardown(() => leases.close());
  return leases;
}

function startIndexer(t: Test, small: SmallCatalogue, leases: Leases) {
  const troubles: unknown[] = [];
  const { store, index, embedded, directory } = small;
  const indexer = runIndexer({
    ...{ leases, store, index, embedded, directory, everyMs, takeMs: everyMs },
    onTrouble: (error) => troubles.push(error),
  });
  t.teardown(() => indexer.close());
  return { ...indexer, troubles };
}

const isCurrent =
  ({ store, index }: SmallCatalogue) =>
  async () =>
    (await index.cursor()) === (await store.head());

test('an indexer fills an empty index and takes in what changes', async (t) => {
  const small = await aSmallCatalogue(t);
  await small.write(['One', 'Two']);
  const { troubles } = startIndexer(t, small, await openLeases(t));
  await until(t, 'it is filled', isCurrent(small));
  await small.write(['Three']);
  await until(t, 'the change is taken in', isCurrent(small));
  await small.withdraw('One');
  await until(t, 'what goes, goes', isCurrent(small));
  t.equal(await small.index.count(), 2);
  t.same(troubles, []);
});

test('an indexer goes on where it was when the engine is back', async (t) => {
  const small = await aSmallCatalogue(t);
  const { index, become, write } = small;
  await write(['One']);
  const { troubles, lastTrouble } = startIndexer(t, small, await openLeases(t));
  await until(t, 'it is filled', isCurrent(small));
  let rebuilds = 0;
  const rebuild = index.rebuild;
  index.rebuild = () => {
    rebuilds += 1;
    return rebuild();
  };
  let tries = 0;
  const cursor = index.cursor;
  index.cursor = () => {
    tries += 1;
    return cursor();
  };
  become({ kept: 'strange' });
  await write(['Two', 'Three']);
  await until(t, 'it fails', () => troubles.length > 0);
  t.match(lastTrouble()?.message, /not known/);
  const triesBefore = tries;
  await delay(everyMs * 12);
  t.ok(tries > triesBefore, 'it tries again');
  t.ok(tries - triesBefore <= 6, 'with growing pauses');
  t.equal(troubles.length, 1, 'and tells once');
  become({ kept: 'down' });
  await until(t, 'it tells of what else goes wrong', () => troubles.length === 2);
  become({ kept: 'well' });
  await until(t, 'it catches up', isCurrent(small));
  t.equal(await index.count(), 3);
  t.equal(rebuilds, 0, 'from its cursor');
});

test('an indexer notices what the engine has lost, and makes it anew beside', async (t) => {
  const small = await aSmallCatalogue(t);
  const { index, embedded, write, update } = small;
  await write(['One', 'Two', 'Three']);
  await update();
  startIndexer(t, small, await openLeases(t));
  await until(t, 'it is filled', isCurrent(small));
  const held = await embedded.count();

  await (await index.rebuild()).publish(0);
  await until(t, 'all is lost, cursor too', async () => (await index.count()) === held);
  await until(t, 'and back', isCurrent(small));

  await index.apply({ put: [aSearchDocument()], remove: [], cursor: 9999 });
  await until(t, 'a cursor of another store', async () => (await index.count()) === held);
  await until(t, 'is not believed', isCurrent(small));

  await index.apply({ put: [], remove: [{ kind: 'asset', id: 'two' }], cursor: await index.cursor() });
  await until(t, 'one document is lost and back', async () => (await index.count()) === held);
  await write(['Four']);
  await update();
  await until(t, 'it still follows', isCurrent(small));
});

test('an index of as many documents that were made otherwise is made anew when the job is taken', async (t) => {
  const small = await aSmallCatalogue(t);
  const { store, index, directory, write, update } = small;
  await write(['One', 'Two']);
  await update();
  const put = ['one', 'two'].map((id) => aSearchDocument({ id, title: 'Made otherwise' }));
  await index.apply({ put, remove: [], cursor: await store.head() });
  const differences = async () =>
    (await verifyIndex({ store, directory, index, fingerprint: fingerprintDocument })).stale.length;
  t.equal(await differences(), 2);
  startIndexer(t, small, await openLeases(t));
  await until(t, 'it is as it should be', async () => (await differences()) === 0);
});

test('one process indexes at a time, and the next goes on when it stops', async (t) => {
  const small = await aSmallCatalogue(t);
  const file = join(t.testdir(), 'leases.db');
  await small.write(['One']);
  const first = startIndexer(t, small, await openLeases(t, file));
  await until(t, 'the first fills it', isCurrent(small));
  const other = await openLeases(t, file);
  const second = startIndexer(t, small, other);
  t.equal(await other.take('index-meilisearch'), undefined, 'the job has a holder');
  await first.close();
  await small.write(['Two']);
  await until(t, 'the second takes over', isCurrent(small));
  t.same([...first.troubles, ...second.troubles], []);
});

test('an indexer whose lease is lost stops at once, and what it was building is thrown away', async (t) => {
  const small = await aSmallCatalogue(t);
  const { index, write } = small;
  await write(Array.from({ length: 1100 }, (_, at) => `Thing ${at}`));
  const losing = new AbortController();
  const did = { taken: 0, put: 0, abandoned: 0, released: 0 };
  const lease: Lease = {
    job: 'index-meilisearch',
    lost: losing.signal,
    async release() {
      did.released += 1;
    },
  };
  const leases: Leases = {
    take: async () => (did.taken++ === 0 ? lease : undefined),
    holders: async () => [],
    close: async () => undefined,
  };
  const rebuild = index.rebuild;
  index.rebuild = async () => {
    const build = await rebuild();
    return {
      ...build,
      async put(documents) {
        did.put += 1;
        losing.abort();
        await build.put(documents);
      },
      async abandon() {
        did.abandoned += 1;
        await build.abandon();
      },
    };
  };
  const { troubles } = startIndexer(t, small, leases);
  await until(t, 'it asks for the job again', () => did.taken > 2);
  t.match(did, { put: 1, abandoned: 1, released: 1 });
  t.same([await index.count(), await index.cursor()], [0, 0]);
  t.same(troubles, [], 'which is no failure');
});

test('whoever makes a shared index anew has it alone, and the indexer goes on afterwards', async (t) => {
  const small = await aSmallCatalogue(t);
  const { store, index, directory, write } = small;
  const file = join(t.testdir(), 'leases.db');
  await write(['One']);
  startIndexer(t, small, await openLeases(t, file));
  await until(t, 'it is filled', isCurrent(small));
  const apply = index.apply;
  let isRebuilding = false;
  let disturbed = 0;
  index.apply = (batch) => {
    if (isRebuilding) disturbed += 1;
    return apply(batch);
  };
  const rebuild = index.rebuild;
  index.rebuild = async () => {
    isRebuilding = true;
    await write(['Two']);
    await delay(everyMs * 5);
    const build = await rebuild();
    return {
      ...build,
      async publish(cursor) {
        await build.publish(cursor);
        isRebuilding = false;
      },
    };
  };
  let waited = 0;
  const onWait = () => {
    waited += 1;
  };
  const leases = await openLeases(t, file);
  t.match(await rebuildInTurn({ store, index, directory, leases, onWait }), { cursor: 1 });
  t.equal(waited, 1, 'the indexer had to let go');
  t.equal(disturbed, 0);
  t.same(await leases.holders(), []);
  await until(t, 'what came meanwhile is taken in', isCurrent(small));
  t.equal(await index.count(), 2);
});

test('a process notices what became of its own index', async (t) => {
  const { store, embedded: index, directory, write } = await aSmallCatalogue(t);
  const openReader = () => openQueryReader({ index, directory, thesaurus: [] });
  const follower = followChanges({ store, index, directory, openReader });
  await write(['One', 'Two']);
  await Promise.all([follower.refresh(), follower.refresh()]);
  t.same([await index.count(), follower.newestChange()], [2, 2]);
  t.equal(follower.understand('twoo').correctedText, undefined, 'too short to be corrected');

  await (await index.rebuild()).publish(0);
  await follower.refresh();
  t.equal(await index.count(), 2, 'emptied');

  await write(['Three']);
  const apply = index.apply;
  index.apply = async (batch) => {
    index.apply = apply;
    await (await index.rebuild()).publish(1);
    return apply(batch);
  };
  await follower.refresh();
  t.same(
    [
      await index.cursor(),
      (await verifyIndex({ store, directory, index, fingerprint: fingerprintDocument })).stale,
    ],
    [3, []],
    'put back while a batch for a later state was on its way',
  );
});

test('verifying tells what is missing, stale and extra', async (t) => {
  const { store, directory, embedded: index, write, update } = await aSmallCatalogue(t);
  await write(['One', 'Two', 'Three']);
  await update();
  const verify = () => verifyIndex({ store, directory, index, fingerprint: fingerprintDocument });
  const well = await verify();
  t.match(well, { engine: 'embedded', documents: 3, lagChanges: 0, missing: [], stale: [], extra: [] });
  t.ok(isFaithful(well));

  await index.apply({
    put: [aSearchDocument({ id: 'two', title: 'Not two' }), aSearchDocument({ id: 'four', title: 'Four' })],
    remove: [{ kind: 'asset', id: 'one' }],
    cursor: 3,
  });
  const differing = await verify();
  t.match(differing, { documents: 3, missing: ['asset/one'], stale: ['asset/two'], extra: ['asset/four'] });
  t.notOk(isFaithful(differing));

  await rebuildSearchIndex({ store, index, directory });
  t.ok(isFaithful(await verify()));

  await write(['Five'], new Date(Date.now() - 5000));
  t.match(await verify(), { lagChanges: 1, missing: ['asset/five'] });
  t.match(await measureLag(store, await index.cursor()), { changes: 1, seconds: 5 });

  await updateSearchIndex({ store, index, directory });
  const fingerprints = index.fingerprints;
  index.fingerprints = async function* () {
    index.fingerprints = fingerprints;
    await write(['Six']);
    await updateSearchIndex({ store, index, directory });
    yield* fingerprints();
  };
  t.match(await verify(), { documents: 5, extra: [] }, 'what comes in meanwhile is no difference');
});

test('several processes that start import once', async (t) => {
  const { files, write } = await aTemporaryCatalogue(t);
  await write('catalogue/funds/a-fund.yaml', aFund());
  const store = await openSqliteRecordStore({ file: ':memory:' });
  t.teardown(() => store.close());
  const file = join(t.testdirName, 'leases.db');
  const now = () => new Date();
  let waited = 0;
  const onWait = () => {
    waited += 1;
  };
  const first = await openLeases(t, file);
  const second = await openLeases(t, file);
  const reports = await Promise.all(
    [first, second].map((leases) => importInTurn({ store, files, now, leases, onWait }, { actor: 'import' })),
  );
  t.same(reports.map(({ skipped }) => skipped).sort(), [false, true]);
  t.equal(waited, 1);
  t.same(await first.holders(), []);
});
