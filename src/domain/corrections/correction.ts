import { z } from 'zod';
import { RecordId } from '../ids.ts';
import { ClaimValue } from '../records/evidence.ts';
import { CorrectableKind } from './correctable-fields.ts';

export const CorrectionState = z.enum(['pending', 'accepted', 'rejected', 'withdrawn']);
export type CorrectionState = z.infer<typeof CorrectionState>;

/** A statement that a field of a curated record is something else than the record says. `by` is somebody as in the change log. */
export const Correction = z.strictObject({
  kind: CorrectableKind,
  record: RecordId,
  /** As the record was called when it was stated. */
  title: z.string(),
  field: z.string(),
  /** In the record's own terms: ids, one spelling; null where the field is to hold nothing. */
  value: ClaimValue,
  /** What the record said then. */
  before: ClaimValue,
  reason: z.string(),
  evidence: z.string().optional(),
  statedBy: z.string(),
  statedAt: z.string(),
  history: z
    .array(
      z.strictObject({
        at: z.string(),
        actor: z.string(),
        to: CorrectionState,
        reason: z.string().optional(),
      }),
    )
    .default([]),
});
export type Correction = z.infer<typeof Correction>;
