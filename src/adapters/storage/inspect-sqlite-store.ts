import Database from 'libsql';
import { CatalogueError } from '../../domain/errors.ts';
import { migrationNames } from './migrate.ts';

export interface StoreFigures {
  /** Number and time of the newest change, 0 and absent in an empty store. */
  newestChange: number;
  newestAt?: string;
  /** Published ones. */
  records: number;
}

/**
 * Reads a store's file from end to end: that the database is whole, is a store of this service, of no newer version than this one, and
 * that its change log has no gap. Errors: CatalogueError 'invalid'.
 */
export function inspectSqliteStore(file: string): StoreFigures {
  let database: Database.Database | undefined;
  try {
    database = new Database(file);
    database.exec('pragma query_only = ON');
    return readFigures(database);
  } catch (error) {
    if (error instanceof CatalogueError || !(error instanceof Error)) throw error;
    throw invalidStore(`is no database of the catalogue (${error.message})`, error);
  } finally {
    database?.close();
  }
}

function readFigures(database: Database.Database): StoreFigures {
  const all = <T>(sql: string) => database.prepare(sql).all() as T[];
  const [found] = all<{ integrity_check: string }>('pragma integrity_check');
  if (found?.integrity_check !== 'ok') throw invalidStore(`is damaged: ${found?.integrity_check}`);
  const unknown = all<{ name: string }>('select name from kysely_migration').filter(
    ({ name }) => !migrationNames.includes(name),
  );
  if (unknown[0] !== undefined)
    throw invalidStore(`comes from a newer version of this service (${unknown[0].name})`);
  const [log] = all<{ count: number; newest: number | null; at: string | null }>(
    'select count(*) as count, max(seq) as newest, max(at) as at from changes',
  );
  const newestChange = log?.newest ?? 0;
  if (log?.count !== newestChange)
    throw invalidStore(`has gaps in its change log: ${log?.count} of ${newestChange} changes`);
  const [records] = all<{ count: number }>("select count(*) as count from records where state = 'published'");
  return { newestChange, ...(log.at !== null && { newestAt: log.at }), records: records?.count ?? 0 };
}

function invalidStore(message: string, cause?: Error): CatalogueError {
  const error = new CatalogueError('invalid', `The file ${message}`, [{ field: 'from', message }]);
  error.cause = cause;
  return error;
}
