import { licenceValue } from '../licence.ts';
import type { Asset } from './asset.ts';
import type { Award } from './award.ts';
import type { Basis } from './evidence.ts';
import type { Project } from './project.ts';
import type { CatalogueRecord, DocumentOf } from './record.ts';
import { mainLanguages, type Repository } from './repository.ts';

/** A value that a list can be filtered by. */
export interface Term {
  name: string;
  value: string;
}

/** What an asset does not say itself and is found by all the same. */
export interface TermContext {
  /** Of a product: what it does not say itself is taken from here. */
  mainRepository?: Asset;
  /** Facts of the asset's repository, for a product those of its main one. */
  repository?: Repository;
  /** Projects that made the asset or paid for it, and the awards behind them, inferred ones left out. */
  projects?: readonly Project[];
  awards?: readonly Award[];
}

/** A link by general knowledge is shown, but nothing is found by it. */
export function isFound({ basis }: { basis: Basis }): boolean {
  return basis !== 'inferred';
}

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

function ofAsset(
  document: DocumentOf['asset'],
  { mainRepository, repository, projects = [], awards = [] }: TermContext,
): Values {
  const lead = document.lead?.organisation;
  const partners = document.partners.map((partner) => partner.organisation);
  const funding = document.funding.filter(isFound);
  const paid = [...projects, ...awards];
  return {
    assetKind: [document.assetKind],
    service: document.services,
    theme: document.themes,
    organisation: [lead, ...partners, ...document.suppliers],
    lead: [lead],
    supplier: document.suppliers,
    adopter: document.adoption.flatMap(({ organisation, atLead }) => (atLead ? [] : [organisation])),
    fund: [...funding.map(({ fund }) => fund), ...paid.map(({ fund }) => fund)],
    project: [...funding.map(({ project }) => project), ...projects.map(({ id }) => id)],
    award: [...funding.map(({ award }) => award), ...awards.map(({ id }) => id)],
    fundingPhase: paid.map(({ fundingPhase }) => fundingPhase),
    maturity: [document.maturity],
    licence: [licenceValue(document.licence ?? mainRepository?.licence)],
    language: mainLanguages(repository?.languages),
    platform: document.connectsTo,
    standard: document.standards,
  };
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
