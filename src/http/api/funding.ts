import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AssetKind } from '../../domain/records/asset.ts';
import { Basis, FundingPhase, TitleBasis } from '../../domain/records/evidence.ts';
import { checkNamedFilters } from '../../use-cases/check-filters.ts';
import { describeAward, describeFund, describeProject } from '../../use-cases/describe-funding.ts';
import type { ApiServices } from './api-services.ts';
import { anyId, includeCapacity, repeated } from './parameters.ts';
import { type Noun, registerRecordRoutes } from './record-routes.ts';
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

const organisation = repeated(anyId, {
  description: 'Code or id of a lead or partner; its predecessors are included',
  example: 'BUC',
});
const fund = repeated(anyId, { description: 'Id of a fund', example: 'ldf-1-2m' });
const fundingPhase = repeated(FundingPhase, { example: 'beta' });
const service = repeated(anyId, { description: 'LGSL id', example: '141' });
const theme = repeated(anyId, { example: 'planning' });
const capacityTerm = { name: 'capacity', value: 'true' };

const AwardSummary = z.object({
  id: z.string(),
  title: z.string(),
  fund: Reference,
  leads: z.array(PartyReference),
  awardedOn: z.string().optional(),
  fundingPhase: FundingPhase.optional(),
  amountGbp: z.number().optional(),
});

type NamedQuery = {
  organisation?: string[];
  fund?: string[];
  service?: string[];
  theme?: string[];
  fundingPhase?: string[];
  include?: string;
};

async function toFundingTerms(
  { fundingPhase: phases, include: _include, ...named }: NamedQuery,
  services: ApiServices,
) {
  const terms = new Map<string, readonly string[]>(checkNamedFilters(services, named));
  if (phases) terms.set('fundingPhase', phases);
  return terms;
}

const awardFilters = { organisation, fund, fundingPhase, include: includeCapacity };

const awards: Noun<'award', typeof awardFilters> = {
  kind: 'award',
  singular: 'award',
  plural: 'awards',
  about: 'Awards are grants from a fund; an amount is shown only where a source states it.',
  filters: awardFilters,
  without: capacityTerm,
  toTerms: toFundingTerms,
  Entry: z.object({
    ...entryFrame,
    fund: z.string().optional(),
    project: z.string().optional(),
    awardedOn: z.string().optional(),
    fundingPhase: FundingPhase.optional(),
    amountGbp: z.number().optional(),
    capacity: z.boolean().optional(),
    organisations: z.array(ListedOrganisation).optional(),
  }),
  Detail: z
    .object({
      ...frame,
      addressStates,
      aliases: z.array(z.string()),
      titleBasis: TitleBasis,
      fund: Reference,
      project: Reference.optional(),
      recipient: z.string().optional().meta({ description: 'The stated wording of who got it' }),
      organisations: z.array(PartyReference),
      amountGbp: z
        .number()
        .optional()
        .meta({ description: 'Pounds; absent where no source states an amount' }),
      amountSource: SourceReference.optional(),
      awardedOn: z.string().optional(),
      fundingPhase: FundingPhase.optional(),
      intervention: z.string().optional(),
      address: z.string().optional(),
      capacity: z.boolean(),
      notes: z.array(z.string()),
    })
    .meta({ id: 'AwardDetail' }),
  describe: describeAward,
};

const projectFilters = { organisation, fund, fundingPhase, service, theme, include: includeCapacity };

const projects: Noun<'project', typeof projectFilters> = {
  kind: 'project',
  singular: 'project',
  plural: 'projects',
  about: 'Projects are what was to be done with the money, and what came of it.',
  filters: projectFilters,
  without: capacityTerm,
  toTerms: toFundingTerms,
  Entry: z.object({
    ...entryFrame,
    problem: z.string().optional(),
    fund: z.string().optional(),
    awards: z.array(z.string()).optional(),
    fundingPhase: FundingPhase.optional(),
    organisations: z.array(ListedOrganisation).optional(),
    outputs: z.array(z.string()).optional(),
  }),
  Detail: z
    .object({
      ...frame,
      addressStates,
      otherNames: z.array(z.string()),
      aliases: z.array(z.string()),
      titleBasis: TitleBasis,
      problem: z.string().optional(),
      outcome: z.string().optional(),
      organisations: z.array(PartyReference),
      fund: Reference.optional(),
      awards: z.array(AwardSummary),
      fundingPhase: FundingPhase.optional(),
      services: z.array(Reference),
      themes: z.array(Reference),
      outputs: z.array(
        Reference.extend({
          assetKind: AssetKind,
          repository: z.string().optional(),
          basis: Basis,
          source: SourceReference.optional(),
          how: z.string().optional(),
        }),
      ),
      publicOutputFound: z
        .boolean()
        .meta({ description: 'False where no source names an output; inferred links do not count' }),
      follows: z.array(Reference),
      followedBy: z.array(Reference),
      example: z.boolean(),
      capacity: z.boolean(),
      notes: z.array(z.string()),
    })
    .meta({ id: 'ProjectDetail' }),
  describe: describeProject,
};

const fundFilters = { include: includeCapacity };

const funds: Noun<'fund', typeof fundFilters> = {
  kind: 'fund',
  singular: 'fund',
  plural: 'funds',
  about: 'Funds are programmes that pay, or their rounds.',
  filters: fundFilters,
  without: capacityTerm,
  toTerms: async () => new Map(),
  Entry: z.object({
    ...entryFrame,
    summary: z.string().optional(),
    funder: z.string().optional(),
    partOf: z.string().optional(),
    startDate: z.string().optional(),
    capacity: z.boolean().optional(),
  }),
  Detail: z
    .object({
      ...frame,
      addressStates,
      otherNames: z.array(z.string()),
      aliases: z.array(z.string()),
      titleBasis: TitleBasis,
      summary: z.string().optional(),
      funder: OrganisationReference.optional(),
      funderName: z.string().optional(),
      partOf: Reference.optional(),
      rounds: z.array(Reference),
      round: z.string().optional(),
      startDate: z.string().optional(),
      address: z.string().optional(),
      grantSizes: z.array(z.object({ statement: z.string(), source: SourceReference })),
      known: z
        .object({ projects: z.int(), of: z.int().optional(), note: z.string().optional() })
        .optional()
        .meta({ description: 'How much of an incomplete list the catalogue knows' }),
      capacity: z.boolean(),
      awards: z.array(AwardSummary),
      awardsWithAmount: z.int(),
      awardsSumGbp: z.number().meta({ description: 'Sum of the amounts shown, each award once' }),
      notes: z.array(z.string()),
    })
    .meta({ id: 'FundDetail' }),
  describe: describeFund,
};

export async function registerFunding(app: FastifyInstance, services: ApiServices): Promise<void> {
  registerRecordRoutes(app, services, projects);
  registerRecordRoutes(app, services, awards);
  registerRecordRoutes(app, services, funds);
}
