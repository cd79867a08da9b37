import type { Kysely } from 'kysely';
import { textIn } from './text-column.ts';

/** Queries that found nothing, by text and day. */
export async function createSearchMisses(db: Kysely<unknown>): Promise<void> {
  const text = textIn(db);
  await db.schema
    .createTable('search_misses')
    .addColumn('text', text, (column) => column.notNull())
    .addColumn('day', text, (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_misses_pk', ['text', 'day'])
    .execute();
}
