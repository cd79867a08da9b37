import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import type { OwnerMessage } from '../domain/reuse/owner-message.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { getOwnerMailbox } from './find-owner-mailbox.ts';
import { getLivingOrganisation } from './get-living-organisation.ts';
import { getPublishedAsset } from './get-published-asset.ts';
import type { Directory } from './open-directory.ts';
import { makeId } from './secrets.ts';
import { toMessageWrite } from './to-message-write.ts';
import { toOwnerMail } from './to-owner-mail.ts';
import { writtenEntry } from './written-entry.ts';

interface WritingToOwners {
  store: Pick<CatalogueStore, 'find' | 'findEntry' | 'write'>;
  directory: Directory;
  now: () => Date;
  kept?: (entry: Entry<OwnerMessage>) => KeptWrite[];
}

export interface GivenMessage {
  asset: string;
  text: string;
  replyTo: string;
  organisation?: string;
}

/**
 * Sends a message to the owners' role mailbox, which the writer does not get to know; a stranger's waits for a moderator. Errors:
 * CatalogueError 'conflict' where no mailbox is known.
 */
export async function writeToOwners(
  { store, directory, now, kept }: WritingToOwners,
  actor: Actor,
  { asset: given, text, replyTo, organisation: named }: GivenMessage,
): Promise<Entry<OwnerMessage>> {
  const at = now().toISOString();
  const asset = await getPublishedAsset(store, given);
  const to = await getOwnerMailbox(store, asset.document);
  const organisation =
    named === undefined
      ? undefined
      : getLivingOrganisation(directory, named, { field: 'organisation', now: at });
  const actorName = toActorName(actor);
  const message: OwnerMessage = {
    ...{ asset: asset.id, text, replyTo, sentBy: actorName, sentAt: at },
    ...(organisation !== undefined && { organisation: organisation.id }),
  };
  const isTrusted = isAtLeast(actor, 'contributor');
  const write = toMessageWrite(message, {
    id: makeId('message'),
    state: isTrusted ? 'sent' : 'pending',
    action: isTrusted ? 'sent' : 'submitted',
    basedOn: 0,
  });
  const mail = isTrusted
    ? toOwnerMail(message, { to, title: asset.document.title, from: organisation?.title, at })
    : { entries: [], kept: [] };
  const entry = writtenEntry(write, at);
  const batch = { actor: actorName, at, put: [], withdraw: [], entries: [write, ...mail.entries] };
  await store.write({ ...batch, kept: [...mail.kept, ...(kept?.(entry) ?? [])] });
  return entry;
}
