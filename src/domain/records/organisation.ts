import { z } from 'zod';
import { PartialDate, RecordId, WebAddress } from '../ids.ts';

export const OrganisationType = z.enum([
  'district',
  'unitary',
  'metropolitan-district',
  'london-borough',
  'county',
  'city-corporation',
  'combined-authority',
  'strategic-regional-authority',
  'scottish-unitary',
  'welsh-unitary',
  'ni-district',
  'resilience-forum',
  'national-park',
  'fire-service',
  'nhs',
  'government',
  'funder',
  'collective',
  'supplier',
  'company',
  'charity',
  'university',
  'volunteers',
]);
export type OrganisationType = z.infer<typeof OrganisationType>;

/** Past or present; keyed by `code`, for councils the register's local-authority-code, never the GSS code (those name areas and change). */
export const Organisation = z.strictObject({
  id: RecordId,
  code: z.string().min(1),
  title: z.string().min(1),
  shortName: z.string().optional(),
  otherNames: z.array(z.string()).default([]),
  type: OrganisationType,
  isCouncil: z.boolean(),
  tier: z.enum(['upper', 'lower', 'unitary', 'combined']).optional(),
  nation: z.enum(['England', 'Scotland', 'Wales', 'Northern Ireland']).optional(),
  region: z.string().optional(),
  startDate: PartialDate.optional(),
  endDate: PartialDate.optional(),
  /** Many-to-many: Cumbria was succeeded by two councils, Dorset Council succeeds six. */
  successors: z.array(RecordId).default([]),
  /** True where the body ended and the register does not say who followed. */
  successorNotInRegister: z.boolean().optional(),
  county: RecordId.optional(),
  combinedAuthority: RecordId.optional(),
  gssCode: z.string().optional(),
  formerGssCodes: z.array(z.string()).default([]),
  /** Codes that other registers use for the same body. */
  otherCodes: z.array(z.string()).default([]),
  govUkSlug: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  population: z.int().optional(),
  homepage: WebAddress.optional(),
  /** Accounts on GitHub that the body's code is published under. */
  accounts: z.array(z.string()).default([]),
  /** Programmes the body has joined, from the award register; joining one is not reuse of an asset. */
  memberships: z
    .array(
      z.strictObject({
        programme: z.string(),
        cohort: z.string().optional(),
        since: PartialDate.optional(),
        until: PartialDate.optional(),
        source: RecordId,
      }),
    )
    .default([]),
  note: z.string().optional(),
  sources: z.array(RecordId).min(1),
});
export type Organisation = z.infer<typeof Organisation>;
