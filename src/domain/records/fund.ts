import { z } from 'zod';
import { PartialDate, RecordId, WebAddress } from '../ids.ts';
import { Citation, Claim, TitleBasis } from './evidence.ts';

/** A programme that pays, or one round of it. */
export const Fund = z.strictObject({
  id: RecordId,
  title: z.string().min(1),
  titleBasis: TitleBasis.optional(),
  otherNames: z.array(z.string()).default([]),
  aliases: z.array(RecordId).default([]),
  summary: z.string().optional(),
  funder: RecordId.optional(),
  funderName: z.string().optional(),
  /** The fund this is a round or strand of. */
  partOf: RecordId.optional(),
  programme: z.string().optional(),
  round: z.string().optional(),
  startDate: PartialDate.optional(),
  address: WebAddress.optional(),
  /** What the announcement says of grant sizes: rules, not amounts of awards. */
  grantSizes: z.array(z.strictObject({ statement: z.string(), source: RecordId })).default([]),
  /** How many of the fund's projects the catalogue knows; absent where the list is complete or its length unknown. */
  known: z
    .strictObject({ projects: z.int(), of: z.int().optional(), note: z.string().optional() })
    .optional(),
  /** Pays for planning capacity, not for digital work: left out of results unless asked for. */
  capacity: z.boolean().optional(),
  /** totalGbp, bids, winners, partners … as each source states them. */
  claims: z.array(Claim).default([]),
  notes: z.array(z.string()).default([]),
  notesForModerators: z.array(z.string()).default([]),
  sources: z.array(Citation).min(1),
});
export type Fund = z.infer<typeof Fund>;
