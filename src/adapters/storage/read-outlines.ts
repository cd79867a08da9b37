import type { Kysely } from 'kysely';
import type { SightingOutline } from '../../domain/enrichment/sighting.ts';
import type { Tables } from './tables.ts';

/** Of every sighting, without what was read of it. */
export async function readOutlines(db: Kysely<Tables>): Promise<SightingOutline[]> {
  const rows = await db.selectFrom('sightings').select(['id', 'document']).orderBy('id').execute();
  const read = await db
    .selectFrom('observations')
    .select(['id', (all) => all.fn.max('at').as('at')])
    .groupBy('id')
    .execute();
  const pushed = await db
    .selectFrom('facets')
    .select(['id', 'value'])
    .where('name', '=', 'pushedAt')
    .execute();
  const readAt = new Map(read.map(({ id, at }) => [id, at]));
  const pushedAt = new Map(pushed.map(({ id, value }) => [id, JSON.parse(value) as string | null]));
  return rows.map(({ id, document }) => {
    const { facets: _, ...outline } = JSON.parse(document) as SightingOutline & { facets: unknown };
    return {
      ...outline,
      ...(readAt.has(id) && { readAt: readAt.get(id) }),
      ...(pushedAt.has(id) && { pushedAt: pushedAt.get(id) }),
    };
  });
}
