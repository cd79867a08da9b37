import type { ObservedAsset } from '../domain/enrichment/observed-asset.ts';
import { newAddressId, type Sighting, withFactsOf } from '../domain/enrichment/sighting.ts';
import { repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

export interface ObservingAssets {
  records: Pick<RecordStore, 'readAll'>;
  enrichment: Pick<EnrichmentStore, 'readAll'>;
}

/** Every published asset that is a repository, with what is known of it at the address where it is now; in order of id. */
export async function observeAssets({ records, enrichment }: ObservingAssets): Promise<ObservedAsset[]> {
  const sightings = new Map<string, Sighting>();
  for await (const sighting of enrichment.readAll()) sightings.set(sighting.id, sighting);
  const observed: ObservedAsset[] = [];
  for await (const { document: asset } of records.readAll('asset')) {
    if (asset.repository === undefined || asset.id !== repositoryId(asset.repository)) continue;
    const sighting = settled(sightings.get(asset.id), sightings);
    const repository = sighting?.movedTo ?? sighting?.repository ?? asset.repository;
    observed.push({ asset, repository, facets: sighting?.facets ?? {}, ...(sighting && { sighting }) });
  }
  return observed;
}

function settled(sighting: Sighting | undefined, sightings: ReadonlyMap<string, Sighting>) {
  if (sighting === undefined || sighting.state === 'elsewhere') return undefined;
  return withFactsOf(sighting, sightings.get(newAddressId(sighting) ?? sighting.id));
}
