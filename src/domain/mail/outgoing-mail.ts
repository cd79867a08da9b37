import { z } from 'zod';

/** `waiting` to be sent, `sent`, `failed` for good, or `lapsed`: its time was over before it could be sent. */
export const MailState = z.enum(['waiting', 'sent', 'failed', 'lapsed']);
export type MailState = z.infer<typeof MailState>;

/** A message to be sent. Whom to and what it says is kept beside it for a time, and in no revision of it. */
export const OutgoingMail = z.strictObject({
  purpose: z.string(),
  /** How often it was tried in vain. */
  attempts: z.int(),
  nextAttemptAt: z.string(),
  /** Why it was not sent the last time, without an address. */
  lastError: z.string().optional(),
});
export type OutgoingMail = z.infer<typeof OutgoingMail>;

const minutes = [1, 2, 5, 15, 60, 180, 360, 720];
export const mostAttempts = minutes.length + 1;

/** When to try again after so many attempts in vain; undefined where it is given up. */
export function nextAttempt(attempts: number, at: Date): string | undefined {
  const pause = minutes[attempts - 1];
  return pause === undefined ? undefined : new Date(at.getTime() + pause * 60_000).toISOString();
}
