import type { RecordKind, RecordRef } from '../ids.ts';
import type { Citation, Claim, Party } from './evidence.ts';
import type { CatalogueRecord, DocumentOf } from './record.ts';

/** A place in a document that names another record: `field` is its path, `name` the role of the edge. */
export interface Mention extends RecordRef {
  field: string;
  name: string;
}

/** Every place where a document names another record, in the order of its fields. */
export function referencesOf(record: CatalogueRecord): Mention[] {
  switch (record.kind) {
    case 'organisation':
      return ofOrganisation(record.document);
    case 'source':
      return [];
    case 'service':
      return ids('sources', 'source', 'source', record.document.sources);
    case 'fund':
      return ofFund(record.document);
    case 'award':
      return ofAward(record.document);
    case 'project':
      return ofProject(record.document);
    case 'asset':
      return ofAsset(record.document);
    case 'repository':
      return [
        one('id', 'asset', 'asset', record.document.id),
        ...ids('sources', 'source', 'source', record.document.sources),
      ].flat();
  }
}

/** The edges that lead from a record to others, each once. */
export function linksOf(record: CatalogueRecord): (RecordRef & { name: string })[] {
  const links = new Map<string, RecordRef & { name: string }>();
  for (const { name, kind, id } of referencesOf(record))
    links.set(`${name} ${kind} ${id}`, { name, kind, id });
  return [...links.values()];
}

function ofOrganisation(document: DocumentOf['organisation']): Mention[] {
  return [
    ids('successors', 'successor', 'organisation', document.successors),
    one('county', 'county', 'organisation', document.county),
    one('combinedAuthority', 'combinedAuthority', 'organisation', document.combinedAuthority),
    document.memberships.flatMap(({ source }, at) =>
      one(`memberships.${at}.source`, 'source', 'source', source),
    ),
    ids('sources', 'source', 'source', document.sources),
  ].flat();
}

function ofFund(document: DocumentOf['fund']): Mention[] {
  return [
    one('funder', 'funder', 'organisation', document.funder),
    one('partOf', 'partOf', 'fund', document.partOf),
    document.grantSizes.flatMap(({ source }, at) =>
      one(`grantSizes.${at}.source`, 'source', 'source', source),
    ),
    ofEvidence(document),
  ].flat();
}

function ofAward(document: DocumentOf['award']): Mention[] {
  return [
    one('fund', 'fund', 'fund', document.fund),
    one('project', 'project', 'project', document.project),
    parties('leads', 'lead', document.leads),
    parties('partners', 'partner', document.partners),
    ofEvidence(document),
  ].flat();
}

function ofProject(document: DocumentOf['project']): Mention[] {
  return [
    parties('leads', 'lead', document.leads),
    parties('partners', 'partner', document.partners),
    one('fund', 'fund', 'fund', document.fund),
    ids('awards', 'award', 'award', document.awards),
    ids('services', 'service', 'service', document.services),
    document.outputs.flatMap(({ asset, source }, at) => [
      ...one(`outputs.${at}.asset`, 'output', 'asset', asset),
      ...one(`outputs.${at}.source`, 'source', 'source', source),
    ]),
    ids('follows', 'follows', 'project', document.follows),
    ofEvidence(document),
  ].flat();
}

function ofAsset(document: DocumentOf['asset']): Mention[] {
  return [
    one('mainRepository', 'mainRepository', 'asset', document.mainRepository),
    ids('services', 'service', 'service', document.services),
    document.lead === undefined ? [] : party('lead', 'lead', document.lead),
    parties('partners', 'partner', document.partners),
    ids('suppliers', 'supplier', 'organisation', document.suppliers),
    document.relations.flatMap(({ type, asset, source }, at) => [
      ...one(`relations.${at}.asset`, type, 'asset', asset),
      ...one(`relations.${at}.source`, 'source', 'source', source),
    ]),
    document.funding.flatMap(({ award, project, fund, source }, at) => [
      ...one(`funding.${at}.award`, 'award', 'award', award),
      ...one(`funding.${at}.project`, 'project', 'project', project),
      ...one(`funding.${at}.fund`, 'fund', 'fund', fund),
      ...one(`funding.${at}.source`, 'source', 'source', source),
    ]),
    document.adoption.flatMap(({ organisation, atLead }, at) =>
      one(`adoption.${at}.organisation`, atLead ? 'ownUse' : 'adopter', 'organisation', organisation),
    ),
    ofEvidence(document),
  ].flat();
}

function ofEvidence({ claims, sources }: { claims: Claim[]; sources: Citation[] }): Mention[] {
  return [
    ...claims.flatMap(({ source }, at) => one(`claims.${at}.source`, 'source', 'source', source)),
    ...sources.flatMap(({ source }, at) => one(`sources.${at}.source`, 'source', 'source', source)),
  ];
}

function parties(field: string, name: string, all: readonly Party[]): Mention[] {
  return all.flatMap((each, at) => party(`${field}.${at}`, name, each));
}

function party(field: string, name: string, { organisation, source }: Party): Mention[] {
  return [
    ...one(`${field}.organisation`, name, 'organisation', organisation),
    ...one(`${field}.source`, 'source', 'source', source),
  ];
}

function ids(field: string, name: string, kind: RecordKind, all: readonly string[]): Mention[] {
  return all.map((id, at) => ({ field: `${field}.${at}`, name, kind, id }));
}

function one(field: string, name: string, kind: RecordKind, id: string | undefined): Mention[] {
  return id === undefined ? [] : [{ field, name, kind, id }];
}
