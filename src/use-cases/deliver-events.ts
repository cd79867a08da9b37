import {
  retrySeconds,
  type Subscription,
  type SubscriptionProgress,
  stopAfterDays,
} from '../domain/events/subscription.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry } from '../ports/entry-store.ts';
import type { Leases } from '../ports/leases.ts';
import type { WebPoster } from '../ports/web-poster.ts';
import { deliverQueued } from './deliver-queued.ts';
import { type PostOutcome, postEvent } from './post-event.ts';
import { readPublicChanges, type ShownChange } from './read-changes.ts';
import { makeId } from './secrets.ts';
import { keepProgress, readProgress } from './subscription-progress.ts';
import { toDeliveryWrite, toSubscriptionWrite } from './to-subscription-write.ts';

export interface DeliveringEvents {
  store: CatalogueStore;
  leases: Pick<Leases, 'take'>;
  poster: WebPoster;
  now: () => Date;
}

type Delivering = Omit<DeliveringEvents, 'leases'> & { signal: AbortSignal };
type Subscriber = Entry<Subscription>;

const rowsAtOnce = 200;
const subscribersAtOnce = 4;
const actor = 'webhooks';

/**
 * Tells every subscriber of what it has not been told of, in the order of the log, each at its own pace; in one process at a time. What was
 * sent but not noted, because the process was killed, is sent again. How many were delivered.
 */
export async function deliverEvents({ leases, ...rest }: DeliveringEvents): Promise<number> {
  const due = await findDue(rest);
  if (due.length === 0) return 0;
  const lease = await leases.take('webhooks');
  if (lease === undefined) return 0;
  let delivered = 0;
  try {
    const delivering = { ...rest, signal: lease.lost };
    // Looked at again: another process may have had its turn meanwhile.
    const waiting = await findDue(rest);
    const workers = Array.from({ length: subscribersAtOnce }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        delivered += await deliverQueued(delivering, next);
        delivered += await deliverTo(delivering, next);
      }
    });
    await Promise.all(workers);
  } finally {
    await lease.release();
  }
  return delivered;
}

async function findDue({ store, now }: Omit<DeliveringEvents, 'leases'>): Promise<Subscriber[]> {
  const query = { kind: 'subscription' as const, states: ['active'], limit: 1000 };
  const { entries } = await store.listEntries<Subscription>(query);
  if (entries.length === 0) return [];
  const head = await store.head();
  const at = now().toISOString();
  const queued = await store.listEntries({ kind: 'delivery', states: ['queued'], limit: 1 });
  const due: Subscriber[] = [];
  for (const entry of entries) {
    const { cursor, nextAttemptAt = '' } = await readProgress(store, entry);
    if (queued.total > 0 || (cursor < head && nextAttemptAt <= at)) due.push(entry);
  }
  return due;
}

/** A page of the log at most, so that no subscriber waits long for another; stops at the first that cannot be delivered. */
async function deliverTo(delivering: Delivering, subscriber: Subscriber): Promise<number> {
  const { store, now, signal } = delivering;
  let progress = await readProgress(store, subscriber);
  if ((progress.nextAttemptAt ?? '') > now().toISOString()) return 0;
  const { changes, next } = await readPublicChanges({ store }, { since: progress.cursor, limit: rowsAtOnce });
  const { kinds } = subscriber.document;
  const wanted = changes.filter(({ kind }) => kinds === undefined || kinds.some((one) => one === kind));
  let delivered = 0;
  for (const change of wanted) {
    if (signal.aborted) return delivered;
    const outcome = await postEvent(delivering, subscriber, change);
    if (!outcome.delivered) {
      if (!signal.aborted) await noteFailure(delivering, subscriber, progress, change, outcome);
      return delivered;
    }
    delivered += 1;
    progress = { cursor: change.seq, attempts: 0, deliveredAt: now().toISOString() };
    await keepProgress(store, subscriber.id, progress);
  }
  if (next > progress.cursor) await keepProgress(store, subscriber.id, { ...progress, cursor: next });
  return delivered;
}

/** Tried again later; given up after the last attempt; after days without a single success the subscriber is left alone. */
async function noteFailure(
  { store, now }: Delivering,
  subscriber: Subscriber,
  progress: SubscriptionProgress,
  change: ShownChange,
  { why, retryAfterSeconds = 0, isGone }: PostOutcome & { delivered: false },
): Promise<void> {
  const at = now();
  const attempts = progress.attempts + 1;
  const failingSince = progress.failingSince ?? at.toISOString();
  const failed = { ...progress, attempts, failingSince, lastError: why };
  const pause = retrySeconds[attempts - 1];
  const batch = { actor, at: at.toISOString(), put: [], withdraw: [] };
  if (isGone || at.getTime() - Date.parse(failingSince) >= stopAfterDays * 86_400_000) {
    const stoppedBecause = isGone ? why : `nothing could be delivered since ${failingSince}: ${why}`;
    const document = { ...subscriber.document, stoppedBecause };
    const { id, revision: basedOn } = subscriber;
    const entries = [toSubscriptionWrite(document, { id, state: 'stopped', action: 'revoked', basedOn })];
    await store.write({ ...batch, entries });
    await keepProgress(store, id, failed);
  } else if (pause === undefined) {
    const dead = { subscription: subscriber.id, seq: change.seq, attempts, lastError: why };
    const fields = { id: makeId('delivery'), state: 'dead', action: 'lapsed', basedOn: 0 } as const;
    await store.write({ ...batch, entries: [toDeliveryWrite(dead, fields)] });
    await keepProgress(store, subscriber.id, { ...failed, cursor: change.seq, attempts: 0 });
  } else {
    const wait = Math.max(pause, retryAfterSeconds) * 1000;
    const nextAttemptAt = new Date(at.getTime() + wait).toISOString();
    await keepProgress(store, subscriber.id, { ...failed, nextAttemptAt });
  }
}
