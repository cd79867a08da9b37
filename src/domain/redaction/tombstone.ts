import { z } from 'zod';
import { EntryKind } from '../entries/entry-kind.ts';
import { RecordKind } from '../ids.ts';

/** What stays of a redaction: where something was, when it went, by which role and why. Never what it was. */
export const Tombstone = z.strictObject({
  of: z.strictObject({ kind: z.union([RecordKind, EntryKind]), id: z.string() }),
  field: z.string().optional(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
export type Tombstone = z.infer<typeof Tombstone>;
