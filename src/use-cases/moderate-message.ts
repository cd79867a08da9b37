import { OwnerMessage } from '../domain/reuse/owner-message.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { expectPending } from './expect-pending.ts';
import { getOwnerMailbox } from './find-owner-mailbox.ts';
import { getPublishedAsset } from './get-published-asset.ts';
import type { Decision } from './moderate-reuse.ts';
import { toMessageWrite } from './to-message-write.ts';
import { toOwnerMail } from './to-owner-mail.ts';
import { withReason } from './with-reason.ts';
import { writtenEntry } from './written-entry.ts';

interface Moderating {
  store: Pick<CatalogueStore, 'find' | 'findEntry' | 'write'>;
  directory: { organisation(id: string): { title: string } | undefined };
  kept?: (done: Entry<OwnerMessage>) => KeptWrite[];
}

/** Sends it. Errors: CatalogueError 'conflict' where the owners gave no mailbox any more; 'stale'. */
async function approve(
  { store, directory, kept = () => [] }: Moderating,
  entry: Entry,
  { actor, at, reason }: Decision,
): Promise<Entry<OwnerMessage>> {
  expectPending(entry);
  const message = withReason(OwnerMessage.parse(entry.document), 'sent', { actor, at, reason });
  const { document: asset } = await getPublishedAsset(store, message.asset);
  const to = await getOwnerMailbox(store, asset);
  const from = message.organisation && directory.organisation(message.organisation)?.title;
  const write = toMessageWrite(message, {
    ...{ id: entry.id, state: 'sent', action: 'sent', basedOn: entry.revision },
  });
  const mail = toOwnerMail(message, { to, title: asset.title, from, at });
  const entries = [write, ...mail.entries];
  const done = writtenEntry(write, at, entry);
  await store.write({ actor, at, put: [], withdraw: [], entries, kept: [...mail.kept, ...kept(done)] });
  return done;
}

async function reject(
  { store, kept = () => [] }: Pick<Moderating, 'store' | 'kept'>,
  entry: Entry,
  { actor, at, reason }: Decision,
): Promise<Entry<OwnerMessage>> {
  expectPending(entry);
  const fields = { id: entry.id, state: 'rejected', action: 'rejected', basedOn: entry.revision } as const;
  const message = withReason(OwnerMessage.parse(entry.document), 'rejected', { actor, at, reason });
  const write = toMessageWrite(message, fields);
  const done = writtenEntry(write, at, entry);
  await store.write({ actor, at, put: [], withdraw: [], entries: [write], kept: kept(done) });
  return done;
}

export const messageModeration = { approve, reject };
