import type { Kysely } from 'kysely';
import { textIn } from './text-column.ts';

/** What people bring in beside the records, what it was before, what it is found by; and values that are forgotten after a time. */
export async function createEntries(db: Kysely<unknown>): Promise<void> {
  const text = textIn(db);
  await db.schema
    .createTable('entries')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_pk', ['kind', 'id'])
    .execute();
  await db.schema
    .createIndex('entries_by_state')
    .on('entries')
    .columns(['kind', 'state', 'created_at', 'id'])
    .execute();

  await db.schema
    .createTable('entry_terms')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('entry_terms_pk', ['kind', 'name', 'value', 'id'])
    .execute();
  await db.schema.createIndex('entry_terms_by_entry').on('entry_terms').columns(['kind', 'id']).execute();

  await db.schema
    .createTable('superseded_entries')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('superseded_entries_pk', ['kind', 'id', 'revision'])
    .execute();

  await db.schema
    .createTable('kept')
    .addColumn('space', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('expires_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('kept_pk', ['space', 'key'])
    .execute();
  await db.schema.createIndex('kept_by_time').on('kept').column('expires_at').execute();
}
