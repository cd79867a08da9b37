import type { CouncilDirectory } from '../councils/council-directory.ts';
import type { Organisation } from '../records/organisation.ts';
import { functionWords } from './query.ts';
import type { QueryParts } from './query-parts.ts';
import { wordsOf } from './query-tokens.ts';
import type { NamedCouncil } from './read-councils-in-query.ts';
import type { SlotDraft } from './slot-draft.ts';
import type { UnderstoodQuery } from './understood-query.ts';

const mostServicesTold = 3;
const mostOthersTold = 8;
const leastServiceWeight = 0.6;

function nameCouncil(council: Organisation, directory: CouncilDirectory): string {
  if (directory.isLiving(council)) return council.title;
  const now = directory.currentFor(council.id).map(({ title }) => title);
  return now.length > 0 ? `${council.title} (now ${now.join(', ')})` : council.title;
}

/** One text for each council named; where a name may be several, they are told together. */
function tellCouncils(named: readonly NamedCouncil[], directory: CouncilDirectory): string[] {
  return named.map(({ councils, area }) => {
    const names = councils.map((council) => nameCouncil(council, directory)).join(' or ');
    const hasMembers = councils.some(({ id }) => directory.membersOf(id).length > 0);
    return area && hasMembers ? `${names} and the councils in its area` : names;
  });
}

/** Tokens that no slot stands for, in stretches of neighbours, without those that are named otherwise. */
function tellDropped({ typed, taken }: QueryParts, drafts: readonly SlotDraft[]): string[] {
  const isDropped = (at: number) =>
    !taken.has(at) && !drafts.some(({ span }) => span.from <= at && at < span.to);
  const told: string[] = [];
  for (let from = 0; from < typed.length; from += 1) {
    if (!isDropped(from)) continue;
    let to = from + 1;
    while (to < typed.length && isDropped(to)) to += 1;
    const words = typed.slice(from, to).map(({ word }) => word);
    if (words.some((word) => !functionWords.has(word))) told.push(words.join(' '));
    from = to;
  }
  return told;
}

/** What is told to the person who asked; only what there is something to say of. */
export function explainQuery(
  parts: QueryParts,
  drafts: readonly SlotDraft[],
  directory: CouncilDirectory,
  serviceTitles: ReadonlyMap<string, string>,
): UnderstoodQuery['explained'] {
  const { councils, areas, services, expansions, fund, technology, amounts, years, typed, tokens } = parts;
  const serviceIds = [
    ...services.flatMap((named) => named.services.map(({ id }) => id)),
    ...expansions.filter((one) => one.servicesWeight >= leastServiceWeight).flatMap((one) => one.services),
  ];
  const others = drafts.flatMap(({ alternatives }) =>
    alternatives.flatMap((one) => {
      return one.match === 'words' && /^(?:thesaurus|replacement):/.test(one.why)
        ? [one.words.join(' ')]
        : [];
    }),
  );
  const toldOf = (about: string) =>
    technology.filter((one) => one.about === about).flatMap((one) => one.told);
  const told: Required<UnderstoodQuery['explained']> = {
    council: [...tellCouncils(councils, directory), ...areas.map(({ told: area }) => area)],
    service: serviceIds.flatMap((id) => serviceTitles.get(id) ?? []),
    fund: fund?.told ?? [],
    licence: toldOf('licence'),
    language: toldOf('language'),
    phase: toldOf('phase'),
    amount: amounts.map(({ explained }) => explained),
    year: years.map(({ explained }) => explained),
    corrected: typed.flatMap(({ word }, at) => {
      const meant = wordsOf(tokens, { from: at, to: at + 1 });
      return word === meant ? [] : [`${word} → ${meant}`];
    }),
    dropped: tellDropped(parts, drafts),
    alsoLookedFor: others,
  };
  const most: Partial<Record<string, number>> = { service: mostServicesTold, alsoLookedFor: mostOthersTold };
  return Object.fromEntries(
    Object.entries(told)
      .map(([about, texts]) => [about, [...new Set(texts)].slice(0, most[about])] as const)
      .filter(([, texts]) => texts.length > 0),
  );
}
