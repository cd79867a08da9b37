import type { Kysely } from 'kysely';
import { textIn } from './text-column.ts';

/** Records with what they are found by, the documents they had before, and the log of what changed. */
export async function createRecords(db: Kysely<unknown>): Promise<void> {
  const text = textIn(db);
  await db.schema
    .createTable('records')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('origin', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('merged_into', text)
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addColumn('document_hash', text, (column) => column.notNull())
    .addColumn('edges_hash', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('records_pk', ['kind', 'id'])
    .execute();
  await db.schema.createIndex('records_by_state').on('records').columns(['kind', 'state', 'id']).execute();
  await db.schema
    .createIndex('records_by_time')
    .on('records')
    .columns(['kind', 'updated_at', 'id'])
    .execute();

  await db.schema
    .createTable('superseded')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('superseded_pk', ['kind', 'id', 'revision'])
    .execute();

  await db.schema
    .createTable('aliases')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('alias', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('aliases_pk', ['kind', 'alias'])
    .execute();
  await db.schema.createIndex('aliases_by_record').on('aliases').columns(['kind', 'id']).execute();

  await db.schema
    .createTable('links')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('to_kind', text, (column) => column.notNull())
    .addColumn('to_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('links_pk', ['to_kind', 'to_id', 'kind', 'id', 'name'])
    .execute();
  await db.schema.createIndex('links_by_record').on('links').columns(['kind', 'id']).execute();

  await db.schema
    .createTable('terms')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('terms_pk', ['kind', 'name', 'value', 'id'])
    .execute();
  await db.schema.createIndex('terms_by_record').on('terms').columns(['kind', 'id']).execute();

  await db.schema
    .createTable('changes')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('changes_by_record').on('changes').columns(['kind', 'id', 'seq']).execute();

  await db.schema
    .createTable('notes')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute();
}
