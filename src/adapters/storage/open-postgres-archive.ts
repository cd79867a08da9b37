import { sql } from 'kysely';
import type { StoreArchive } from '../../ports/store-archive.ts';
import { archiveOnKysely } from './archive-on-kysely.ts';
import { archiveTableNames } from './archive-tables.ts';
import { lockPostgresWrites } from './lock-postgres-writes.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgresConnection } from './postgres-connection.ts';

export async function openPostgresArchive({ url }: { url: string }): Promise<StoreArchive> {
  await migratePostgres(url);
  const { db, close } = openPostgresConnection({ url, most: 1, statementTimeoutMs: 60_000 });
  return {
    read: (reading) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => reading(archiveOnKysely(trx))),
    async fill(filling) {
      const filled = await db.transaction().execute(async (trx) => {
        await lockPostgresWrites(trx);
        return await filling(archiveOnKysely(trx));
      });
      // The first queries need not wait until the database finds out by itself how many rows there are.
      await sql`analyze ${sql.join(archiveTableNames.map((table) => sql.table(table)))}`.execute(db);
      return filled;
    },
    close,
  };
}
