import { z } from 'zod';
import { RecordId, RepositoryName, WebAddress } from '../ids.ts';
import { Basis, Citation, Claim, Party } from './evidence.ts';

export const AssetKind = z.enum([
  'product',
  'repository',
  'prototype',
  'pattern',
  'research',
  'data-standard',
  'template',
  'guidance',
  'dataset',
  'case-study',
]);
export type AssetKind = z.infer<typeof AssetKind>;

export const SoftwareKind = z.enum([
  'software',
  'api',
  'module',
  'library',
  'component',
  'website',
  'data-tool',
  'infrastructure',
]);

export const Maturity = z.enum(['idea', 'prototype', 'piloted', 'live', 'dormant', 'retired']);
export type Maturity = z.infer<typeof Maturity>;

export const Audience = z.enum([
  'officers',
  'residents',
  'developers',
  'service-providers',
  'analysts',
  'businesses',
  'councillors',
]);

export const RelationType = z.enum(['needs', 'companionOf', 'clientOf', 'replaces', 'variantOf', 'partOf']);
export type RelationType = z.infer<typeof RelationType>;

/** Stored once, shown from both ends. The other end is an asset, or a repository (`owner/name`) that nobody has read yet. */
export const Relation = z
  .strictObject({
    type: RelationType,
    asset: RecordId.optional(),
    repository: RepositoryName.optional(),
    /** For `variantOf`: how the one came from the other, as far as known. */
    variant: z.enum(['fork', 'copy', 'variant']).optional(),
    /** For `partOf`: what the part is of its product, in a word or two ("front end", "API", "Hackney edition"). */
    role: z.string().optional(),
    how: z.string().min(1).optional(),
    source: RecordId.optional(),
    basis: Basis.optional(),
  })
  .refine(
    (relation) => (relation.asset === undefined) !== (relation.repository === undefined),
    'name either an asset or a repository',
  );
export type Relation = z.infer<typeof Relation>;

/** `none-found`: looked and not there; `unknown`: could not look. Neither is a licence, and `unknown` is not "unlicensed". */
export const AssetLicence = z.strictObject({
  status: z.enum(['stated', 'none-found', 'unknown']),
  /** SPDX expression, as far as the source goes: "GPL-3.0" without more stays so. */
  expression: z.string().optional(),
  /** What the source says, when that is not an SPDX expression. */
  raw: z.string().optional(),
  /** Where it was read; `manifest` alone is shown as "stated in package.json, no licence file". */
  statedIn: z.enum(['licence-file', 'manifest', 'readme', 'page']).optional(),
  how: z.string().min(1).optional(),
});
export type AssetLicence = z.infer<typeof AssetLicence>;

export const Asset = z.strictObject({
  id: RecordId,
  assetKind: AssetKind,
  softwareKind: SoftwareKind.optional(),
  title: z.string().min(1),
  otherNames: z.array(z.string()).default([]),
  aliases: z.array(RecordId).default([]),
  summary: z.string().min(1),
  description: z.string().optional(),
  repository: RepositoryName.optional(),
  /** For a product: the repository asset to start from. */
  mainRepository: RecordId.optional(),
  address: WebAddress.optional(),
  homepage: WebAddress.optional(),
  demo: WebAddress.optional(),
  documentation: WebAddress.optional(),
  audience: z.array(Audience).default([]),
  services: z.array(RecordId).default([]),
  themes: z.array(RecordId).default([]),
  maturity: Maturity.optional(),
  statedStatus: z.strictObject({ words: z.string(), how: z.string().optional() }).optional(),
  lead: Party.optional(),
  partners: z.array(Party).default([]),
  suppliers: z.array(RecordId).default([]),
  /** Names from seeds/reference/platforms.yaml and standards.yaml, so that one thing has one name. */
  connectsTo: z.array(z.string()).default([]),
  standards: z.array(z.string()).default([]),
  hosting: z.string().optional(),
  gettingStarted: z.string().optional(),
  licence: AssetLicence.optional(),
  councilSpecific: z.string().optional(),
  relations: z.array(Relation).default([]),
  /** Money that sources connect with this asset beyond its projects' outputs; amounts stand on awards only. */
  funding: z
    .array(
      z.strictObject({
        award: RecordId.optional(),
        project: RecordId.optional(),
        fund: RecordId.optional(),
        statement: z.string().optional(),
        basis: Basis,
        how: z.string().optional(),
        source: RecordId.optional(),
      }),
    )
    .default([]),
  /** Names seen in configuration or seed files: observed, not live use. `atLead` marks the lead's own use, which is no reuse. */
  adoption: z
    .array(
      z.strictObject({
        organisation: RecordId,
        name: z.string().optional(),
        how: z.string().min(1),
        atLead: z.boolean().optional(),
      }),
    )
    .default([]),
  /** False where nobody has read the repository. */
  checked: z.boolean().default(true),
  readInPart: z.boolean().optional(),
  claims: z.array(Claim).default([]),
  notes: z.array(z.string()).default([]),
  notesForModerators: z.array(z.string()).default([]),
  sources: z.array(Citation).min(1),
});
export type Asset = z.infer<typeof Asset>;
