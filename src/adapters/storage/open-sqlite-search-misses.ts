import type { SearchMisses } from '../../ports/search-misses.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import { migrate } from './migrate.ts';
import { searchMissesOnKysely } from './search-misses-on-kysely.ts';

/** Opens the counts in the store's own file, on a connection of their own; ":memory:" keeps them nowhere. */
export async function openSqliteSearchMisses({
  file,
  busyTimeoutMs = 5000,
}: {
  file: string;
  busyTimeoutMs?: number;
}): Promise<SearchMisses> {
  // A lost count is no loss: it need not wait for the disk as records do.
  const connection = openLibsqlConnection(file, [
    `busy_timeout = ${busyTimeoutMs}`,
    'journal_mode = WAL',
    'synchronous = NORMAL',
  ]);
  await migrate(connection.db);
  return searchMissesOnKysely(connection.db, () => connection.close());
}
