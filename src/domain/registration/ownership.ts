import { z } from 'zod';
import { RecordId } from '../ids.ts';

/** `claimed`: waits for a moderator; `confirmed`: the organisation's corrections are shown at once. */
export const OwnershipState = z.enum(['claimed', 'confirmed', 'refused', 'ended']);
export type OwnershipState = z.infer<typeof OwnershipState>;

/** An organisation says that it looks after an asset. `by` is somebody as in the change log. */
export const Ownership = z.strictObject({
  asset: RecordId,
  title: z.string(),
  organisation: RecordId,
  note: z.string().optional(),
  claimedBy: z.string(),
  claimedAt: z.string(),
  history: z
    .array(
      z.strictObject({
        at: z.string(),
        actor: z.string(),
        to: OwnershipState,
        reason: z.string().optional(),
      }),
    )
    .default([]),
});
export type Ownership = z.infer<typeof Ownership>;
