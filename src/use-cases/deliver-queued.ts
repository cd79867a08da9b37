import type { Delivery, Subscription } from '../domain/events/subscription.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry } from '../ports/entry-store.ts';
import type { WebPoster } from '../ports/web-poster.ts';
import { postEvent } from './post-event.ts';
import { readPublicChanges } from './read-changes.ts';
import { toDeliveryWrite } from './to-subscription-write.ts';

interface Redelivering {
  store: CatalogueStore;
  poster: WebPoster;
  now: () => Date;
  signal: AbortSignal;
}

/** What had been given up and is to be tried once more. A change that is not public any more is not sent. */
export async function deliverQueued(
  redelivering: Redelivering,
  subscriber: Entry<Subscription>,
): Promise<number> {
  const { store, now, signal } = redelivering;
  const terms = [{ name: 'subscription', value: subscriber.id }];
  const query = { kind: 'delivery' as const, states: ['queued'], terms, limit: 100 };
  const { entries } = await store.listEntries<Delivery>(query);
  let delivered = 0;
  for (const { id, revision: basedOn, document } of entries) {
    if (signal.aborted) return delivered;
    const page = await readPublicChanges({ store }, { since: document.seq - 1, limit: 1 });
    const [change] = page.changes;
    const outcome = change && (await postEvent(redelivering, subscriber, change));
    const isDone = outcome?.delivered === true;
    if (isDone) delivered += 1;
    const lastError = outcome?.delivered === false ? outcome.why : 'it is not public any more';
    const tried = { ...document, attempts: document.attempts + 1, ...(!isDone && { lastError }) };
    const write = isDone
      ? toDeliveryWrite(tried, { id, state: 'delivered', action: 'sent', basedOn })
      : toDeliveryWrite(tried, { id, state: 'dead', action: 'lapsed', basedOn });
    const at = now().toISOString();
    await store.write({ actor: 'webhooks', at, put: [], withdraw: [], entries: [write] });
  }
  return delivered;
}
