import { type Kysely, sql } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
import type { Tables } from './tables.ts';

const rewritten = [
  ...['records', 'superseded', 'terms', 'entries', 'superseded_entries', 'entry_terms', 'changes'],
  ...['notes', 'proposals', 'kept', 'search_misses'],
];

/** Makes the tables' files anew from what is in them. The server's own log and what was archived of it are its operator's. */
export async function rewritePostgresTables(db: Kysely<Tables>): Promise<boolean> {
  try {
    for (const table of rewritten) await sql`vacuum (full) ${sql.table(table)}`.execute(db);
    return true;
  } catch (error) {
    if (error instanceof CatalogueError && error.kind === 'unavailable') return false;
    throw error;
  }
}
