import { z } from 'zod';
import { PartialDate, RecordId } from '../ids.ts';

/** How far the use goes. `stopped` is kept, since others want to know, and is no use. */
export const ReuseUse = z.enum(['evaluating', 'piloting', 'live', 'stopped']);
export type ReuseUse = z.infer<typeof ReuseUse>;

/**
 * `pending`: waits for a moderator; `claimed`: somebody says so; `confirmed`: the using organisation itself does; `disputed`: it says that it
 * is not so; `lapsed`: nobody has said so for twelve months.
 */
export const ReuseState = z.enum([
  'pending',
  'claimed',
  'confirmed',
  'disputed',
  'lapsed',
  'withdrawn',
  'rejected',
]);
export type ReuseState = z.infer<typeof ReuseState>;

/** States in which there is one statement an organisation and asset at most. */
export const livingStates = ['claimed', 'confirmed', 'disputed', 'lapsed'] as const;

/** `by` is somebody as in the change log. */
export const ReuseDispute = z.strictObject({ at: z.string(), by: z.string(), reason: z.string() });

export const ReuseStatement = z.strictObject({
  asset: RecordId,
  organisation: RecordId,
  /** The body that it was first stated for, where that was abolished since. */
  statedFor: RecordId.optional(),
  use: ReuseUse,
  since: PartialDate.optional(),
  evidence: z.string().optional(),
  /** A role mailbox or a contact page; never in an index, an export, a log or an answer. */
  contact: z.string().optional(),
  statedBy: z.string(),
  statedAt: z.string(),
  /** The moment from which it does not hold any more; absent before it was published. */
  until: z.string().optional(),
  confirmedBy: z.string().optional(),
  confirmedAt: z.string().optional(),
  /** For this `until`. */
  remindedAt: z.string().optional(),
  disputes: z.array(ReuseDispute).default([]),
  /** The first revision that strangers may know of. */
  publicFrom: z.int().optional(),
  /** What was done with it, when, by whom and why. */
  history: z
    .array(
      z.strictObject({
        at: z.string(),
        actor: z.string(),
        action: z.string(),
        reason: z.string().optional(),
      }),
    )
    .default([]),
});
export type ReuseStatement = z.infer<typeof ReuseStatement>;
