import type { CatalogueStore } from '../../ports/catalogue-store.ts';
import { lockPostgresWrites } from './lock-postgres-writes.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgresConnection } from './postgres-connection.ts';
import { postgresReads } from './postgres-reads.ts';
import { recordStoreOnKysely } from './record-store-on-kysely.ts';
import { rewritePostgresTables } from './rewrite-postgres-tables.ts';

export interface PostgresRecordStoreOptions {
  url: string;
  /** How many connections may read at a time; one more writes. */
  readers?: number;
  /** How long a read or write waits for its turn before it is refused as 'unavailable'. */
  waitMs?: number;
}

/** Opens the store and brings its tables up to date; the database must exist. Any number of processes may have it open. */
export async function openPostgresRecordStore({
  url,
  readers = 8,
  waitMs = 5000,
}: PostgresRecordStoreOptions): Promise<CatalogueStore> {
  await migratePostgres(url);
  const reader = openPostgresConnection({ url, waitMs, most: readers });
  // Writes follow one another anyway; waiting for their turn, they must not keep readers from a connection.
  const writer = openPostgresConnection({ url, waitMs, most: 1, statementTimeoutMs: 60_000 });
  return recordStoreOnKysely({
    reader: reader.db,
    writer: writer.db,
    reads: postgresReads(reader),
    lockWrites: lockPostgresWrites,
    rewrite: () => rewritePostgresTables(writer.db),
    close: async () => {
      await Promise.all([reader.close(), writer.close()]);
    },
  });
}
