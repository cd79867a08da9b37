import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'libsql';
import { CatalogueError } from '../../domain/errors.ts';
import { inspectSqliteStore, type StoreFigures } from './inspect-sqlite-store.ts';
import { toStorageFailure } from './storage-failure.ts';
import { syncToDisk } from './sync-to-disk.ts';

export interface RestoringStore {
  from: string;
  /** Where the service looks for its store. */
  file: string;
  /** Databases made from the store's changes, which begin anew. */
  derived: readonly string[];
  /** Also when the store there is newer than what is restored, or cannot be read. */
  replace: boolean;
  now: () => Date;
}

export interface RestoredStore extends StoreFigures {
  /** Where the store that was there is now. */
  keptAs?: string;
}

const beside = ['-wal', '-shm', '-journal'];

/**
 * Puts a backup in the place of a store that nobody has open, and keeps the one that was there. Errors: CatalogueError 'not-found' and
 * 'invalid' for what is to be restored, 'conflict' when the store there is in use, or newer and not to be replaced.
 */
export async function restoreSqliteStore(restoring: RestoringStore): Promise<RestoredStore> {
  const { from, file, replace, now } = restoring;
  if (!existsSync(from)) {
    const message = `There is no file ${from}`;
    throw new CatalogueError('not-found', message, [{ field: 'from', message }]);
  }
  if (existsSync(`${from}-wal`)) {
    const message = 'is a store in use, not a backup of one; npm run backup makes one';
    throw new CatalogueError('invalid', `The file ${message}`, [{ field: 'from', message }]);
  }
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.restoring`;
  try {
    await copyFile(from, unfinished);
    const figures = inspectSqliteStore(unfinished);
    await syncToDisk(unfinished);
    const keptAs = existsSync(file) ? `${file}.before-restore-${stamp(now())}` : undefined;
    if (keptAs !== undefined) {
      refuseWhereInUse(file);
      if (!replace) refuseWhereNewer(file, figures);
      await keep(file, keptAs);
    }
    await rename(unfinished, file);
    for (const suffix of beside) await rm(`${file}${suffix}`, { force: true });
    for (const path of restoring.derived) await removeDatabase(path);
    await syncToDisk(dirname(file));
    return { ...figures, ...(keptAs !== undefined && { keptAs }) };
  } finally {
    await removeDatabase(unfinished);
  }
}

/**
 * Whoever has a store open, if only for reading, shares a lock on its file until it closes or dies. Leaving the write-ahead log needs that
 * lock alone, and brings what is in the log into the file.
 */
function refuseWhereInUse(file: string): void {
  const database = new Database(file);
  try {
    // Not pragma(): libsql leaves its statement open when it fails, and the lock with it.
    database.exec('pragma busy_timeout = 0; pragma journal_mode = DELETE');
  } catch (error) {
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))) return;
    if (!/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))) throw toStorageFailure(error);
    const message = `${file} is in use: stop the service and whatever else has it open`;
    throw new CatalogueError('conflict', message, [{ field: 'file', message }]);
  } finally {
    database.close();
  }
}

function refuseWhereNewer(file: string, restored: StoreFigures): void {
  const there = figuresOf(file);
  if (there !== undefined && there.newestChange <= restored.newestChange) return;
  const message =
    there === undefined
      ? 'The store that is there cannot be read; --replace puts the backup in its place'
      : `The store that is there is newer: it has ${there.newestChange} changes, the backup ${restored.newestChange}; --replace goes back`;
  throw new CatalogueError('conflict', message, [{ field: 'replace', message }]);
}

function figuresOf(file: string): StoreFigures | undefined {
  try {
    return inspectSqliteStore(file);
  } catch (error) {
    if (error instanceof CatalogueError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

/** A copy, so that at no moment there is no store: a service that starts then would make an empty one. */
async function keep(file: string, keptAs: string): Promise<void> {
  for (const suffix of ['', ...beside].filter((name) => existsSync(`${file}${name}`)))
    await copyFile(`${file}${suffix}`, `${keptAs}${suffix}`, constants.COPYFILE_FICLONE);
  await syncToDisk(keptAs);
}

async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', ...beside]) await rm(`${path}${suffix}`, { force: true });
}

function stamp(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
