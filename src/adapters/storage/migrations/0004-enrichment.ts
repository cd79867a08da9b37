import type { Kysely } from 'kysely';
import { textIn } from './text-column.ts';

/** What was observed of repositories and other addresses, what is proposed from it, and the runs that observed it. */
export async function createEnrichment(db: Kysely<unknown>): Promise<void> {
  const text = textIn(db);
  await db.schema
    .createTable('sightings')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('host_id', text)
    .addColumn('document', text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sightings_by_host_id').on('sightings').column('host_id').execute();

  await db.schema
    .createTable('facets')
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('facets_pk', ['id', 'name'])
    .execute();

  await db.schema
    .createTable('observations')
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('nr', 'integer', (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('outcome', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('observations_pk', ['id', 'nr'])
    .execute();

  await db.schema
    .createTable('proposals')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('enrichment_runs')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('document', text, (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('link_sightings')
    .addColumn('address', text, (column) => column.primaryKey())
    .addColumn('document', text, (column) => column.notNull())
    .execute();
}
