import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { Ownership } from '../domain/registration/ownership.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { getLivingOrganisation } from './get-living-organisation.ts';
import { getPublishedAsset } from './get-published-asset.ts';
import type { Directory } from './open-directory.ts';
import { makeId } from './secrets.ts';
import { toOwnershipWrite } from './to-ownership-write.ts';
import { writtenEntry } from './written-entry.ts';

export interface ChangingOwnership {
  store: CatalogueStore;
  directory: Directory;
  now: () => Date;
  /** What else is kept in the same write. */
  kept?: (entry: Entry<Ownership>) => KeptWrite[];
}

/**
 * A contributor says that an organisation looks after an asset; a moderator confirms it. Errors: CatalogueError 'invalid', 'not-found',
 * 'gone', 'forbidden' where the contributor does not speak for it, 'conflict' where it has claimed it already.
 */
export async function claimOwnership(
  { store, directory, now, kept = () => [] }: ChangingOwnership,
  id: string,
  { organisation: given, note }: { organisation: string; note?: string },
  actor: Actor,
): Promise<Entry<Ownership>> {
  const asset = await getPublishedAsset(store, id);
  const at = now().toISOString();
  const organisation = getLivingOrganisation(directory, given, { field: 'organisation', now: at });
  const isModerator = isAtLeast(actor, 'moderator');
  if (!isModerator && !speaksFor(actor, organisation.id, directory.councils)) {
    throw new CatalogueError('forbidden', `Your key does not speak for ${organisation.title}`, [
      { field: 'organisation', message: 'is none that you speak for', allowed: actor.organisations },
    ]);
  }
  const by = toActorName(actor);
  const ownership: Ownership = {
    ...{ asset: asset.id, title: asset.document.title, organisation: organisation.id },
    ...(note !== undefined && { note }),
    ...{ claimedBy: by, claimedAt: at, history: [] },
  };
  const write = toOwnershipWrite(ownership, {
    ...{ id: makeId('ownership'), state: 'claimed', action: 'submitted', at, actor: by, basedOn: 0 },
  });
  const entry = writtenEntry(write, at);
  await store.write({ actor: by, at, put: [], withdraw: [], entries: [write], kept: kept(entry) });
  return entry;
}

/** By the organisation itself or a moderator. Errors: CatalogueError 'not-found', 'conflict', 'stale'. */
export async function endOwnership(
  { store, directory, now, kept = () => [] }: ChangingOwnership,
  id: string,
  { actor, reason }: { actor: Actor; reason?: string },
): Promise<Entry<Ownership>> {
  const entry = await store.findEntry<Ownership>('ownership', id);
  const mayEnd =
    isAtLeast(actor, 'moderator') || speaksFor(actor, entry?.document.organisation, directory.councils);
  if (entry === undefined || (!mayEnd && entry.state !== 'confirmed')) throw notFound(`The claim "${id}"`);
  if (!mayEnd) throw new CatalogueError('forbidden', 'The organisation itself or a moderator ends it');
  if (entry.state !== 'claimed' && entry.state !== 'confirmed') {
    throw new CatalogueError('conflict', `The claim ${id} is ${entry.state} already`);
  }
  const at = now().toISOString();
  const by = toActorName(actor);
  const write = toOwnershipWrite(entry.document, {
    ...{ id, state: 'ended', action: 'withdrawn', at, actor: by, basedOn: entry.revision },
    ...(reason !== undefined && { reason }),
  });
  const ended = writtenEntry(write, at, entry);
  await store.write({ actor: by, at, put: [], withdraw: [], entries: [write], kept: kept(ended) });
  return ended;
}

/** Confirmed ones for everybody; those that wait for moderators and the organisation itself. */
export async function listOwnership(
  { store, directory }: Pick<ChangingOwnership, 'store' | 'directory'>,
  id: string,
  actor: Actor,
): Promise<Entry<Ownership>[]> {
  const asset = await getPublishedAsset(store, id);
  const { entries } = await store.listEntries<Ownership>({
    ...{ kind: 'ownership', states: ['claimed', 'confirmed'], limit: 200 },
    terms: [{ name: 'asset', value: asset.id }],
  });
  return entries.filter(
    ({ state, document }) =>
      state === 'confirmed' ||
      isAtLeast(actor, 'moderator') ||
      speaksFor(actor, document.organisation, directory.councils),
  );
}
