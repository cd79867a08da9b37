import type { Transaction } from 'kysely';
import type { Sighting } from '../../domain/enrichment/sighting.ts';
import { hashOf } from './canonical-json.ts';
import { inChunks } from './chunks.ts';
import type { Tables } from './tables.ts';

const chunkSize = 200;

/** Writes what differs from what is stored: of most sightings that is their document and one observation. */
export async function writeSightings(
  trx: Transaction<Tables>,
  sightings: readonly Sighting[],
): Promise<void> {
  for (const chunk of inChunks(sightings, chunkSize)) {
    await writeDocuments(trx, chunk);
    await writeFacets(trx, chunk);
    await writeObservations(trx, chunk);
  }
}

async function writeDocuments(trx: Transaction<Tables>, sightings: readonly Sighting[]): Promise<void> {
  const rows = sightings.map(({ facets, observations: _, ...document }) => {
    const dates = Object.entries(facets).map(([name, { value: _value, ...dated }]) => [name, dated]);
    const text = JSON.stringify({ ...document, facets: Object.fromEntries(dates) });
    return { id: document.id, host_id: document.hostId ?? null, document: text };
  });
  await trx
    .insertInto('sightings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        host_id: ref('excluded.host_id'),
        document: ref('excluded.document'),
      })),
    )
    .execute();
}

async function writeFacets(trx: Transaction<Tables>, sightings: readonly Sighting[]): Promise<void> {
  const ids = sightings.map(({ id }) => id);
  const stored = await trx
    .selectFrom('facets')
    .select(['id', 'name', 'hash'])
    .where('id', 'in', ids)
    .execute();
  const hashes = new Map(stored.map(({ id, name, hash }) => [`${id} ${name}`, hash]));
  const changed: Tables['facets'][] = [];
  for (const { id, facets } of sightings) {
    for (const [name, { value }] of Object.entries(facets)) {
      const hash = hashOf(value);
      if (hashes.get(`${id} ${name}`) !== hash)
        changed.push({ id, name, hash, value: JSON.stringify(value) });
      hashes.delete(`${id} ${name}`);
    }
  }
  for (const chunk of inChunks(changed, chunkSize)) {
    await trx
      .insertInto('facets')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['id', 'name']).doUpdateSet(({ ref }) => ({
          hash: ref('excluded.hash'),
          value: ref('excluded.value'),
        })),
      )
      .execute();
  }
  for (const key of hashes.keys()) {
    const [id = '', name = ''] = key.split(' ');
    await trx.deleteFrom('facets').where('id', '=', id).where('name', '=', name).execute();
  }
}

async function writeObservations(trx: Transaction<Tables>, sightings: readonly Sighting[]): Promise<void> {
  const ids = sightings.map(({ id }) => id);
  const stored = await trx
    .selectFrom('observations')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('nr')
    .execute();
  const added: Tables['observations'][] = [];
  for (const { id, observations } of sightings) {
    const left = stored.filter((row) => row.id === id);
    let nr = left.at(-1)?.nr ?? 0;
    for (const { at, outcome } of observations) {
      const index = left.findIndex((row) => row.at === at && row.outcome === outcome);
      if (index >= 0) left.splice(index, 1);
      else {
        nr += 1;
        added.push({ id, nr, at, outcome });
      }
    }
    const dropped = left.map((row) => row.nr);
    if (dropped.length > 0)
      await trx.deleteFrom('observations').where('id', '=', id).where('nr', 'in', dropped).execute();
  }
  for (const chunk of inChunks(added, chunkSize)) {
    await trx.insertInto('observations').values(chunk).execute();
  }
}
