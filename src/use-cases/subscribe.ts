import { randomBytes } from 'node:crypto';
import { type Actor, toActorName } from '../domain/access/actor.ts';
import { CatalogueError, invalidInput } from '../domain/errors.ts';
import type { EventKind, Subscription } from '../domain/events/subscription.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import type { WebPoster } from '../ports/web-poster.ts';
import { makeId } from './secrets.ts';
import { toSubscriptionWrite } from './to-subscription-write.ts';
import { writtenEntry } from './written-entry.ts';

interface Subscribing {
  store: Pick<CatalogueStore, 'head' | 'listEntries' | 'write'>;
  poster: Pick<WebPoster, 'refusal'>;
  now: () => Date;
  kept?: (entry: Entry<Subscription>) => KeptWrite[];
}

/** For one key or account. */
const mostSubscriptions = 20;

/**
 * Has somebody told of what changes from now on. Errors: CatalogueError 'invalid' where nothing would be sent to the address; 'conflict'
 * where they have too many already.
 */
export async function subscribe(
  { store, poster, now, kept }: Subscribing,
  actor: Actor,
  { url, kinds }: { url: string; kinds?: EventKind[] },
): Promise<Entry<Subscription>> {
  const owner = ownerOf(actor);
  const refusal = await poster.refusal(url);
  if (refusal !== undefined) {
    const message = `${refusal}; give the http(s) address of a public server`;
    throw invalidInput([{ field: 'url', message }]);
  }
  const own = { kind: 'subscription' as const, states: ['active', 'stopped'], limit: 1 };
  const { total } = await store.listEntries({ ...own, terms: [{ name: 'owner', value: owner }] });
  if (total >= mostSubscriptions) {
    throw new CatalogueError('conflict', `You have ${total} subscriptions; end one before you make another`);
  }
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const from = await store.head();
  const subscription: Subscription = { url, ...(kinds && { kinds }), secret, owner, from };
  const fields = { id: makeId('subscription'), state: 'active', action: 'submitted', basedOn: 0 } as const;
  const write = toSubscriptionWrite(subscription, fields);
  const at = now().toISOString();
  const entry = writtenEntry(write, at);
  const batch = { actor: toActorName(actor), at, put: [], withdraw: [], entries: [write] };
  await store.write({ ...batch, kept: kept?.(entry) ?? [] });
  return entry;
}

/** Subscriptions belong to a key or an account. */
export function ownerOf({ id, role }: Actor): string {
  return id ?? role;
}
