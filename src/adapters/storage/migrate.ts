import { type Kysely, type Migration, Migrator } from 'kysely';
import { createRecords } from './migrations/0001-records.ts';
import { createSearchMisses } from './migrations/0002-search-misses.ts';
import { createLeases } from './migrations/0003-leases.ts';
import type { Tables } from './tables.ts';

/** In the order they are run; a migration that has been released is never edited. */
const migrations: Record<string, Migration> = {
  '0001-records': { up: createRecords },
  '0002-search-misses': { up: createSearchMisses },
  '0003-leases': { up: createLeases },
};

/** Brings the tables up to date. Names of the migrations that were run, none when there was nothing to do. */
export async function migrate(db: Kysely<Tables>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  // Looking first spares every later start the wait for a writer, such as an import in another process.
  const known = await migrator.getMigrations();
  if (known.every((migration) => migration.executedAt !== undefined)) return [];
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
}
