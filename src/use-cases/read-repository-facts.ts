import { type RepositoryFacts, toRepositoryFacts } from '../domain/enrichment/current-facts.ts';
import { newAddressId, withFactsOf } from '../domain/enrichment/sighting.ts';
import { repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

export interface ReadingFacts {
  store: Pick<RecordStore, 'readMany'>;
  enrichment: Pick<EnrichmentStore, 'readMany'>;
}

/** What is known now of each `owner/name`, by `repositoryId`; three reads for all of them. */
export async function readRepositoryFacts(
  { store, enrichment }: ReadingFacts,
  repositories: readonly string[],
): Promise<Map<string, RepositoryFacts>> {
  const named = new Map(repositories.map((repository) => [repositoryId(repository), repository]));
  const ids = [...named.keys()];
  if (ids.length === 0) return new Map();
  const [copies, sightings] = await Promise.all([
    store.readMany('repository', ids),
    enrichment.readMany(ids),
  ]);
  const newIds = [...new Set(sightings.flatMap((sighting) => newAddressId(sighting) ?? []))];
  const moved = newIds.length === 0 ? [] : await enrichment.readMany(newIds);
  const copyById = new Map(
    copies.filter(({ state }) => state === 'published').map(({ id, document }) => [id, document]),
  );
  const sightingById = new Map([...moved, ...sightings].map((sighting) => [sighting.id, sighting]));
  const facts = [...named].map(([id, repository]): [string, RepositoryFacts] => {
    const sighting = sightingById.get(id);
    const newId = sighting && newAddressId(sighting);
    const there = newId === undefined ? undefined : sightingById.get(newId);
    const atNewAddress = sighting && there && withFactsOf(sighting, there) === there ? there : undefined;
    return [id, toRepositoryFacts({ repository, copy: copyById.get(id), sighting, atNewAddress })];
  });
  return new Map(facts);
}
