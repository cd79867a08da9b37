import { z } from 'zod';

/**
 * What people bring in beside the records, and what the service keeps about doing so. `submission`: a registered asset's working copy;
 * `correction`: a statement about a curated record; `ownership`: an organisation's claim to look after a record; `key` and `account`: who
 * may do what; `mail`: what is to be sent; `subscription` and `delivery`: outgoing webhooks; `redaction`: the tombstone of what had to go.
 */
export const EntryKind = z.enum([
  'submission',
  'correction',
  'ownership',
  'reuse',
  'interest',
  'message',
  'key',
  'account',
  'mail',
  'subscription',
  'delivery',
  'redaction',
]);
export type EntryKind = z.infer<typeof EntryKind>;
