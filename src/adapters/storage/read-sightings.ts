import type { Kysely } from 'kysely';
import type { Facet, Facets } from '../../domain/enrichment/facets.ts';
import type { Observation } from '../../domain/enrichment/observation.ts';
import type { Sighting } from '../../domain/enrichment/sighting.ts';
import { inChunks } from './chunks.ts';
import type { Tables } from './tables.ts';

type StoredSighting = Omit<Sighting, 'facets' | 'observations'> & {
  facets: Record<string, Omit<Facet, 'value'>>;
};

const batchSize = 100;

/** In the order asked; those that are not there are left out. */
export async function readSightings(db: Kysely<Tables>, ids: readonly string[]): Promise<Sighting[]> {
  const found = new Map<string, Sighting>();
  for (const chunk of inChunks([...new Set(ids)], batchSize)) {
    const rows = await db.selectFrom('sightings').selectAll().where('id', 'in', chunk).execute();
    for (const sighting of await complete(db, rows)) found.set(sighting.id, sighting);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

export async function readSightingsByHostId(db: Kysely<Tables>, hostId: string): Promise<Sighting[]> {
  const rows = await db
    .selectFrom('sightings')
    .selectAll()
    .where('host_id', '=', hostId)
    .orderBy('id')
    .execute();
  return complete(db, rows);
}

export async function* readAllSightings(db: Kysely<Tables>): AsyncGenerator<Sighting> {
  let after = '';
  while (true) {
    const rows = await db
      .selectFrom('sightings')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(batchSize)
      .execute();
    yield* await complete(db, rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < batchSize) return;
    after = last.id;
  }
}

async function complete(db: Kysely<Tables>, rows: readonly Tables['sightings'][]): Promise<Sighting[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const values = await db
    .selectFrom('facets')
    .select(['id', 'name', 'value'])
    .where('id', 'in', ids)
    .execute();
  const observed = await db
    .selectFrom('observations')
    .select(['id', 'at', 'outcome'])
    .where('id', 'in', ids)
    .orderBy('at')
    .orderBy('nr')
    .execute();
  const valuesById = groupById(values);
  const observedById = groupById(observed);
  return rows.map(({ id, document }) => {
    const { facets, ...sighting } = JSON.parse(document) as StoredSighting;
    return {
      ...sighting,
      observations: (observedById.get(id) ?? []).map(({ at, outcome }) => ({ at, outcome }) as Observation),
      facets: joinValues(facets, valuesById.get(id) ?? []),
    };
  });
}

function joinValues(
  dates: StoredSighting['facets'],
  values: readonly { name: string; value: string }[],
): Facets {
  const joined = values.flatMap(({ name, value }) => {
    const dated = dates[name];
    return dated === undefined ? [] : [[name, { value: JSON.parse(value), ...dated }]];
  });
  return Object.fromEntries(joined) as Facets;
}

function groupById<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group === undefined) groups.set(row.id, [row]);
    else group.push(row);
  }
  return groups;
}
