import { z } from 'zod';
import { RecordId } from '../ids.ts';

/** Where a fact was stated: a source record, and the place in it (a file, a section, a row). */
export const Citation = z.strictObject({
  source: RecordId,
  how: z.string().min(1).optional(),
});
export type Citation = z.infer<typeof Citation>;

/**
 * How a link or value is known. `stated`: a source says it; `derived`: worked out from stated facts; `observed`: read in repository
 * files; `inferred`: general knowledge, shown so and never counted as found.
 */
export const Basis = z.enum(['stated', 'derived', 'observed', 'inferred']);
export type Basis = z.infer<typeof Basis>;

export const ClaimValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export type ClaimValue = z.infer<typeof ClaimValue>;

/**
 * What one source says of one field of a record. Two claims on a field with different values are a disagreement, and both are shown.
 * `ambiguous` marks a statement that may be about this record or another: it never becomes the value shown.
 */
export const Claim = z.strictObject({
  field: z.string().min(1),
  value: ClaimValue,
  source: RecordId,
  how: z.string().min(1).optional(),
  basis: Basis.optional(),
  ambiguous: z.boolean().optional(),
});
export type Claim = z.infer<typeof Claim>;

/** An organisation in a role, with the wording of the source when it differs from the organisation's name. */
export const Party = z.strictObject({
  organisation: RecordId,
  name: z.string().min(1).optional(),
  note: z.string().min(1).optional(),
  how: z.string().min(1).optional(),
  source: RecordId.optional(),
});
export type Party = z.infer<typeof Party>;

/** How a title came about: `made` as "<lead>: <programme>" where no source names the thing, `corroborated` from a source other than the first. */
export const TitleBasis = z.enum(['stated', 'made', 'corroborated']);

export const FundingPhase = z.enum(['discovery', 'alpha', 'beta', 'live']);
export type FundingPhase = z.infer<typeof FundingPhase>;
