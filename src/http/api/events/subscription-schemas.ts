import { z } from 'zod';
import type { Delivery } from '../../../domain/events/subscription.ts';
import { DeliveryState, EventKind } from '../../../domain/events/subscription.ts';
import type { Entry } from '../../../ports/entry-store.ts';
import type { FollowedSubscription } from '../../../use-cases/get-subscription.ts';

const fields = {
  id: z.string(),
  url: z.string(),
  kinds: z.array(EventKind).optional().meta({ description: 'All, where absent' }),
  state: z.enum(['active', 'stopped']),
  stoppedBecause: z.string().optional(),
  createdAt: z.string(),
  cursor: z.int().meta({ description: 'The last change that was delivered, given up or passed over' }),
  deliveredAt: z.string().optional(),
  failingSince: z.string().optional(),
  attempts: z.int().meta({ description: 'At the next change, in vain' }),
  nextAttemptAt: z.string().optional(),
  lastError: z.string().optional(),
};

export const SubscriptionShown = z.object(fields).meta({ id: 'Subscription' });
export const SubscriptionMade = z
  .object({
    ...fields,
    secret: z
      .string()
      .meta({ description: 'What deliveries are signed with (Standard Webhooks); shown this once' }),
  })
  .meta({ id: 'SubscriptionMade' });

export const DeliveryShown = z
  .object({
    id: z.string(),
    seq: z.int().meta({ description: 'The change that could not be delivered' }),
    state: DeliveryState.meta({ description: 'dead: given up; queued: to be tried again' }),
    attempts: z.int(),
    lastError: z.string(),
    at: z.string(),
  })
  .meta({ id: 'Delivery' });

export function showSubscription({
  entry,
  progress,
}: FollowedSubscription): z.infer<typeof SubscriptionShown> {
  const { id, state, createdAt, document } = entry;
  const { url, kinds, stoppedBecause } = document;
  return {
    ...{ id, url, ...(kinds && { kinds }) },
    state: state === 'stopped' ? 'stopped' : 'active',
    ...(stoppedBecause !== undefined && { stoppedBecause }),
    createdAt,
    ...progress,
  };
}

export function showDelivery({
  id,
  state,
  updatedAt,
  document,
}: Entry<Delivery>): z.infer<typeof DeliveryShown> {
  const { seq, attempts, lastError } = document;
  return { id, seq, state: DeliveryState.parse(state), attempts, lastError, at: updatedAt };
}
