import { repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';

interface Stores {
  store: Pick<RecordStore, 'find'>;
  enrichment: Pick<EnrichmentStore, 'find' | 'findByHostId'>;
}

/** By any address that the repository has or had: the catalogue's own first, else one that the code host says is the same repository's. */
export async function findAssetByRepository(
  { store, enrichment }: Stores,
  repository: string,
): Promise<StoredRecord<'asset'> | undefined> {
  const id = repositoryId(repository);
  const asset = await store.find('asset', id);
  if (asset !== undefined) return asset.state === 'withdrawn' ? undefined : asset;
  const hostId = (await enrichment.find(id))?.hostId;
  if (hostId === undefined) return undefined;
  for (const other of await enrichment.findByHostId(hostId)) {
    const found = await store.find('asset', other.id);
    if (found?.state === 'published') return found;
  }
  return undefined;
}
