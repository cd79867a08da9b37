import type { EnrichmentStore } from '../../ports/enrichment-store.ts';
import { enrichmentStoreOnKysely } from './enrichment-store-on-kysely.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import { migrate } from './migrate.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

export interface SqliteEnrichmentStoreOptions {
  /** The record store's file. */
  file: string;
  /** How long a write waits for other processes before it is refused as 'unavailable'. */
  busyTimeoutMs?: number;
}

/** Opens what was observed, in the record store's own file, on a connection of its own. */
export async function openSqliteEnrichmentStore({
  file,
  busyTimeoutMs = 5000,
}: SqliteEnrichmentStoreOptions): Promise<EnrichmentStore> {
  return retryWhileBusy(async () => {
    const connection = openLibsqlConnection(file, [
      // SQLite would wait by blocking the whole process; writes are repeated instead.
      'busy_timeout = 0',
      'journal_mode = WAL',
      'synchronous = FULL',
    ]);
    try {
      await migrate(connection.db);
    } catch (error) {
      connection.close();
      throw error;
    }
    const findIds = connection.prepareRead(
      'select s.id from json_each(?) i join sightings s on s.id = i.value order by i.key',
    );
    return enrichmentStoreOnKysely({
      db: connection.db,
      seen: (ids) => (ids.length === 0 ? [] : findIds([JSON.stringify(ids)]).map(([id]) => String(id))),
      attempt: (write) => retryWhileBusy(write, busyTimeoutMs),
      close: () => connection.close(),
    });
  }, busyTimeoutMs);
}
