import type { Kysely } from 'kysely';
import { textIn } from './text-column.ts';

/** Who does a job that one process does at a time; `beat` grows with every renewal. */
export async function createLeases(db: Kysely<unknown>): Promise<void> {
  const text = textIn(db);
  await db.schema
    .createTable('leases')
    .addColumn('job', text, (column) => column.primaryKey())
    .addColumn('holder', text, (column) => column.notNull())
    .addColumn('token', text, (column) => column.notNull())
    .addColumn('beat', 'integer', (column) => column.notNull())
    .addColumn('until_ms', 'bigint', (column) => column.notNull())
    .execute();
}
