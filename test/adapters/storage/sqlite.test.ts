import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import t from 'tap';
import { openSqliteEnrichmentStore } from '../../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteLeases } from '../../../src/adapters/storage/open-sqlite-leases.ts';
import { openSqliteRecordStore } from '../../../src/adapters/storage/open-sqlite-record-store.ts';
import { testEnrichmentStore } from '../../support/enrichment-store-contract.ts';
import { testEntryStore } from '../../support/entry-store-contract.ts';
import { testLeases } from '../../support/leases-contract.ts';
import { aBatch, asset, aWrite, testRecordStore } from '../../support/record-store-contract.ts';

t.test('the contract of the record store', async (t) => {
  await testRecordStore(t, () => openSqliteRecordStore({ file: ':memory:' }));
});

t.test('the contract of the enrichment store', async (t) => {
  await testEnrichmentStore(t, async () => {
    const records = await openSqliteRecordStore({ file: ':memory:' });
    return { records, enrichment: await openSqliteEnrichmentStore({ file: records.file }) };
  });
});

t.test('the contract of the entry store', async (t) => {
  await testEntryStore(t, () => openSqliteRecordStore({ file: ':memory:' }));
});

t.test('the contract of the leases', async (t) => {
  const folder = t.testdir();
  let count = 0;
  await testLeases(t, async () => {
    count += 1;
    const file = join(folder, `${count}`, 'leases.db');
    let shifted = 0;
    return {
      join: (times) => openSqliteLeases({ file, times, now: () => Date.now() + shifted }),
      shift: (ms) => {
        shifted = ms;
      },
    };
  });
});

t.test('a store that a newer version made is refused, by name', async (t) => {
  const file = join(t.testdir(), 'store.db');
  await (await openSqliteRecordStore({ file })).close();
  const database = new Database(file);
  database.exec("insert into kysely_migration values ('9999-of-the-future', '2030-01-01T00:00:00.000Z')");
  database.close();
  await t.rejects(openSqliteRecordStore({ file }), {
    kind: 'unavailable',
    message: /newer version of this service \(9999-of-the-future\)/,
  });
  await t.rejects(openSqliteEnrichmentStore({ file }), /newer version/);
});

t.test('a store that was closed is one file', async (t) => {
  const file = join(t.testdir(), 'store.db');
  const store = await openSqliteRecordStore({ file });
  const enrichment = await openSqliteEnrichmentStore({ file });
  await store.write(aBatch({ put: [aWrite(asset('bops'))] }));
  await enrichment.note('none');
  t.ok(statSync(`${file}-wal`).size > 0, 'it has a log while it is open');
  await enrichment.close();
  await store.close();
  t.equal(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0, 0);
});

t.test('what was written is there when the file is opened again', async (t) => {
  const file = join(t.testdir(), 'data', 'store.db');
  const first = await openSqliteRecordStore({ file });
  await first.write(aBatch({ put: [aWrite(asset('bops'))], notes: { fingerprint: 'x' } }));
  await first.close();
  const second = await openSqliteRecordStore({ file });
  t.teardown(() => second.close());
  t.match(await second.find('asset', 'bops'), { id: 'bops', revision: 1 });
  t.equal(await second.note('fingerprint'), 'x');
  t.equal(await second.head(), 1);
  const database = new Database(file);
  t.teardown(() => database.close());
  t.match(
    database.prepare('select name from kysely_migration').all(),
    [{ name: '0001-records' }],
    'no migration runs twice',
  );
});

t.test('the file keeps a write-ahead log', async (t) => {
  const file = join(t.testdir(), 'store.db');
  const store = await openSqliteRecordStore({ file });
  t.teardown(() => store.close());
  const database = new Database(file);
  t.teardown(() => database.close());
  t.same(database.pragma('journal_mode'), [{ journal_mode: 'wal' }]);
});

t.test('two connections on one file see each other’s writes', async (t) => {
  const file = join(t.testdir(), 'store.db');
  const [one, two] = await Promise.all([openSqliteRecordStore({ file }), openSqliteRecordStore({ file })]);
  t.teardown(() => Promise.all([one.close(), two.close()]));
  for (const title of ['first', 'second', 'third']) {
    await one.write(aBatch({ put: [aWrite(asset('bops', { title }))] }));
    t.match(await two.find('asset', 'bops'), { document: { title } });
    t.match(await two.readMany('asset', ['bops']), [{ document: { title } }]);
    t.match(await two.list({ kind: 'asset', terms: new Map(), offset: 0, limit: 1 }), {
      records: [{ document: { title } }],
    });
    t.equal(await two.head(), await one.head());
  }
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : two).write(aBatch({ put: [aWrite(asset(`asset-${index}`))] })),
    ),
  );
  t.same(
    (await one.changesSince(0, 100)).map(({ seq }) => seq),
    Array.from({ length: 23 }, (_, index) => index + 1),
  );
});

t.test('while another process writes', async (t) => {
  const file = join(t.testdir(), 'store.db');
  const store = await openSqliteRecordStore({ file, busyTimeoutMs: 100 });
  t.teardown(() => store.close());
  await store.write(aBatch({ put: [aWrite(asset('bops'))] }));
  const other = new Database(file);
  t.teardown(() => other.close());
  other.exec('begin immediate');

  await t.rejects(store.write(aBatch({ put: [aWrite(asset('planx'))] })), {
    name: 'CatalogueError',
    kind: 'unavailable',
    message: /locked/,
  });
  t.match(await store.find('asset', 'bops'), { id: 'bops' }, 'reads go on');

  const patient = await openSqliteRecordStore({ file, busyTimeoutMs: 5000 });
  t.teardown(() => patient.close());
  const waiting = patient.write(aBatch({ put: [aWrite(asset('planx'))] }));
  setTimeout(() => other.exec('commit'), 100);
  t.match(await waiting, { added: 1 }, 'a write waits for its turn');
});

t.test('a reader sees nothing of a write before it is whole', async (t) => {
  const store = await openSqliteRecordStore({ file: ':memory:' });
  t.teardown(() => store.close());
  const put = Array.from({ length: 1000 }, (_, index) => aWrite(asset(`asset-${index}`)));
  let written = 0;
  const seen = new Set<number>();
  const writing = store.write(aBatch({ put }), (count) => {
    written = count;
  });
  while (written < 1000) {
    await new Promise((resolve) => setImmediate(resolve));
    if (written > 0 && written < 1000)
      seen.add((await store.counts()).asset.published + (await store.head()));
  }
  await writing;
  t.same([...seen], [0]);
  t.equal((await store.counts()).asset.published, 1000);
});

t.test('a folder that cannot be written and a file that is no store are refused', async (t) => {
  const folder = t.testdir({
    'store.db': 'this is not a database, it is a letter to the council\n'.repeat(100),
  });
  await t.rejects(openSqliteRecordStore({ file: join(folder, 'store.db') }), {
    name: 'CatalogueError',
    kind: 'unavailable',
  });
  await t.rejects(openSqliteRecordStore({ file: folder }), { name: 'CatalogueError', kind: 'unavailable' });
});

/** Limits how long this process may make a file, as a full disk would; false where there is no such command. */
function limitFileSize(limit: string): boolean {
  return spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${limit}:`]).status === 0;
}

const noLimit = limitFileSize('unlimited') ? false : 'needs the prlimit command';

t.test('a full disk refuses the write and leaves the store as it was', { skip: noLimit }, async (t) => {
  const file = join(t.testdir(), 'store.db');
  const store = await openSqliteRecordStore({ file });
  t.teardown(() => store.close());
  await store.write(aBatch({ put: [aWrite(asset('bops'))] }));
  const description = 'long '.repeat(1000);
  const many = Array.from({ length: 400 }, (_, index) => aWrite(asset(`asset-${index}`, { description })));
  // The kernel's signal comes with the error; it arrives when the write is long over, so this stays.
  process.on('SIGXFSZ', () => undefined);
  limitFileSize('1000000');
  try {
    await t.rejects(store.write(aBatch({ put: many })), { name: 'CatalogueError', kind: 'unavailable' });
  } finally {
    limitFileSize('unlimited');
  }
  t.equal((await store.counts()).asset.published, 1, 'nothing of it is there');
  t.match(await store.write(aBatch({ put: many })), { added: 400 }, 'and it goes on when there is room');
  t.equal(await store.head(), 401);
});
