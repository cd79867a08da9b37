import { type Actor, isAtLeast } from '../domain/access/actor.ts';
import { type ShownActor, toShownActor } from '../domain/access/shown-actor.ts';
import { isRecordKind } from '../domain/ids.ts';
import type { Tombstone } from '../domain/redaction/tombstone.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';

export interface ShownTombstone extends Omit<Tombstone, 'by'> {
  id: string;
  by: ShownActor;
}

/** Newest first. Everybody sees those of records; moderators see all. */
export async function listRedactions(
  { store }: { store: Pick<CatalogueStore, 'listEntries' | 'readMany'> },
  actor: Actor,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ redactions: ShownTombstone[] }> {
  const page = { kind: 'redaction' as const, order: 'newest' as const, offset, limit };
  const { entries } = await store.listEntries<Tombstone>(page);
  const redactions: ShownTombstone[] = [];
  for (const { id, document } of entries) {
    const { kind, id: ofId } = document.of;
    const [record] = isRecordKind(kind) ? await store.readMany(kind, [ofId]) : [];
    if (record?.state !== 'published' && !isAtLeast(actor, 'moderator')) continue;
    redactions.push({ id, ...document, by: toShownActor(document.by) });
  }
  return { redactions };
}
