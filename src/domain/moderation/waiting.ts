import { z } from 'zod';

/** What may wait for a moderator. `edit`: a change of a published registered record; `asset`: nothing waits, but it may be merged. */
export const WaitingType = z.enum([
  'registration',
  'edit',
  'correction',
  'ownership',
  'reuse',
  'interest',
  'message',
  'proposal',
]);
export type WaitingType = z.infer<typeof WaitingType>;

export const ModerationVerb = z.enum(['approve', 'request-changes', 'reject', 'merge']);
export type ModerationVerb = z.infer<typeof ModerationVerb>;

/** What can be decided about each. */
export const verbsOf: Record<WaitingType | 'asset', readonly ModerationVerb[]> = {
  registration: ['approve', 'request-changes', 'reject', 'merge'],
  edit: ['approve', 'request-changes', 'reject', 'merge'],
  correction: ['approve', 'reject'],
  ownership: ['approve', 'reject'],
  reuse: ['approve', 'reject'],
  interest: ['approve', 'reject'],
  message: ['approve', 'reject'],
  proposal: ['approve', 'reject'],
  asset: ['merge'],
};
