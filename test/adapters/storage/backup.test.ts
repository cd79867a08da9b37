import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import t, { type Test } from 'tap';
import { backupSqliteStore } from '../../../src/adapters/storage/backup-sqlite-store.ts';
import { openSqliteRecordStore } from '../../../src/adapters/storage/open-sqlite-record-store.ts';
import { restoreSqliteStore } from '../../../src/adapters/storage/restore-sqlite-store.ts';
import type { RecordStore } from '../../../src/ports/record-store.ts';
import { aBatch, asset, aWrite } from '../../support/record-store-contract.ts';
import { storageSources, transpileSources } from '../../support/transpile-sources.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const titled = (id: string, title: string) => aBatch({ put: [aWrite(asset(id, { title }))] });

async function openFor(t: Test, file: string): Promise<RecordStore> {
  const store = await openSqliteRecordStore({ file });
  t.teardown(() => store.close());
  return store;
}

/**
 * A folder with a store of so many changes that no process has open, `add` to add a change to it, and how to restore into it. The store is
 * a copy of one that this process has open: libsql lets go of a file that was closed only when its statements are collected.
 */
async function storeOf(t: Test, changes: number) {
  const folder = t.testdir({ data: {} });
  const original = join(folder, 'original.db');
  const file = join(folder, 'data', 'catalogue.db');
  const store = await openFor(t, original);
  async function add(title: string): Promise<void> {
    await store.write(titled('bops', title));
    await rm(file, { force: true });
    await backupSqliteStore({ file: original, to: file });
  }
  for (let count = 1; count <= changes; count += 1) await add(`version ${count}`);
  const restore = (from: string, replace = false) =>
    restoreSqliteStore({
      from,
      file,
      replace,
      derived: [join(folder, 'data', 'search.db')],
      now: () => new Date('2026-02-03T04:05:06.789Z'),
    });
  return { folder, file, add, restore };
}

t.test('a backup that is made while others write is a whole store of one moment', async (t) => {
  const folder = t.testdir();
  const file = join(folder, 'catalogue.db');
  const store = await openFor(t, file);
  await store.write(aBatch({ put: [aWrite(asset('first'))] }));
  let writing = true;
  let written = 1;
  const writer = (async () => {
    while (writing) {
      await store.write(aBatch({ put: [aWrite(asset(`a-${written}`)), aWrite(asset(`b-${written}`))] }));
      written += 2;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (const name of ['one', 'two', 'three']) {
    const atLeast = written;
    const to = join(folder, 'backups', `${name}.db`);
    const figures = await backupSqliteStore({ file, to });
    t.ok(figures.newestChange >= atLeast, 'what was written before is in it');
    t.equal(figures.records, figures.newestChange, 'no half of a write');
    const copy = await openFor(t, to);
    t.equal(await copy.head(), figures.newestChange);
    t.equal((await copy.changesSince(0, 10_000)).length, figures.newestChange);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  writing = false;
  await writer;
  t.same(
    (await readdir(join(folder, 'backups'))).filter((name) => name.includes('unfinished')),
    [],
    'nothing unfinished is left',
  );
});

t.test('a backup replaces nothing, and is of a store', async (t) => {
  const { folder, file } = await storeOf(t, 1);
  await writeFile(join(folder, 'taken.db'), 'mine');
  await t.rejects(backupSqliteStore({ file, to: join(folder, 'taken.db') }), {
    name: 'CatalogueError',
    kind: 'conflict',
    faults: [{ field: 'to' }],
  });
  t.equal(await readFile(join(folder, 'taken.db'), 'utf8'), 'mine');
  const absent = join(folder, 'absent.db');
  await t.rejects(backupSqliteStore({ file: absent, to: join(folder, 'x.db') }), {
    name: 'CatalogueError',
    kind: 'not-found',
  });
  t.notOk(existsSync(absent), 'and makes none');
});

t.test('a restored store is the one that was backed up; the other is kept, its index is not', async (t) => {
  const { folder, file, add, restore } = await storeOf(t, 2);
  const backup = join(folder, 'backup.db');
  await copyFile(file, backup);
  await add('after the backup');
  for (const name of ['search.db', 'search.db-wal']) await writeFile(join(folder, 'data', name), 'derived');

  await t.rejects(restore(backup), {
    name: 'CatalogueError',
    kind: 'conflict',
    message: /newer: it has 3 changes, the backup 2; --replace/,
  });
  t.ok(existsSync(join(folder, 'data', 'search.db')), 'a refusal changes nothing');

  const restored = await restore(backup, true);
  t.match(restored, { newestChange: 2, records: 1, keptAs: `${file}.before-restore-20260203T040506Z` });
  t.same((await readdir(join(folder, 'data'))).sort(), [
    'catalogue.db',
    'catalogue.db.before-restore-20260203T040506Z',
  ]);
  const again = await openFor(t, file);
  t.match(await again.find('asset', 'bops'), { revision: 2, document: { title: 'version 2' } });
  const kept = await openFor(t, restored.keptAs ?? '');
  t.match(await kept.find('asset', 'bops'), { revision: 3, document: { title: 'after the backup' } });
});

t.test('a store is restored where there is none, and where there is an older one', async (t) => {
  const { folder, file, restore } = await storeOf(t, 2);
  const backup = join(folder, 'backup.db');
  await copyFile(file, backup);
  t.match(await restore(backup), { newestChange: 2 }, 'the same one needs no leave');
  const elsewhere = join(folder, 'new', 'catalogue.db');
  const options = { from: backup, file: elsewhere, derived: [], replace: false, now: () => new Date() };
  t.notOk((await restoreSqliteStore(options)).keptAs);
  const store = await openFor(t, elsewhere);
  t.match(await store.find('asset', 'bops'), { revision: 2 });
});

t.test('a store that a process has open is not replaced', async (t) => {
  const { folder, file, restore } = await storeOf(t, 1);
  const backup = join(folder, 'backup.db');
  await copyFile(file, backup);
  const script = `
    const { default: Database } = await import('libsql');
    const database = new Database(${JSON.stringify(file)});
    database.exec('pragma journal_mode = WAL; pragma query_only = ON');
    database.prepare('select count(*) from records').all();
    process.stdout.write('open');
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ended = once(other, 'exit');
  t.teardown(() => other.kill('SIGKILL'));
  await once(other.stdout, 'data');
  await t.rejects(restore(backup, true), { name: 'CatalogueError', kind: 'conflict', message: /in use/ });
  other.kill('SIGKILL');
  await ended;
  t.match(await restore(backup), { newestChange: 1 }, 'a dead process has nothing open');
});

t.test('what is no sound backup is refused, saying why, and nothing changes', async (t) => {
  const { folder, file, restore } = await storeOf(t, 2);
  const backup = join(folder, 'backup.db');
  await copyFile(file, backup);
  const before = await readFile(file);

  async function spoilt(name: string, spoil: (path: string) => unknown): Promise<string> {
    const path = join(folder, name);
    await copyFile(backup, path);
    await spoil(path);
    return path;
  }
  const change = (sql: string) => (path: string) => {
    const database = new Database(path);
    database.exec(sql);
    database.close();
  };
  const overwrite = async (path: string) => {
    const handle = await open(path, 'r+');
    await handle.write(Buffer.alloc(4096, 7), 0, 4096, 4096);
    await handle.close();
  };
  const refused: [string, (path: string) => unknown, RegExp][] = [
    ['letter.db', (path) => writeFile(path, 'Dear council, '.repeat(500)), /no database of the catalogue/],
    ['other.db', change('drop table changes'), /no database of the catalogue/],
    ['torn.db', overwrite, /damaged|no database of the catalogue/],
    ['gap.db', change('delete from changes where seq = 1'), /gaps in its change log: 1 of 2/],
    [
      'newer.db',
      change("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00Z')"),
      /newer version of this service \(9999-later\)/,
    ],
    ['open.db', (path) => writeFile(`${path}-wal`, ''), /in use, not a backup/],
  ];
  for (const [name, spoil, message] of refused) {
    const path = await spoilt(name, spoil);
    await t.rejects(
      restore(path, true),
      { name: 'CatalogueError', kind: 'invalid', message, faults: [{ field: 'from' }] },
      name,
    );
  }
  await t.rejects(restore(join(folder, 'absent.db')), { name: 'CatalogueError', kind: 'not-found' });
  t.ok(before.equals(await readFile(file)));
  t.same(await readdir(join(folder, 'data')), ['catalogue.db']);

  await writeFile(file, 'Dear council, '.repeat(500));
  await t.rejects(restore(backup), { name: 'CatalogueError', message: /cannot be read; --replace/ });
  t.match(await restore(backup, true), { newestChange: 2 });
});

t.test('the commands', async (t) => {
  const { folder, file } = await storeOf(t, 2);
  const backup = join(folder, 'backup.db');
  const compiled = join(folder, 'compiled');
  const own = ['backup', 'restore', 'store-copy'].map((name) => `scripts/${name}.ts`);
  const used = ['src/config.ts', 'src/progress.ts', 'src/use-cases/copy-store.ts'];
  await transpileSources(compiled, [...own, ...used, ...storageSources]);
  async function run(script: string, options: string[], environment: Record<string, string> = {}) {
    const child = spawn(process.execPath, [join(compiled, `scripts/${script}.js`), ...options], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATA_DIR: join(folder, 'data'),
        DATABASE_URL: '',
        ...environment,
      },
    });
    const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code: child.exitCode, out, errors };
  }
  const [done, postgres] = await Promise.all([
    run('backup', ['--to', backup]),
    run('backup', ['--to', file], { DATABASE_URL: 'postgres://u:secret@127.0.0.1/x' }),
  ]);
  t.match(done, { code: 0, out: /1 records up to change 2, checked/ });
  t.match(postgres, { code: 2, errors: /pg_dump/ });
  // One after the other: a backup that another process has open is refused.
  const restored = await run('restore', ['--from', backup]);
  const nonsense = await run('store-copy', [
    '--from',
    `sqlite:${backup}`,
    '--to',
    'mysql://me:secret@host/x',
  ]);
  const copied = await run('store-copy', ['--from', `sqlite:${backup}`, '--to', `sqlite:${file}.copy`]);
  t.match(copied, { code: 0, out: /the same on both sides[\s\S]*2 {2}changes +sha256/ });
  t.match(restored, { code: 0, out: /1 records up to change 2[\s\S]*kept as/ });
  t.match(nonsense, { code: 1, errors: /--to is not the address of a store: give sqlite:FILE or postgres:/ });
  t.notMatch(nonsense.out + nonsense.errors, /secret/);
});
