import type { Kysely } from 'kysely';
import type { RecordKind, RecordRef } from '../../domain/ids.ts';
import type { Tables } from './tables.ts';

/** Published records with a link to this one. */
export function readLinksTo(
  db: Kysely<Tables>,
  { kind, id }: RecordRef,
): Promise<(RecordRef & { name: string })[]> {
  return db
    .selectFrom('links')
    .innerJoin('records', (join) =>
      join.onRef('records.kind', '=', 'links.kind').onRef('records.id', '=', 'links.id'),
    )
    .select(['links.kind as kind', 'links.id as id', 'links.name as name'])
    .where('to_kind', '=', kind)
    .where('to_id', '=', id)
    .where('records.state', '=', 'published')
    .orderBy('links.kind')
    .orderBy('links.id')
    .orderBy('links.name')
    .execute();
}

/** Most frequent first, then in order of the value. */
export async function readTermValues(
  db: Kysely<Tables>,
  kind: RecordKind,
  name: string,
): Promise<{ value: string; count: number }[]> {
  const rows = await db
    .selectFrom('terms')
    .innerJoin('records', (join) =>
      join.onRef('records.kind', '=', 'terms.kind').onRef('records.id', '=', 'terms.id'),
    )
    .select(['value', (all) => all.fn.countAll().as('count')])
    .where('terms.kind', '=', kind)
    .where('name', '=', name)
    .where('state', '=', 'published')
    .groupBy('value')
    .orderBy('count', 'desc')
    .orderBy('value')
    .execute();
  return rows.map(({ value, count }) => ({ value, count: Number(count) }));
}
