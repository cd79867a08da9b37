import { z } from 'zod';
import { RecordId } from '../ids.ts';
import { Basis, Citation, Claim, FundingPhase, Party, TitleBasis } from './evidence.ts';

/** What came of a project. `inferred` links are shown so and are not "an output found". */
export const ProjectOutput = z.strictObject({
  asset: RecordId,
  basis: Basis,
  source: RecordId.optional(),
  how: z.string().min(1).optional(),
});
export type ProjectOutput = z.infer<typeof ProjectOutput>;

/** What was to be done, and for whom. */
export const Project = z.strictObject({
  id: RecordId,
  title: z.string().min(1),
  titleBasis: TitleBasis.optional(),
  otherNames: z.array(z.string()).default([]),
  aliases: z.array(RecordId).default([]),
  problem: z.string().optional(),
  outcome: z.string().optional(),
  leads: z.array(Party).default([]),
  partners: z.array(Party).default([]),
  fund: RecordId.optional(),
  awards: z.array(RecordId).default([]),
  fundingPhase: FundingPhase.optional(),
  services: z.array(RecordId).default([]),
  themes: z.array(RecordId).default([]),
  outputs: z.array(ProjectOutput).default([]),
  /** Earlier projects that this one continues. */
  follows: z.array(RecordId).default([]),
  /** An example in an announcement that names no council: last in results. */
  example: z.boolean().optional(),
  capacity: z.boolean().optional(),
  claims: z.array(Claim).default([]),
  notes: z.array(z.string()).default([]),
  notesForModerators: z.array(z.string()).default([]),
  sources: z.array(Citation).min(1),
});
export type Project = z.infer<typeof Project>;
