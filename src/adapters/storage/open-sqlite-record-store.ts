import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CatalogueStore } from '../../ports/catalogue-store.ts';
import { type LibsqlConnection, openLibsqlConnection } from './libsql-connection.ts';
import { migrate } from './migrate.ts';
import { preparedReads } from './prepared-reads.ts';
import { recordStoreOnKysely } from './record-store-on-kysely.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import { rewriteSqliteFiles } from './rewrite-sqlite-files.ts';

export interface SqliteRecordStoreOptions {
  /** `:memory:` gives a store of its own that is gone when it is closed. */
  file: string;
  /** How long a write waits for other processes before it is refused as 'unavailable'. */
  busyTimeoutMs?: number;
}

/** `file` is where it is, for what else is kept in it. */
export type SqliteRecordStore = CatalogueStore & { readonly file: string };

/** Opens the store and brings its tables up to date; creates the file, and its folder, when they are not there. */
export async function openSqliteRecordStore({
  file,
  busyTimeoutMs = 5000,
}: SqliteRecordStoreOptions): Promise<SqliteRecordStore> {
  // Reads have a connection of their own, so that they never see half of a write. Two connections cannot share memory, so the store in
  // memory is a file in the temporary folder.
  const temporary = file === ':memory:' ? await mkdtemp(join(tmpdir(), 'catalogue-')) : undefined;
  const path = temporary === undefined ? file : join(temporary, 'store.db');
  const synchronous = temporary === undefined ? 'FULL' : 'OFF';
  await mkdir(dirname(path), { recursive: true });
  const writer = await retryWhileBusy(() => openWriter(path, synchronous), busyTimeoutMs);
  const reader = openReader(path, busyTimeoutMs);
  const store = recordStoreOnKysely({
    reader: reader.db,
    writer: writer.db,
    attempt: (write) => retryWhileBusy(write, busyTimeoutMs),
    reads: preparedReads(reader),
    rewrite: () => rewriteSqliteFiles(writer.db, busyTimeoutMs),
    close: async () => {
      reader.close();
      writer.close();
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    },
  });
  return { ...store, file: path };
}

async function openWriter(path: string, synchronous: 'FULL' | 'OFF'): Promise<LibsqlConnection> {
  const connection = openLibsqlConnection(path, [
    // SQLite would wait by blocking the whole process; writes are repeated instead.
    'busy_timeout = 0',
    // In KiB. With SQLite's 2 MB an import writes its index pages again and again.
    'cache_size = -16000',
    'journal_mode = WAL',
    `synchronous = ${synchronous}`,
  ]);
  try {
    await migrate(connection.db);
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

function openReader(path: string, busyTimeoutMs: number): LibsqlConnection {
  return openLibsqlConnection(path, [`busy_timeout = ${busyTimeoutMs}`, 'query_only = ON']);
}
