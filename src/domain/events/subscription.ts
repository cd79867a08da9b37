import { z } from 'zod';
import { RecordKind } from '../ids.ts';

/** What a subscriber can be told of: records, and public statements of reuse. */
export const EventKind = z.enum([...RecordKind.options, 'reuse']);
export type EventKind = z.infer<typeof EventKind>;

/** `stopped`: it failed for too long, or its server said that it is gone. */
export const SubscriptionState = z.enum(['active', 'stopped', 'ended']);
export type SubscriptionState = z.infer<typeof SubscriptionState>;

/** Somebody who is told of changes. `secret` signs what is sent, so it has to be kept as it is; it is shown once. */
export const Subscription = z.strictObject({
  url: z.string(),
  /** All, where absent. */
  kinds: z.array(EventKind).optional(),
  secret: z.string(),
  /** The key or account that made it. */
  owner: z.string(),
  /** The newest change when it was made: it is told of what comes after. */
  from: z.int(),
  stoppedBecause: z.string().optional(),
});
export type Subscription = z.infer<typeof Subscription>;

/** How far a subscriber has been told. Kept beside the subscription, since it changes with every event. */
export const SubscriptionProgress = z.strictObject({
  /** The last change that was delivered, given up or passed over. */
  cursor: z.int(),
  /** Attempts at the next one in vain. */
  attempts: z.int(),
  nextAttemptAt: z.string().optional(),
  /** Since when no attempt has gone well. */
  failingSince: z.string().optional(),
  lastError: z.string().optional(),
  deliveredAt: z.string().optional(),
});
export type SubscriptionProgress = z.infer<typeof SubscriptionProgress>;

/** `dead`: given up; `queued`: to be tried again because the subscriber asked for it. */
export const DeliveryState = z.enum(['dead', 'queued', 'delivered']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** A change that could not be delivered. What is sent is made from the log anew each time, so nothing of it is kept here. */
export const Delivery = z.strictObject({
  subscription: z.string(),
  seq: z.int(),
  attempts: z.int(),
  lastError: z.string(),
});
export type Delivery = z.infer<typeof Delivery>;

/** How long to wait after each attempt in vain, in seconds; after the last the change is given up and the next one tried. */
export const retrySeconds: readonly number[] = [5, 30, 120, 600, 1800, 7200, 21_600, 43_200];
/** A subscriber that has failed for so long is not tried any more. */
export const stopAfterDays = 5;
