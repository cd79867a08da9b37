import { CatalogueError } from '../../domain/errors.ts';

/** What to say when the database cannot be used at present; every other error is a fault of ours and passes through. */
const reasons: [RegExp, string][] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'The store is locked by another process.'],
  [/^SQLITE_FULL/, 'The disk is full.'],
  [/^SQLITE_IOERR/, 'The disk could not be read or written.'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/, 'The store cannot be opened for writing.'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'The store is damaged.'],
];

export function toStorageFailure(error: unknown): unknown {
  const code = sqliteCode(error);
  const reason = reasons.find(([pattern]) => pattern.test(code))?.[1];
  if (reason === undefined) return error;
  const failure = new CatalogueError('unavailable', reason);
  failure.cause = error;
  return failure;
}

/** Runs a step on the database; CatalogueError 'unavailable' where the database, not the step, is at fault. */
export function orUnavailable<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw toStorageFailure(error);
  }
}

/** Another process is writing: the same step may succeed in a moment. */
export function isBusy(error: unknown): boolean {
  return error instanceof CatalogueError && /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error.cause));
}

function sqliteCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (/Unable to open connection to local database/.test(error.message)) return 'SQLITE_CANTOPEN';
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
