import { type Subscription, SubscriptionProgress } from '../domain/events/subscription.ts';
import type { Entry, EntryStore } from '../ports/entry-store.ts';

const space = 'subscription';
const never = '9999-12-31T00:00:00.000Z';

/** How far a subscriber has been told; from where it began, where it has not been told of anything yet. */
export async function readProgress(
  store: Pick<EntryStore, 'kept'>,
  { id, document }: Pick<Entry<Subscription>, 'id' | 'document'>,
): Promise<SubscriptionProgress> {
  const kept = await store.kept(space, id, '');
  return kept === undefined
    ? { cursor: document.from, attempts: 0 }
    : SubscriptionProgress.parse(JSON.parse(kept));
}

export async function keepProgress(
  store: Pick<EntryStore, 'keep'>,
  id: string,
  progress: SubscriptionProgress,
): Promise<void> {
  await store.keep({ space, key: id, value: JSON.stringify(progress), expiresAt: never });
}
