import { z } from 'zod';
import { RecordId } from '../ids.ts';

/** An entry of the Local Government Service List. `id` is the LGSL number as text. */
export const Service = z.strictObject({
  id: RecordId,
  lgsl: z.int().positive(),
  title: z.string().min(1),
  status: z.enum(['live', 'discontinued']),
  formerLabels: z.array(z.string()).default([]),
  /** GOV.UK's plain wording and the tier that provides it, for the services GOV.UK links to. */
  plainName: z.string().optional(),
  govUkSlug: z.string().optional(),
  providingTier: z.enum(['county/unitary', 'district/unitary', 'all']).optional(),
  sources: z.array(RecordId).min(1),
});
export type Service = z.infer<typeof Service>;
