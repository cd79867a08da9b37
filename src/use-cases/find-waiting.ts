import { EntryKind } from '../domain/entries/entry-kind.ts';
import { notFound } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { toWaiting, type Waiting } from './list-waiting.ts';

export type FoundWaiting =
  | Waiting
  | { id: string; type: 'asset'; record: StoredRecord<'asset'>; entry?: undefined; proposal?: undefined };

interface FindingWaiting {
  store: Pick<CatalogueStore, 'findEntry' | 'readMany'>;
  enrichment: Pick<EnrichmentStore, 'proposals'>;
}

const kindsByPrefix = EntryKind.extract(['correction', 'ownership', 'reuse', 'interest', 'message']);

/**
 * By the id that the queue shows, decided or not. A curated asset is found too: nothing of it waits, but it can be merged. Errors:
 * CatalogueError 'not-found'.
 */
export async function findWaiting(
  { store, enrichment }: FindingWaiting,
  given: string,
): Promise<FoundWaiting> {
  const id = given.toLowerCase();
  const kind = kindsByPrefix.safeParse(id.split('-')[0]);
  const entry =
    (kind.success ? await store.findEntry(kind.data, id) : undefined) ??
    (await store.findEntry('submission', id));
  if (entry !== undefined) return toWaiting(entry);
  if (given.includes(':')) {
    const proposal = (await enrichment.proposals()).find(({ key }) => key === id);
    if (proposal !== undefined) return { id, type: 'proposal', at: proposal.proposedAt, proposal };
  }
  const [record] = await store.readMany('asset', [id]);
  if (record !== undefined) return { id, type: 'asset', record };
  throw notFound(`"${given.slice(0, 100)}"`);
}
