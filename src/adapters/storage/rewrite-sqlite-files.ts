import { type Kysely, sql } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Tables } from './tables.ts';

/**
 * Makes the file anew from what is in it, and empties the write-ahead log, so that neither holds what was deleted or replaced. Takes about a
 * second for a hundred megabytes, in which nobody writes.
 */
export async function rewriteSqliteFiles(db: Kysely<Tables>, timeoutMs: number): Promise<boolean> {
  try {
    await retryWhileBusy(() => sql`vacuum`.execute(db), timeoutMs);
    return await retryWhileBusy(async () => {
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
      return rows[0]?.busy === 0;
    }, timeoutMs);
  } catch (error) {
    if (error instanceof CatalogueError && error.kind === 'unavailable') return false;
    throw error;
  }
}
