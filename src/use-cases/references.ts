import type { Citation, Party } from '../domain/records/evidence.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { StatedValue } from '../domain/records/stated-values.ts';
import type { Directory } from './open-directory.ts';

/** How another record is named inside an answer: enough to show it and to follow it. */
export interface Reference {
  id: string;
  title: string;
}

export interface OrganisationReference extends Reference {
  code: string;
  type?: Organisation['type'];
  isCouncil?: boolean;
  endDate?: string;
  successors?: Reference[];
}

export interface PartyReference extends OrganisationReference {
  role: string;
  /** The wording of the source, where it differs from the title. */
  statedName?: string;
  note?: string;
  how?: string;
}

export interface SourceReference extends Reference {
  publisher?: string;
  address?: string;
}

export interface Statement extends Omit<StatedValue, 'citations'> {
  sources: (SourceReference & { how?: string })[];
}

export function toOrganisationReference(directory: Directory, id: string): OrganisationReference {
  const organisation = directory.organisation(id);
  if (organisation === undefined) return { id, code: id.toUpperCase(), title: id };
  return {
    id,
    code: organisation.code,
    title: organisation.title,
    type: organisation.type,
    isCouncil: organisation.isCouncil,
    ...(organisation.endDate
      ? {
          endDate: organisation.endDate,
          successors: organisation.successors.map((successor) =>
            toNamed(directory.organisation(successor), successor),
          ),
        }
      : {}),
  };
}

function toNamed(document: { title: string } | undefined, id: string): Reference {
  return { id, title: document?.title ?? id };
}

export function toPartyReference(directory: Directory, party: Party, role: string): PartyReference {
  const organisation = toOrganisationReference(directory, party.organisation);
  return {
    ...organisation,
    role,
    ...(party.name && party.name !== organisation.title ? { statedName: party.name } : {}),
    ...(party.note ? { note: party.note } : {}),
    ...(party.how ? { how: party.how } : {}),
  };
}

export function toServiceReference(directory: Directory, id: string): Reference {
  return toNamed(directory.service(id), id);
}

export function toFundReference(directory: Directory, id: string): Reference {
  return toNamed(directory.fund(id), id);
}

export function toThemeReference(directory: Directory, id: string): Reference {
  return { id, title: directory.themeLabel(id) ?? id };
}

export function toSourceReference(directory: Directory, id: string): SourceReference {
  const source = directory.source(id);
  return {
    id,
    title: source?.title ?? id,
    ...(source?.publisher ? { publisher: source.publisher } : {}),
    ...(source?.address ? { address: source.address } : {}),
  };
}

export function toCitationReference(
  directory: Directory,
  citation: Citation,
): SourceReference & { how?: string } {
  return { ...toSourceReference(directory, citation.source), ...(citation.how ? { how: citation.how } : {}) };
}

export function toStatement(directory: Directory, { citations, ...value }: StatedValue): Statement {
  return { ...value, sources: citations.map((citation) => toCitationReference(directory, citation)) };
}
