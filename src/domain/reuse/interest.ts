import { z } from 'zod';
import { RecordId } from '../ids.ts';

export const InterestState = z.enum(['pending', 'published', 'rejected', 'withdrawn']);
export type InterestState = z.infer<typeof InterestState>;

/** An organisation would like to have an asset, or anything at all for a service. */
export const Interest = z
  .strictObject({
    asset: RecordId.optional(),
    service: RecordId.optional(),
    organisation: RecordId,
    note: z.string().optional(),
    statedBy: z.string(),
    statedAt: z.string(),
    /** Decisions of which somebody said why. */
    history: z
      .array(z.strictObject({ at: z.string(), actor: z.string(), to: InterestState, reason: z.string() }))
      .optional(),
  })
  .refine(
    ({ asset, service }) => (asset === undefined) !== (service === undefined),
    'about an asset or a service',
  );
export type Interest = z.infer<typeof Interest>;
