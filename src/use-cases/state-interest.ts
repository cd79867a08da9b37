import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import { invalidInput } from '../domain/errors.ts';
import type { Interest } from '../domain/reuse/interest.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { getLivingOrganisation } from './get-living-organisation.ts';
import { getPublishedAsset } from './get-published-asset.ts';
import type { Directory } from './open-directory.ts';
import { makeId } from './secrets.ts';
import { aboutOf, toInterestWrite } from './to-interest-write.ts';
import { writtenEntry } from './written-entry.ts';

interface StatingInterest {
  store: Pick<CatalogueStore, 'find' | 'findEntryBy' | 'write'>;
  kept?: (entry: Entry<Interest>) => KeptWrite[];
  directory: Directory;
  now: () => Date;
}

export interface GivenInterest {
  asset?: string;
  service?: string;
  organisation: string;
  note?: string;
}

/** An organisation's own contributors say so at once, everybody else's word waits for a moderator. What an organisation says anew replaces what it said. */
export async function stateInterest(
  { store, directory, now, kept }: StatingInterest,
  actor: Actor,
  { organisation: named, note, ...about }: GivenInterest,
): Promise<Entry<Interest>> {
  const at = now().toISOString();
  const subject = await resolveSubject({ store, directory }, about);
  const { id: organisation } = getLivingOrganisation(directory, named, { field: 'organisation', now: at });
  const actorName = toActorName(actor);
  const interest: Interest = {
    ...subject,
    organisation,
    ...(note !== undefined && { note }),
    statedBy: actorName,
    statedAt: at,
  };
  const isOwn = isAtLeast(actor, 'contributor') && speaksFor(actor, organisation, directory.councils);
  const living = isOwn
    ? await store.findEntryBy<Interest>('interest', {
        name: 'pair',
        value: `${aboutOf(interest)} ${organisation}`,
      })
    : undefined;
  const document = living ? { ...interest, statedAt: living.document.statedAt } : interest;
  const write = toInterestWrite(document, {
    id: living?.id ?? makeId('interest'),
    state: isOwn ? 'published' : 'pending',
    action: living ? 'changed' : 'submitted',
    basedOn: living?.revision ?? 0,
  });
  const touch = isOwn && interest.asset !== undefined ? [interest.asset] : [];
  const entry = writtenEntry(write, at, living);
  const batch = { actor: actorName, at, put: [], withdraw: [], touch, entries: [write] };
  await store.write({ ...batch, kept: kept?.(entry) ?? [] });
  return entry;
}

async function resolveSubject(
  { store, directory }: Pick<StatingInterest, 'store' | 'directory'>,
  { asset, service }: Pick<GivenInterest, 'asset' | 'service'>,
): Promise<{ asset: string } | { service: string }> {
  if ((asset === undefined) === (service === undefined)) {
    const message = 'name either an asset or a service';
    throw invalidInput([{ field: 'asset', message, allowed: ['asset', 'service'] }]);
  }
  if (asset !== undefined) return { asset: (await getPublishedAsset(store, asset)).id };
  if (service === undefined || directory.service(service) === undefined) {
    const message = `"${String(service).slice(0, 60)}" is not known; GET /api/v1/services lists the LGSL ids`;
    throw invalidInput([{ field: 'service', message }]);
  }
  return { service };
}
