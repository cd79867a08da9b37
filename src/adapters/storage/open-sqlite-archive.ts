import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
import type { StoreArchive } from '../../ports/store-archive.ts';
import { archiveOnKysely } from './archive-on-kysely.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import { migrate } from './migrate.ts';

export interface SqliteArchiveOptions {
  file: string;
  /** Otherwise an empty store is made where there is none. */
  mustExist: boolean;
}

export async function openSqliteArchive({ file, mustExist }: SqliteArchiveOptions): Promise<StoreArchive> {
  if (mustExist && !existsSync(file)) {
    const message = `There is no file ${file}`;
    throw new CatalogueError('not-found', message, [{ field: 'from', message }]);
  }
  await mkdir(dirname(file), { recursive: true });
  const connection = openLibsqlConnection(file, [
    'busy_timeout = 5000',
    'journal_mode = WAL',
    'synchronous = FULL',
  ]);
  try {
    await migrate(connection.db);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    read: (reading) =>
      connection.db.connection().execute(async (db) => {
        // Not the `begin` of a transaction, which keeps other writers out: those may go on, unseen.
        await sql`begin deferred`.execute(db);
        try {
          return await reading(archiveOnKysely(db));
        } finally {
          await sql`rollback`.execute(db);
        }
      }),
    fill: (filling) => connection.db.transaction().execute((trx) => filling(archiveOnKysely(trx))),
    async close() {
      connection.close();
    },
  };
}
