import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CatalogueError } from '../../domain/errors.ts';
import { inspectSqliteStore, type StoreFigures } from './inspect-sqlite-store.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import { orUnavailable } from './storage-failure.ts';
import { syncToDisk } from './sync-to-disk.ts';

/**
 * Writes a copy of a store, as of one moment, while others read and write it. The copy is checked from end to end and is on the disk, under
 * its name, when the promise resolves. Errors: CatalogueError 'not-found', 'conflict' where the copy's name is taken, 'unavailable'.
 */
export async function backupSqliteStore({ file, to }: { file: string; to: string }): Promise<StoreFigures> {
  if (!existsSync(file)) throw new CatalogueError('not-found', `There is no store ${file}`);
  if (existsSync(to)) {
    const message = `${to} exists already; a backup replaces nothing`;
    throw new CatalogueError('conflict', message, [{ field: 'to', message }]);
  }
  await mkdir(dirname(to), { recursive: true });
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { force: true });
  try {
    const connection = openLibsqlConnection(file, ['busy_timeout = 5000']);
    try {
      connection.copyInto(unfinished);
    } finally {
      connection.close();
    }
    const figures = orUnavailable(() => inspectSqliteStore(unfinished));
    await syncToDisk(unfinished);
    await rename(unfinished, to);
    await syncToDisk(dirname(to));
    return figures;
  } finally {
    await rm(unfinished, { force: true });
  }
}
