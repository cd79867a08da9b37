import { type Actor, toActorName } from '../domain/access/actor.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { Delivery } from '../domain/events/subscription.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryStore } from '../ports/entry-store.ts';
import { getSubscription } from './get-subscription.ts';
import { toDeliveryWrite } from './to-subscription-write.ts';
import { writtenEntry } from './written-entry.ts';

/** What was given up, newest first. Errors: as `getSubscription`. */
export async function listDeliveries(
  store: Pick<EntryStore, 'findEntry' | 'listEntries'>,
  actor: Actor,
  id: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; entries: Entry<Delivery>[] }> {
  await getSubscription(store, actor, id);
  const terms = [{ name: 'subscription', value: id }];
  return store.listEntries<Delivery>({ kind: 'delivery', terms, order: 'newest', offset, limit });
}

/** Has something that was given up tried once more. Errors: CatalogueError 'not-found'; 'conflict' where it was not given up. */
export async function redeliver(
  { store, now }: { store: Pick<CatalogueStore, 'findEntry' | 'write'>; now: () => Date },
  actor: Actor,
  { subscription, delivery: id }: { subscription: string; delivery: string },
): Promise<Entry<Delivery>> {
  const { state } = await getSubscription(store, actor, subscription);
  if (state !== 'active')
    throw new CatalogueError('conflict', 'The subscription was stopped; resume it first');
  const entry = await store.findEntry<Delivery>('delivery', id);
  if (entry?.document.subscription !== subscription) throw notFound(`The delivery "${id.slice(0, 60)}"`);
  if (entry.state !== 'dead') throw new CatalogueError('conflict', `The delivery is ${entry.state}`);
  const fields = { id, state: 'queued', action: 'renewed', basedOn: entry.revision } as const;
  const write = toDeliveryWrite(entry.document, fields);
  const at = now().toISOString();
  await store.write({ actor: toActorName(actor), at, put: [], withdraw: [], entries: [write] });
  return writtenEntry(write, at, entry);
}
