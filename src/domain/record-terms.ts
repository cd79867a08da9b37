import type { AssetLicence } from './asset.ts';
import { licenceFamily } from './licence.ts';
import type { Project } from './project.ts';
import type { CatalogueRecord, DocumentOf } from './record.ts';
import type { Repository } from './repository.ts';

/** A value that a list can be filtered by. */
export interface Term {
  name: string;
  value: string;
}

/** What a record does not say itself and is found by all the same. */
export interface TermContext {
  /** Facts of the asset's repository, for a product those of its main one. */
  repository?: Repository;
  /** Projects that name the asset as an output. */
  projects?: readonly Project[];
}

/** A language below this share of a repository is a script or a template beside the real thing. */
export const leastLanguageShare = 0.05;

type Values = Record<string, readonly (string | undefined)[]>;

/** Each name and value once. */
export function termsOf(record: CatalogueRecord, context: TermContext = {}): Term[] {
  const terms = new Map<string, Term>();
  for (const [name, values] of Object.entries(valuesOf(record, context))) {
    for (const value of values) {
      if (value !== undefined) terms.set(`${name} ${value}`, { name, value });
    }
  }
  return [...terms.values()];
}

function valuesOf(record: CatalogueRecord, context: TermContext): Values {
  switch (record.kind) {
    case 'asset':
      return ofAsset(record.document, context);
    case 'project':
      return ofProject(record.document);
    case 'award':
      return ofAward(record.document);
    case 'fund':
      return ofFund(record.document);
    case 'organisation':
      return ofOrganisation(record.document);
    case 'service':
      return { status: [record.document.status], providingTier: [record.document.providingTier] };
    case 'source':
      return { sourceType: [record.document.sourceType], publisher: [record.document.publisher] };
    case 'repository':
      return {};
  }
}

/** A link by general knowledge is shown, but nothing is found by it. */
function isFound({ basis }: { basis: string }): boolean {
  return basis !== 'inferred';
}

function ofAsset(document: DocumentOf['asset'], { repository, projects = [] }: TermContext): Values {
  const lead = document.lead?.organisation;
  const partners = document.partners.map((partner) => partner.organisation);
  const funding = document.funding.filter(isFound);
  const madeBy = projects.filter((project) =>
    project.outputs.some((output) => output.asset === document.id && isFound(output)),
  );
  return {
    assetKind: [document.assetKind],
    service: document.services,
    theme: document.themes,
    organisation: [lead, ...partners, ...document.suppliers],
    lead: [lead],
    supplier: document.suppliers,
    adopter: document.adoption.flatMap(({ organisation, atLead }) => (atLead ? [] : [organisation])),
    fund: [...funding.map(({ fund }) => fund), ...madeBy.map(({ fund }) => fund)],
    project: [...funding.map(({ project }) => project), ...madeBy.map(({ id }) => id)],
    award: [...funding.map(({ award }) => award), ...madeBy.flatMap(({ awards }) => awards)],
    maturity: [document.maturity],
    licence: [document.licence && licenceTerm(document.licence)],
    language:
      repository?.languages.filter(({ share }) => share >= leastLanguageShare).map(({ name }) => name) ?? [],
    platform: document.connectsTo,
    standard: document.standards,
  };
}

/** The family where the licence is an SPDX expression, else how far it is known. */
function licenceTerm({ expression, status }: AssetLicence): string {
  return expression === undefined ? status : licenceFamily(expression);
}

function ofProject(document: DocumentOf['project']): Values {
  const leads = document.leads.map((lead) => lead.organisation);
  return {
    organisation: [...leads, ...document.partners.map((partner) => partner.organisation)],
    lead: leads,
    fund: [document.fund],
    award: document.awards,
    fundingPhase: [document.fundingPhase],
    service: document.services,
    theme: document.themes,
    capacity: [document.capacity ? 'true' : undefined],
    example: [document.example ? 'true' : undefined],
  };
}

function ofAward(document: DocumentOf['award']): Values {
  const leads = document.leads.map((lead) => lead.organisation);
  return {
    organisation: [...leads, ...document.partners.map((partner) => partner.organisation)],
    lead: leads,
    fund: [document.fund],
    project: [document.project],
    fundingPhase: [document.fundingPhase],
    intervention: [document.intervention],
    capacity: [document.capacity ? 'true' : undefined],
  };
}

function ofFund(document: DocumentOf['fund']): Values {
  return {
    organisation: [document.funder],
    funder: [document.funder],
    fund: [document.partOf],
    programme: [document.programme],
    capacity: [document.capacity ? 'true' : undefined],
  };
}

function ofOrganisation(document: DocumentOf['organisation']): Values {
  return {
    type: [document.type],
    nation: [document.nation],
    region: [document.region],
    isCouncil: [String(document.isCouncil)],
    current: [String(document.endDate === undefined)],
    programme: document.memberships.map(({ programme }) => programme),
  };
}
