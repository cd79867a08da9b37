import { z } from 'zod';
import { PartialDate, RecordId, WebAddress } from '../ids.ts';
import { Citation, Claim, FundingPhase, Party, TitleBasis } from './evidence.ts';

/** One grant from a fund. The amount shown is chosen among its claims (money.ts); no claim, no amount. */
export const Award = z.strictObject({
  id: RecordId,
  title: z.string().min(1),
  titleBasis: TitleBasis.optional(),
  aliases: z.array(RecordId).default([]),
  fund: RecordId,
  project: RecordId.optional(),
  /** The stated wording of who got it. */
  recipient: z.string().optional(),
  leads: z.array(Party).default([]),
  partners: z.array(Party).default([]),
  awardedOn: PartialDate.optional(),
  fundingPhase: FundingPhase.optional(),
  intervention: z.string().optional(),
  address: WebAddress.optional(),
  capacity: z.boolean().optional(),
  claims: z.array(Claim).default([]),
  notes: z.array(z.string()).default([]),
  notesForModerators: z.array(z.string()).default([]),
  sources: z.array(Citation).min(1),
});
export type Award = z.infer<typeof Award>;
