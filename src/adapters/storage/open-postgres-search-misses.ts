import type { SearchMisses } from '../../ports/search-misses.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgresConnection } from './postgres-connection.ts';
import { searchMissesOnKysely } from './search-misses-on-kysely.ts';

/** Opens the counts in the store's own database, on a connection of their own. */
export async function openPostgresSearchMisses({ url }: { url: string }): Promise<SearchMisses> {
  await migratePostgres(url);
  const connection = openPostgresConnection({ url, most: 1 });
  return searchMissesOnKysely(connection.db, () => connection.close());
}
