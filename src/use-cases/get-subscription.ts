import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { Subscription, SubscriptionProgress } from '../domain/events/subscription.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryStore } from '../ports/entry-store.ts';
import { ownerOf } from './subscribe.ts';
import { keepProgress, readProgress } from './subscription-progress.ts';
import { toSubscriptionWrite } from './to-subscription-write.ts';

/** Their own; an admin's are all. Errors: CatalogueError 'not-found', also for somebody else's. */
export async function getSubscription(
  store: Pick<EntryStore, 'findEntry'>,
  actor: Actor,
  id: string,
): Promise<Entry<Subscription>> {
  const entry = await store.findEntry<Subscription>('subscription', id);
  const isTheirs = entry?.document.owner === ownerOf(actor) || isAtLeast(actor, 'admin');
  if (entry === undefined || entry.state === 'ended' || !isTheirs) {
    throw notFound(`The subscription "${id.slice(0, 60)}"`);
  }
  return entry;
}

export interface FollowedSubscription {
  entry: Entry<Subscription>;
  progress: SubscriptionProgress;
}

/** Newest first. */
export async function listSubscriptions(
  store: Pick<EntryStore, 'listEntries' | 'kept'>,
  actor: Actor,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; subscriptions: FollowedSubscription[] }> {
  const terms = isAtLeast(actor, 'admin') ? [] : [{ name: 'owner', value: ownerOf(actor) }];
  const states = ['active', 'stopped'];
  const query = { kind: 'subscription' as const, states, terms, order: 'newest' as const, offset, limit };
  const { total, entries } = await store.listEntries<Subscription>(query);
  const subscriptions: FollowedSubscription[] = [];
  for (const entry of entries) subscriptions.push({ entry, progress: await readProgress(store, entry) });
  return { total, subscriptions };
}

interface ChangingSubscription {
  store: Pick<CatalogueStore, 'findEntry' | 'write' | 'kept' | 'keep'>;
  now: () => Date;
}

/** Nothing is sent any more. */
export async function endSubscription(
  { store, now }: ChangingSubscription,
  actor: Actor,
  id: string,
): Promise<void> {
  const { document, revision: basedOn } = await getSubscription(store, actor, id);
  const write = toSubscriptionWrite(document, { id, state: 'ended', action: 'withdrawn', basedOn });
  const at = now().toISOString();
  await store.write({ actor: toActorName(actor), at, put: [], withdraw: [], entries: [write] });
}

/** One that was stopped goes on from where it stopped. Errors: CatalogueError 'conflict' where it was not. */
export async function resumeSubscription(
  { store, now }: ChangingSubscription,
  actor: Actor,
  id: string,
): Promise<FollowedSubscription> {
  const entry = await getSubscription(store, actor, id);
  if (entry.state !== 'stopped') throw new CatalogueError('conflict', 'The subscription was not stopped');
  const { stoppedBecause: _why, ...document } = entry.document;
  const { cursor } = await readProgress(store, entry);
  const fields = { id, state: 'active', action: 'restored', basedOn: entry.revision } as const;
  const at = now().toISOString();
  const entries = [toSubscriptionWrite(document, fields)];
  await store.write({ actor: toActorName(actor), at, put: [], withdraw: [], entries });
  const progress = { cursor, attempts: 0 };
  await keepProgress(store, id, progress);
  const revision = entry.revision + 1;
  return { entry: { ...entry, revision, state: 'active', updatedAt: at, document }, progress };
}
