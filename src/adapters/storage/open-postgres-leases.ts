import { type RawBuilder, sql } from 'kysely';
import type { Leases } from '../../ports/leases.ts';
import type { LeaseTimes } from './hold-lease.ts';
import { leasesOnKysely } from './leases-on-kysely.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgresConnection } from './postgres-connection.ts';

export interface PostgresLeasesOptions {
  url: string;
  times?: LeaseTimes;
  /** The database's own clock, because those of the machines may differ. */
  now?: () => RawBuilder<number>;
}

const databaseNow = () => sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Opens the leases in the store's own database, on a connection of their own: a renewal waits for no other query. */
export async function openPostgresLeases({
  url,
  times,
  now = databaseNow,
}: PostgresLeasesOptions): Promise<Leases> {
  await migratePostgres(url);
  const connection = openPostgresConnection({ url, most: 1, waitMs: 2000, statementTimeoutMs: 2000 });
  return leasesOnKysely(connection.db, { now, times, close: () => connection.close() });
}
