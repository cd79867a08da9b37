import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { invalidInput } from '../../domain/errors.ts';
import { RecordKind } from '../../domain/ids.ts';
import { OrganisationType } from '../../domain/records/organisation.ts';
import { SourceType } from '../../domain/records/source.ts';
import { checkNamedFilters } from '../../use-cases/check-filters.ts';
import { describeOrganisation, describeService, describeSource } from '../../use-cases/describe-reference.ts';
import type { ApiServices } from './api-services.ts';
import { repeated, typedText } from './parameters.ts';
import { type Noun, registerRecordRoutes } from './record-routes.ts';
import { addressStates, entryFrame, frame, OrganisationReference, SourceReference } from './schemas.ts';

const Nation = z.enum(['England', 'Scotland', 'Wales', 'Northern Ireland']);
const Work = z.object({ kind: RecordKind, id: z.string(), title: z.string(), role: z.string() });

/** Plain values of a filter become terms of the same name. */
function toPlainTerms(values: Record<string, readonly string[] | undefined>): Map<string, readonly string[]> {
  return new Map(Object.entries(values).flatMap(([name, given]) => (given ? [[name, given] as const] : [])));
}

const organisationFilters = {
  type: repeated(OrganisationType, { example: 'district' }),
  nation: repeated(Nation, { example: 'Wales' }),
  region: repeated(typedText(60), { example: 'South West' }),
  current: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: bodies that exist today; false: abolished ones', examples: ['true'] }),
  isCouncil: z
    .enum(['true', 'false'])
    .optional()
    .meta({ examples: ['true'] }),
};

const organisations: Noun<'organisation', typeof organisationFilters> = {
  kind: 'organisation',
  singular: 'organisation',
  plural: 'organisations',
  about:
    'Organisations are councils, past and present, and other bodies that lead, pay or supply. A council is known by the code of the council register.',
  filters: organisationFilters,
  async toTerms({ region, current, isCouncil, type, nation }, services) {
    const checked = checkNamedFilters(services, { region });
    return toPlainTerms({
      type,
      nation,
      region: checked.get('region'),
      current: current ? [current] : undefined,
      isCouncil: isCouncil ? [isCouncil] : undefined,
    });
  },
  findOther: (given, { directory }) => directory.councils.find(given)?.id,
  Entry: z.object({
    ...entryFrame,
    code: z.string().optional(),
    type: OrganisationType.optional(),
    isCouncil: z.boolean().optional(),
    nation: Nation.optional(),
    region: z.string().optional(),
    startDate: z.string().optional(),
    endDate: z.string().optional(),
    successors: z.array(z.string()).optional(),
    gssCode: z.string().optional(),
    current: z.boolean().optional(),
  }),
  Detail: z
    .object({
      ...frame,
      code: z.string(),
      shortName: z.string().optional(),
      otherNames: z.array(z.string()),
      type: OrganisationType,
      isCouncil: z.boolean(),
      current: z.boolean(),
      tier: z.enum(['upper', 'lower', 'unitary', 'combined']).optional(),
      nation: Nation.optional(),
      region: z.string().optional(),
      startDate: z.string().optional(),
      endDate: z.string().optional(),
      successors: z
        .array(OrganisationReference)
        .meta({ description: 'Who followed when it ended; may be several' }),
      predecessors: z
        .array(OrganisationReference)
        .meta({ description: 'Bodies that became this one, also through others' }),
      successorNotInRegister: z.boolean().optional(),
      county: OrganisationReference.optional(),
      combinedAuthority: OrganisationReference.optional(),
      gssCode: z.string().optional(),
      formerGssCodes: z.array(z.string()),
      otherCodes: z.array(z.string()),
      govUkSlug: z.string().optional(),
      latitude: z.number().optional(),
      longitude: z.number().optional(),
      population: z.int().optional(),
      homepage: z.string().optional(),
      accounts: z.array(z.string()),
      memberships: z.array(
        z.object({
          programme: z.string(),
          cohort: z.string().optional(),
          since: z.string().optional(),
          until: z.string().optional(),
          source: SourceReference,
        }),
      ),
      note: z.string().optional(),
      work: z.array(Work).meta({ description: 'Assets, projects and awards it has a role in' }),
      predecessorsWork: z.array(Work.extend({ via: OrganisationReference })),
    })
    .meta({ id: 'OrganisationDetail' }),
  describe: describeOrganisation,
};

const ServiceStatus = z.enum(['live', 'discontinued']);
const ProvidingTier = z.enum(['county/unitary', 'district/unitary', 'all']);
const serviceFilters = { status: repeated(ServiceStatus, { example: 'live' }) };

const serviceNoun: Noun<'service', typeof serviceFilters> = {
  kind: 'service',
  singular: 'service',
  plural: 'services',
  about: 'Services are the entries of the Local Government Service List; the id is the LGSL number.',
  filters: serviceFilters,
  toTerms: async ({ status }) => toPlainTerms({ status }),
  Entry: z.object({
    ...entryFrame,
    lgsl: z.int().optional(),
    status: ServiceStatus.optional(),
    plainName: z.string().optional(),
  }),
  Detail: z
    .object({
      ...frame,
      lgsl: z.int(),
      status: ServiceStatus,
      formerLabels: z.array(z.string()),
      plainName: z.string().optional(),
      govUkSlug: z.string().optional(),
      providingTier: ProvidingTier.optional(),
      interested: z.int().meta({ description: 'Organisations that would like to have something for it' }),
      work: z.array(Work),
    })
    .meta({ id: 'ServiceDetail' }),
  describe: describeService,
};

const sourceFilters = {
  sourceType: repeated(SourceType, { example: 'announcement' }),
  publisher: repeated(typedText(200), {
    description: 'Publisher exactly as shown',
    example: 'Local Government Association',
  }),
};

const sources: Noun<'source', typeof sourceFilters> = {
  kind: 'source',
  singular: 'source',
  plural: 'sources',
  about: 'Sources are where facts were stated: announcements, pages, registers, repository files.',
  filters: sourceFilters,
  async toTerms({ sourceType, publisher }, { store }) {
    const publishers = new Set(
      (publisher ? await store.termValues('source', 'publisher') : []).map(({ value }) => value),
    );
    const unknown = publisher?.find((value) => !publishers.has(value));
    if (unknown !== undefined)
      throw invalidInput([
        { field: 'publisher', message: `"${unknown.slice(0, 80)}" publishes no source of the catalogue` },
      ]);
    return toPlainTerms({ sourceType, publisher });
  },
  Entry: z.object({
    ...entryFrame,
    sourceType: SourceType.optional(),
    publisher: z.string().optional(),
    address: z.string().optional(),
    publishedOn: z.string().optional(),
  }),
  Detail: z
    .object({
      ...frame,
      titleBasis: z.enum(['stated', 'made']).optional(),
      sourceType: SourceType,
      publisher: z.string().optional(),
      address: z.string().optional(),
      addressStates,
      publishedOn: z.string().optional(),
      licence: z.string().optional(),
      note: z.string().optional(),
      citedBy: z.array(Work),
    })
    .meta({ id: 'SourceDetail' }),
  describe: describeSource,
};

export async function registerReference(app: FastifyInstance, services: ApiServices): Promise<void> {
  registerRecordRoutes(app, services, organisations);
  registerRecordRoutes(app, services, serviceNoun);
  registerRecordRoutes(app, services, sources);
}
