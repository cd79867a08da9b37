import type { EnrichmentStore } from '../../ports/enrichment-store.ts';
import { enrichmentStoreOnKysely } from './enrichment-store-on-kysely.ts';
import { lockPostgresWrites } from './lock-postgres-writes.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgresConnection } from './postgres-connection.ts';

/** Opens what was observed, in the record store's own database, on connections of its own. */
export async function openPostgresEnrichmentStore({ url }: { url: string }): Promise<EnrichmentStore> {
  await migratePostgres(url);
  const connection = openPostgresConnection({ url, most: 3, statementTimeoutMs: 60_000 });
  return enrichmentStoreOnKysely({
    db: connection.db,
    lockWrites: lockPostgresWrites,
    close: () => connection.close(),
  });
}
