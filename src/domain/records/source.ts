import { z } from 'zod';
import { PartialDate, RecordId, WebAddress } from '../ids.ts';

/** What sort of source: decides which claim of an amount is shown (money.ts). */
export const SourceType = z.enum([
  'announcement',
  'funder',
  'register',
  'evaluation',
  'press',
  'council',
  'supplier',
  'repository',
  'reference',
  'page',
  'correction',
]);
export type SourceType = z.infer<typeof SourceType>;

/** A public address, or a title with its publisher. */
export const Source = z.strictObject({
  id: RecordId,
  title: z.string().min(1),
  titleBasis: z.enum(['stated', 'made']).optional(),
  sourceType: SourceType,
  publisher: z.string().min(1).optional(),
  address: WebAddress.optional(),
  publishedOn: PartialDate.optional(),
  licence: z.string().optional(),
  note: z.string().optional(),
});
export type Source = z.infer<typeof Source>;
