import { joinFacets, toCopyFacets } from '../domain/enrichment/copy-facets.ts';
import type { Facet, Facets } from '../domain/enrichment/facets.ts';
import type { Observation, RepositoryState } from '../domain/enrichment/observation.ts';
import { anUnreadSighting, newAddressId, type Sighting, withFactsOf } from '../domain/enrichment/sighting.ts';
import { notFound } from '../domain/errors.ts';
import { repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

export interface DescribedRepository {
  /** As the host spells it once it was seen. */
  repository: string;
  state: RepositoryState;
  /** Where an address leads to that the repository has no more. */
  movedTo?: string;
  observations: Observation[];
  facets: Facets;
}

interface Stores {
  store: Pick<RecordStore, 'find' | 'readMany'>;
  enrichment: Pick<EnrichmentStore, 'find'>;
}

/**
 * What is known of a repository by any of its addresses, in any case. The facets of an address that moved are those of the repository, at
 * its new one. Errors: CatalogueError 'not-found' where the address is neither catalogued nor was ever asked for.
 */
export async function describeRepository(
  { store, enrichment }: Stores,
  name: string,
): Promise<DescribedRepository> {
  const id = repositoryId(name);
  const sighting = (await enrichment.find(id)) ?? (await findUnseen(store, id));
  if (sighting === undefined) throw notFound(`The repository ${name}`);
  const newId = newAddressId(sighting);
  const current = withFactsOf(sighting, newId === undefined ? undefined : await enrichment.find(newId));
  const ids = [...new Set([id, current.id, newId ?? id])];
  const copies = await store.readMany('repository', ids);
  const fromCopy = Object.assign({}, ...copies.map(({ document }) => toCopyFacets(document))) as Facets;
  const { repository, state, movedTo, observations } = sighting;
  return {
    ...{ repository, state },
    ...(movedTo !== undefined && { movedTo }),
    observations,
    facets: withErrorOf(current, joinFacets(current.facets, fromCopy)),
  };
}

/** An address of the catalogue that nobody has asked for yet; one that a record has given up leads to where that record is now. */
async function findUnseen(store: Stores['store'], id: string): Promise<Sighting | undefined> {
  const asset = await store.find('asset', id);
  const repository = asset?.document.repository;
  if (asset === undefined || asset.state !== 'published' || repository === undefined) return undefined;
  if (repositoryId(repository) === id) return anUnreadSighting(repository);
  return { ...anUnreadSighting(id.replace('--', '/')), state: 'moved', movedTo: repository };
}

/** Where nothing could be read, no facet could: each says so beside its earlier value. */
function withErrorOf({ lastError, observations }: Sighting, facets: Facets): Facets {
  if (lastError === undefined || observations.at(-1)?.outcome === 'found') return facets;
  const told = Object.entries(facets).map(([name, facet]: [string, Facet]) => {
    const isNewer = Date.parse(lastError.at) > Date.parse(facet.lastError?.at ?? facet.fetchedAt);
    return [name, isNewer ? { ...facet, lastError } : facet];
  });
  return Object.fromEntries(told) as Facets;
}
