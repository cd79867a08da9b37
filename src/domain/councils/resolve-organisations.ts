import type { Organisation } from '../records/organisation.ts';
import type { CouncilDirectory, NamedBodies } from './council-directory.ts';
import type { NameBasis } from './council-names.ts';
import { isPartialDate } from './existence.ts';
import { readNameWords } from './name-words.ts';
import { nearNames } from './near-names.ts';
import { findByCode } from './organisation-codes.ts';
import { readPartsOf, type TextPart } from './text-parts.ts';

export const longestResolvedText = 500;

export interface OrganisationSummary {
  id: string;
  code: string;
  title: string;
}

export interface ResolvedOrganisation extends OrganisationSummary {
  isCouncil: boolean;
  /** What in the text led to it; `set`: one of the councils of an area, `code`: its code. */
  how: NameBasis | 'set' | 'code';
  endedOn?: string;
  /** The living bodies at the end of its chains of successors; empty for a living body, and where the register knows none. */
  successors: OrganisationSummary[];
}

/**
 * What a part of the text names. `resolved`: these bodies, councils or not (`isCouncil` says); `ambiguous`: one of the candidates;
 * `unknown`: candidates are hints; `not-a-council`: by its own words a trust, a university, a forum … that the catalogue does not hold.
 */
export interface ResolvedPart {
  text: string;
  outcome: 'resolved' | 'ambiguous' | 'unknown' | 'not-a-council';
  organisations: ResolvedOrganisation[];
  candidates?: OrganisationSummary[];
  note?: string;
}

export interface Resolution {
  text: string;
  on?: string;
  parts: ResolvedPart[];
  /** The distinct resolved ones, in the order of the text. */
  organisations: ResolvedOrganisation[];
}

const mostHintedParts = 4;

function summaryOf({ id, code, title }: Organisation): OrganisationSummary {
  return { id, code, title };
}

function resolved(
  organisation: Organisation,
  how: ResolvedOrganisation['how'],
  directory: CouncilDirectory,
): ResolvedOrganisation {
  const isLiving = directory.isLiving(organisation);
  return {
    ...summaryOf(organisation),
    isCouncil: organisation.isCouncil,
    how,
    ...(organisation.endDate !== undefined && { endedOn: organisation.endDate }),
    successors: isLiving ? [] : directory.currentFor(organisation.id).map(summaryOf),
  };
}

function noteOn(organisation: Organisation, directory: CouncilDirectory, on: string | undefined): string[] {
  if (on !== undefined && !directory.existedOn(organisation, on)) {
    const ended = organisation.endDate !== undefined && organisation.endDate <= on;
    return [`${organisation.title} ${ended ? 'had ended' : 'did not exist yet'} on ${on}`];
  }
  const noSuccessor = !directory.isLiving(organisation) && directory.currentFor(organisation.id).length === 0;
  return noSuccessor
    ? [`${organisation.title} ended ${organisation.endDate}; successor not in the register`]
    : [];
}

function partFromNamed(
  text: string,
  named: NamedBodies,
  directory: CouncilDirectory,
  on: string | undefined,
): ResolvedPart {
  const [only, ...more] = named.best;
  if (!only) return { text, outcome: 'unknown', organisations: [] };
  if (more.length > 0) {
    const candidates = [...named.best, ...named.others].map((match) => summaryOf(match.organisation));
    return {
      text,
      outcome: 'ambiguous',
      organisations: [],
      candidates,
      note: 'several bodies have this name',
    };
  }
  const others = named.others.filter((match) => match.how !== 'short-form' && match.fit === only.fit);
  const notes = [
    ...noteOn(only.organisation, directory, on),
    ...(only.designationDiffers ? [`the register calls it ${only.organisation.title}`] : []),
  ];
  return {
    text,
    outcome: 'resolved',
    organisations: [resolved(only.organisation, only.how, directory)],
    ...(others.length > 0 && { candidates: others.map((match) => summaryOf(match.organisation)) }),
    ...(notes.length > 0 && { note: notes.join('; ') }),
  };
}

function toResolvedPart(part: TextPart, directory: CouncilDirectory, on: string | undefined): ResolvedPart {
  const { text } = part;
  switch (part.kind) {
    case 'name':
      return partFromNamed(text, part.named, directory, on);
    case 'set': {
      const { enumerated, members, candidates, note } = part.set;
      return {
        text,
        outcome: enumerated ? 'resolved' : 'unknown',
        organisations: members.map((member) => resolved(member, 'set', directory)),
        ...(candidates.length > 0 && { candidates: candidates.map(summaryOf) }),
        note,
      };
    }
    case 'joint-area':
      return {
        text,
        outcome: 'ambiguous',
        organisations: [],
        candidates: part.candidates.map(summaryOf),
        note: 'the name of a combined authority and of several councils',
      };
    case 'body':
      return {
        text,
        outcome: 'not-a-council',
        organisations: [],
        note: `by its words a ${part.body}, which the catalogue does not hold under this name`,
      };
    default:
      return { text, outcome: 'unknown', organisations: [], ...(part.note && { note: part.note }) };
  }
}

/**
 * Which councils and other bodies a text names, as of a date where one is given. Lists are split with the register, never by a pattern; what
 * the register does not settle is ambiguous or unknown, with candidates. Never throws: longer texts than `longestResolvedText` are unknown.
 */
export function resolveOrganisations(text: string, directory: CouncilDirectory, on?: string): Resolution {
  const date = on !== undefined && isPartialDate(on) ? on : undefined;
  const answer = (parts: ResolvedPart[]): Resolution => {
    const distinct = new Map(
      parts.flatMap((part) => part.organisations).map((organisation) => [organisation.id, organisation]),
    );
    return { text, ...(date !== undefined && { on: date }), parts, organisations: [...distinct.values()] };
  };
  if (text.length > longestResolvedText) {
    const note = `longer than ${longestResolvedText} characters`;
    return answer([{ text, outcome: 'unknown', organisations: [], note }]);
  }

  const coded = findByCode(text.trim(), directory);
  if (coded.length === 1 && coded[0]) {
    const [organisation] = coded;
    const notes = noteOn(organisation, directory, date);
    const part: ResolvedPart = {
      text: text.trim(),
      outcome: 'resolved',
      organisations: [resolved(organisation, 'code', directory)],
    };
    return answer([notes.length > 0 ? { ...part, note: notes.join('; ') } : part]);
  }
  if (coded.length > 1) {
    const note = 'a code of one council and an abbreviation of others';
    const candidates = coded.map(summaryOf);
    return answer([{ text: text.trim(), outcome: 'ambiguous', organisations: [], candidates, note }]);
  }

  const words = readNameWords(text);
  let hinted = 0;
  return answer(
    readPartsOf(text, words, directory, date).map((part) => {
      const found = toResolvedPart(part, directory, date);
      if (found.outcome !== 'unknown' || found.candidates || part.words.length === 0) return found;
      if (hinted >= mostHintedParts) return found;
      hinted += 1;
      const hints = nearNames(part.words, directory);
      return hints.length > 0 ? { ...found, candidates: hints.map(summaryOf) } : found;
    }),
  );
}
