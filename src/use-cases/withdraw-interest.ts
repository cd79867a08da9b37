import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { Interest } from '../domain/reuse/interest.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry } from '../ports/entry-store.ts';
import type { Directory } from './open-directory.ts';
import { toInterestWrite } from './to-interest-write.ts';
import { withReason } from './with-reason.ts';
import { writtenEntry } from './written-entry.ts';

interface WithdrawingInterest {
  store: Pick<CatalogueStore, 'findEntry' | 'write'>;
  directory: Directory;
  now: () => Date;
}

/** By the organisation or a moderator. Errors: CatalogueError 'not-found' also where it waits and is not for the actor to know. */
export async function withdrawInterest(
  { store, directory, now }: WithdrawingInterest,
  actor: Actor,
  id: string,
  reason?: string,
): Promise<Entry<Interest>> {
  const entry = await store.findEntry<Interest>('interest', id);
  const isModerator = isAtLeast(actor, 'moderator');
  const isPublic = entry?.state === 'published' || entry?.state === 'withdrawn';
  const speaks =
    isAtLeast(actor, 'contributor') && speaksFor(actor, entry?.document.organisation, directory.councils);
  if (entry === undefined || (!isPublic && !isModerator && !speaks)) {
    throw notFound(`The interest "${id.slice(0, 60)}"`);
  }
  if (!speaks && !isModerator) {
    throw new CatalogueError('forbidden', 'An interest is withdrawn by its organisation or a moderator');
  }
  if (!isPublic || entry.state === 'withdrawn') {
    throw new CatalogueError('conflict', `The interest "${id}" is ${entry.state}`);
  }
  const { revision: basedOn } = entry;
  const at = now().toISOString();
  const by = toActorName(actor);
  const document = withReason(entry.document, 'withdrawn', { at, actor: by, reason });
  const write = toInterestWrite(document, { id, state: 'withdrawn', action: 'withdrawn', basedOn });
  const touch = document.asset === undefined ? [] : [document.asset];
  await store.write({ actor: by, at, put: [], withdraw: [], touch, entries: [write] });
  return writtenEntry(write, at, entry);
}
