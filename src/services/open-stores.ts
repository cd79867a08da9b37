import { openSqliteEnrichmentStore } from '../adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../adapters/storage/open-sqlite-record-store.ts';
import { openSqliteSearchMisses } from '../adapters/storage/open-sqlite-search-misses.ts';
import type { Config } from '../config.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { Leases } from '../ports/leases.ts';
import type { SearchMisses } from '../ports/search-misses.ts';
import { fileIn } from './file-in.ts';

type StoreConfig = Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>;

/** `file`: where an SQLite store is. */
export type OpenStore = CatalogueStore & { readonly file?: string };

// What only some set-ups need is loaded where it is needed: the others do without its memory.
export async function openStore({ DATA_DIR, DATABASE_URL: url }: StoreConfig): Promise<OpenStore> {
  if (url === undefined) return openSqliteRecordStore({ file: await fileIn(DATA_DIR, 'catalogue.db') });
  const { openPostgresRecordStore } = await import('../adapters/storage/open-postgres-record-store.ts');
  return openPostgresRecordStore({ url });
}

/** What was observed, in the same database as the records. */
export async function openEnrichment(
  { DATA_DIR, DATABASE_URL: url }: StoreConfig,
  { file }: OpenStore,
): Promise<EnrichmentStore> {
  if (url === undefined) {
    return openSqliteEnrichmentStore({ file: file ?? (await fileIn(DATA_DIR, 'catalogue.db')) });
  }
  const { openPostgresEnrichmentStore } = await import(
    '../adapters/storage/open-postgres-enrichment-store.ts'
  );
  return openPostgresEnrichmentStore({ url });
}

export async function openMisses({ DATA_DIR, DATABASE_URL: url }: StoreConfig): Promise<SearchMisses> {
  if (url === undefined) return openSqliteSearchMisses({ file: await fileIn(DATA_DIR, 'catalogue.db') });
  const { openPostgresSearchMisses } = await import('../adapters/storage/open-postgres-search-misses.ts');
  return openPostgresSearchMisses({ url });
}

export async function openLeases({ DATA_DIR, DATABASE_URL: url }: StoreConfig): Promise<Leases> {
  if (url === undefined) {
    const { openSqliteLeases } = await import('../adapters/storage/open-sqlite-leases.ts');
    return openSqliteLeases({ file: await fileIn(DATA_DIR, 'leases.db') });
  }
  const { openPostgresLeases } = await import('../adapters/storage/open-postgres-leases.ts');
  return openPostgresLeases({ url });
}
