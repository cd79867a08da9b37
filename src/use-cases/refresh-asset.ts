import { type Actor, toActorName } from '../domain/access/actor.ts';
import { anUnreadSighting } from '../domain/enrichment/sighting.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import { repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface RefreshingAssets {
  store: Pick<RecordStore, 'find'>;
  enrichment: Pick<EnrichmentStore, 'find' | 'save'>;
  now: () => Date;
  refreshRepository?(repository: string): void;
}

/**
 * Makes an asset's repository due, so that whatever process reads from GitHub next reads it; this one at once, where it does. Answers with
 * the repository. Errors: CatalogueError 'not-found', 'conflict' for what is no repository.
 */
export async function refreshAsset(
  { store, enrichment, now, refreshRepository }: RefreshingAssets,
  id: string,
  actor: Actor,
): Promise<string> {
  const record = await store.find('asset', id.toLowerCase());
  if (record?.state !== 'published') throw notFound(`The asset "${id.slice(0, 100)}"`);
  const { repository } = record.document;
  if (repository === undefined) {
    throw new CatalogueError('conflict', `"${record.id}" is no repository, and GitHub says nothing of it`);
  }
  const at = now().toISOString();
  const held = (await enrichment.find(repositoryId(repository))) ?? anUnreadSighting(repository);
  const sightings = [{ ...held, dueAt: at }];
  await enrichment.save({ sightings, touched: [], at, actor: toActorName(actor) });
  refreshRepository?.(repository);
  return repository;
}
