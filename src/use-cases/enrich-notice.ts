import { repositoryId } from '../domain/ids.ts';
import type { RepositoryNotice } from '../ports/code-host.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** The address to ask for after a notice; undefined where the repository is none of the catalogue's. */
export async function findRepositoryOfNotice(
  {
    store,
    enrichment,
  }: { store: Pick<RecordStore, 'find'>; enrichment: Pick<EnrichmentStore, 'findByHostId'> },
  { repository, hostId }: RepositoryNotice,
): Promise<string | undefined> {
  const known = (await enrichment.findByHostId(hostId)).map((sighting) => sighting.repository);
  if (known.length > 0) return known[0];
  const asset = await store.find('asset', repositoryId(repository));
  return asset?.state === 'published' && asset.document.repository !== undefined
    ? asset.document.repository
    : undefined;
}
