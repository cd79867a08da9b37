import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { upkeepStates } from '../../domain/health/upkeep.ts';
import { AssetKind, Audience, Maturity, Relation, SoftwareKind } from '../../domain/records/asset.ts';
import { Basis } from '../../domain/records/evidence.ts';
import { SubmissionState } from '../../domain/registration/submission.ts';
import { checkNamedFilters, checkObservedValues, checkTermValues } from '../../use-cases/check-filters.ts';
import { describeAsset } from '../../use-cases/describe-asset.ts';
import { findObserved } from '../../use-cases/read-observed-values.ts';
import type { ApiServices } from './api-services.ts';
import { registerAssetHealth } from './asset-health.ts';
import { anyId, repeated, typedText, upkeepFilter } from './parameters.ts';
import { type Noun, registerRecordRoutes } from './record-routes.ts';
import { findOwnAsset } from './registration/own-asset.ts';
import { registrationFrame } from './registration/registration-schemas.ts';
import { RepositoryFacts } from './repository-facts.ts';
import { ReuseCountsShown } from './reuse/reuse-schemas.ts';
import {
  addressStates,
  entryFrame,
  frame,
  ListedOrganisation,
  OrganisationReference,
  PartyReference,
  Reference,
  SourceReference,
} from './schemas.ts';

const filters = {
  assetKind: repeated(AssetKind, { example: 'product' }),
  organisation: repeated(anyId, {
    description: 'Code or id of a body in any role; its predecessors are included',
    example: 'SWK',
  }),
  service: repeated(anyId, { description: 'LGSL id', example: '141' }),
  theme: repeated(anyId, { example: 'housing' }),
  fund: repeated(anyId, {
    description: 'Id of a fund that paid for it, as far as a source says so',
    example: 'ldf-1-2m',
  }),
  maturity: repeated(Maturity, { example: 'live' }),
  licence: repeated(typedText(60), {
    description: 'Licence family as SPDX id, or none-found or unknown',
    example: 'MIT',
  }),
  language: repeated(typedText(60), {
    description: "Programming language, by GitHub's facts where there are any, else by a copy's",
    example: 'Ruby',
  }),
  upkeep: repeated(z.enum(upkeepStates), upkeepFilter),
};

const Entry = z.object({
  ...entryFrame,
  summary: z.string().optional(),
  assetKind: AssetKind.optional(),
  repository: z.string().optional(),
  maturity: Maturity.optional(),
  services: z.array(z.string()).optional(),
  themes: z.array(z.string()).optional(),
  licence: z.string().optional(),
  organisations: z.array(ListedOrganisation).optional(),
});

const NamedAsset = z.object({ id: z.string(), title: z.string(), repository: z.string().optional() });

const Licence = z.object({
  status: z.enum(['stated', 'none-found', 'unknown']),
  expression: z.string().optional(),
  family: z.string().optional(),
  raw: z.string().optional(),
  statedIn: z.enum(['licence-file', 'manifest', 'readme', 'page']).optional(),
  how: z.string().optional(),
  words: z.string().meta({ description: 'The licence and where it was found, in words' }),
  use: z.string().optional().meta({ description: 'What it lets one do, in short; no legal advice' }),
});

const Detail = z
  .object({
    ...frame,
    assetKind: AssetKind,
    softwareKind: SoftwareKind.optional(),
    otherNames: z.array(z.string()),
    aliases: z.array(z.string()),
    summary: z.string(),
    description: z.string().optional(),
    repository: z.string().optional(),
    repositoryAddress: z.string().optional(),
    mainRepository: NamedAsset.optional(),
    address: z.string().optional(),
    homepage: z.string().optional(),
    demo: z.string().optional(),
    documentation: z.string().optional(),
    addressStates,
    audience: z.array(Audience),
    services: z.array(Reference),
    themes: z.array(Reference),
    maturity: Maturity.optional(),
    statedStatus: z.object({ words: z.string(), how: z.string().optional() }).optional(),
    organisations: z.array(PartyReference),
    connectsTo: z.array(z.string()),
    standards: z.array(z.string()),
    hosting: z.string().optional(),
    gettingStarted: z.string().optional(),
    licence: Licence.optional(),
    councilSpecific: z.string().optional(),
    repositoryFacts: RepositoryFacts.optional(),
    parts: z.array(NamedAsset.extend({ assetKind: AssetKind, role: z.string().optional() })),
    relations: z.array(
      z.object({
        type: Relation.shape.type,
        direction: z.enum(['out', 'in']),
        asset: NamedAsset.optional(),
        repository: z.string().optional().meta({ description: 'A related repository that nobody has read' }),
        variant: Relation.shape.variant,
        role: z.string().optional(),
        how: z.string().optional(),
        basis: Basis.optional(),
      }),
    ),
    projects: z.array(
      Reference.extend({
        basis: Basis,
        fund: Reference.optional(),
        source: SourceReference.optional(),
        how: z.string().optional(),
      }),
    ),
    funding: z.array(
      z.object({
        award: z.string().optional(),
        project: z.string().optional(),
        fund: Reference.optional(),
        statement: z.string().optional(),
        basis: Basis,
        how: z.string().optional(),
        source: SourceReference.optional(),
      }),
    ),
    adoption: z
      .array(
        OrganisationReference.extend({
          statedName: z.string().optional(),
          known: z.enum(['observed in repository files', 'in use at the lead']),
          how: z.string(),
          part: NamedAsset.optional().meta({ description: 'For a product: the part whose files show it' }),
        }),
      )
      .meta({ description: 'Names seen in repository files: observed, not proof of live use' }),
    reuse: ReuseCountsShown,
    interested: z.int().meta({ description: 'Organisations that would like to have it' }),
    checked: z.boolean().meta({ description: 'False where nobody has read the thing itself' }),
    readInPart: z.boolean().optional(),
    notes: z.array(z.string()),
  })
  .meta({ id: 'AssetDetail' });

const OwnDetail = z.object({ ...Detail.shape, ...registrationFrame, state: SubmissionState }).meta({
  id: 'OwnAssetDetail',
  description: 'The working copy, for its owner, its organisation and moderators',
});

const assets: Noun<'asset', typeof filters> = {
  kind: 'asset',
  singular: 'asset',
  plural: 'assets',
  about:
    'Assets are what another council can reuse: products, repositories, prototypes, research, standards, guidance.',
  filters,
  Entry,
  Detail: z.union([Detail, OwnDetail]),
  findOwn: findOwnAsset,
  async toTerms({ assetKind, maturity, licence, language: _language, upkeep: _upkeep, ...named }, services) {
    const terms = new Map<string, readonly string[]>(checkNamedFilters(services, named));
    const checked = {
      assetKind,
      maturity,
      licence: await checkTermValues(services.store, 'asset', 'licence', licence),
    };
    for (const [name, values] of Object.entries(checked)) if (values) terms.set(name, values);
    return terms;
  },
  async toIds({ language, upkeep }, { directory }) {
    if (language === undefined && upkeep === undefined) return undefined;
    const languages = await checkObservedValues(directory, 'language', language);
    return findObserved(await directory.readObserved(), { language: languages, upkeep });
  },
  describe: describeAsset,
  holdsUntil: (described) => (described as Awaited<ReturnType<typeof describeAsset>>).reuse.holdsUntil,
};

export async function registerAssets(app: FastifyInstance, services: ApiServices): Promise<void> {
  registerRecordRoutes(app, services, assets);
  await registerAssetHealth(app, services);
}
