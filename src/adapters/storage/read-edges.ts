import type { Kysely } from 'kysely';
import type { RecordKind } from '../../domain/ids.ts';
import type { Tables } from './tables.ts';

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
