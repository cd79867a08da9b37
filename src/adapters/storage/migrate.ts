import { type Kysely, type Migration, Migrator } from 'kysely';
import { createRecords } from './migrations/0001-records.ts';
import { createSearchMisses } from './migrations/0002-search-misses.ts';
import { createLeases } from './migrations/0003-leases.ts';
import { createEnrichment } from './migrations/0004-enrichment.ts';
import { createEntries } from './migrations/0005-entries.ts';
import type { Tables } from './tables.ts';

const leases: Record<string, Migration> = { '0003-leases': { up: createLeases } };

/** In the order they are run; a migration that has been released is never edited. */
const migrations: Record<string, Migration> = {
  '0001-records': { up: createRecords },
  '0002-search-misses': { up: createSearchMisses },
  ...leases,
  '0004-enrichment': { up: createEnrichment },
  '0005-entries': { up: createEntries },
};

export const migrationNames: readonly string[] = Object.keys(migrations);

/** Brings the tables up to date. Names of the migrations that were run, none when there was nothing to do. */
export function migrate(db: Kysely<Tables>): Promise<string[]> {
  return runMigrations(db, migrations);
}

/** The same for a database that holds leases and nothing else. */
export function migrateLeases(db: Kysely<Tables>): Promise<string[]> {
  return runMigrations(db, leases);
}

async function runMigrations(db: Kysely<Tables>, wanted: Record<string, Migration>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => wanted } });
  // Looking first spares every later start the wait for a writer, such as an import in another process.
  const known = await migrator.getMigrations();
  if (known.every((migration) => migration.executedAt !== undefined)) return [];
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
}
