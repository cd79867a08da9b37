import { DEFAULT_MIGRATION_TABLE, type Kysely, type Migration, Migrator, sql } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
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
  await refuseNewer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => wanted } });
  // Looking first spares every later start the wait for a writer, such as an import in another process.
  const known = await migrator.getMigrations();
  if (known.every((migration) => migration.executedAt !== undefined)) return [];
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** A version that does not know what a newer one made of the tables would read and write them wrongly. */
async function refuseNewer(db: Kysely<Tables>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return;
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  const unknown = rows.map(({ name }) => name).filter((name) => migrations[name] === undefined);
  if (unknown.length === 0) return;
  const message = `The store was made by a newer version of this service (${unknown.sort().join(', ')}): start that one, or restore a backup from before it`;
  throw new CatalogueError('unavailable', message);
}
