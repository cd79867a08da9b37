import type {
  Delivery,
  DeliveryState,
  Subscription,
  SubscriptionState,
} from '../domain/events/subscription.ts';
import type { EntryAction, EntryWrite } from '../ports/entry-store.ts';

export function toSubscriptionWrite(
  subscription: Subscription,
  by: { id: string; state: SubscriptionState; action: EntryAction; basedOn: number },
): EntryWrite & { document: Subscription } {
  const terms = [{ name: 'owner', value: subscription.owner }];
  return { kind: 'subscription', ...by, document: subscription, terms };
}

export function toDeliveryWrite(
  delivery: Delivery,
  by: { id: string; state: DeliveryState; action: EntryAction; basedOn: number },
): EntryWrite & { document: Delivery } {
  const terms = [{ name: 'subscription', value: delivery.subscription }];
  return { kind: 'delivery', ...by, document: delivery, terms };
}
