import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Leases } from '../../ports/leases.ts';
import type { LeaseTimes } from './hold-lease.ts';
import { leasesOnKysely } from './leases-on-kysely.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import { migrateLeases } from './migrate.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

export interface SqliteLeasesOptions {
  /** A file of their own, beside the store's: an import keeps every other writer out of the store for as long as it takes. ":memory:" is for one process. */
  file: string;
  times?: LeaseTimes;
  /** Milliseconds from 1970; all processes on one file share their machine's clock. */
  now?: () => number;
}

const busyTimeoutMs = 2000;

export async function openSqliteLeases({
  file,
  times,
  now = Date.now,
}: SqliteLeasesOptions): Promise<Leases> {
  await mkdir(dirname(file), { recursive: true });
  return retryWhileBusy(async () => {
    const connection = openLibsqlConnection(file, [
      `busy_timeout = ${busyTimeoutMs}`,
      'journal_mode = WAL',
      'synchronous = NORMAL',
    ]);
    try {
      await migrateLeases(connection.db);
    } catch (error) {
      connection.close();
      throw error;
    }
    return leasesOnKysely(connection.db, {
      now: () => sql<number>`${now()}`,
      times,
      close: () => connection.close(),
    });
  }, busyTimeoutMs);
}
