import type { Organisation } from '../records/organisation.ts';
import { buildCouncilNames, type CouncilNames, type NameMatch } from './council-names.ts';
import type { DesignationPhrase } from './designations.ts';
import { existedOn } from './existence.ts';
import { foldName } from './name-words.ts';

export interface NamedBodies {
  /** One: that is it. Several: the name is ambiguous. None: the name is unknown. */
  best: NameMatch[];
  /** Bodies of the same name that were set aside: ended where a living one has the name, or not in being on the date. */
  others: NameMatch[];
}

/** Who is who among councils and other bodies, and who followed whom. Built once from all organisations. */
export interface CouncilDirectory {
  organisations: readonly Organisation[];
  names: CouncilNames;
  /** By id, code, code of another register, GSS code present or former, or GOV.UK slug where one body alone has it; any case. */
  find(idOrCode: string): Organisation | undefined;
  directPredecessorsOf(id: string): Organisation[];
  directSuccessorsOf(id: string): Organisation[];
  /** All earlier bodies, nearest first. */
  predecessorsOf(id: string): Organisation[];
  /** All later bodies, nearest first. */
  successorsOf(id: string): Organisation[];
  /** The living ends of the chains: the body itself while it lives, none where the register knows no successor. */
  currentFor(id: string): Organisation[];
  /** Lower-tier councils of a county and members of a combined authority, living or ended. */
  membersOf(id: string): Organisation[];
  existedOn(organisation: Organisation, on: string): boolean;
  isLiving(organisation: Organisation): boolean;
  /** One whole name, not a list. Without a date a name shared by an ended and a living body means the living one. */
  matchName(name: string, on?: string): NamedBodies;
  choose(matches: readonly NameMatch[], on?: string): NamedBodies;
  matchWords(words: readonly string[], on?: string, extra?: DesignationPhrase): NamedBodies;
}

const today = () => new Date().toISOString().slice(0, 10);

function walk(id: string, next: (id: string) => readonly Organisation[]): Organisation[] {
  const seen = new Set([id]);
  const reached: Organisation[] = [];
  for (const queue = [...next(id)]; queue.length > 0; ) {
    const organisation = queue.shift();
    if (!organisation || seen.has(organisation.id)) continue;
    seen.add(organisation.id);
    reached.push(organisation);
    queue.push(...next(organisation.id));
  }
  return reached;
}

/** Every key with the bodies that have it; a key of several bodies finds the one that lives, or none. */
function indexKeys(organisations: readonly Organisation[], keysOf: (organisation: Organisation) => string[]) {
  const index = new Map<string, Organisation[]>();
  for (const organisation of organisations) {
    for (const key of new Set(keysOf(organisation).map((k) => k.toLowerCase()))) {
      index.set(key, [...(index.get(key) ?? []), organisation]);
    }
  }
  return index;
}

/** `now` gives today as YYYY-MM-DD: a body whose stated end is still to come lives. */
export function buildCouncilDirectory(
  organisations: readonly Organisation[],
  now: () => string = today,
): CouncilDirectory {
  const byId = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  const keyLevels = [
    indexKeys(organisations, (one) => [one.id, one.code]),
    indexKeys(organisations, (one) => (one.gssCode ? [one.gssCode] : [])),
    indexKeys(organisations, (one) => one.formerGssCodes),
    indexKeys(organisations, (one) => one.otherCodes),
    indexKeys(organisations, (one) => (one.govUkSlug ? [one.govUkSlug] : [])),
  ];
  const predecessors = new Map<string, Organisation[]>();
  const members = new Map<string, Organisation[]>();
  for (const organisation of organisations) {
    for (const successor of organisation.successors) {
      predecessors.set(successor, [...(predecessors.get(successor) ?? []), organisation]);
    }
    for (const area of [organisation.county, organisation.combinedAuthority]) {
      if (area) members.set(area, [...(members.get(area) ?? []), organisation]);
    }
  }
  const names = buildCouncilNames(organisations);

  const isLiving = (organisation: Organisation) => existedOn(organisation, now());
  const directPredecessorsOf = (id: string) => predecessors.get(id) ?? [];
  const directSuccessorsOf = (id: string) =>
    (byId.get(id)?.successors ?? []).flatMap((successor) => byId.get(successor) ?? []);

  function find(idOrCode: string): Organisation | undefined {
    const key = idOrCode.trim().toLowerCase();
    for (const level of keyLevels) {
      const found = level.get(key) ?? [];
      if (found.length === 1) return found[0];
      const living = found.filter(isLiving);
      if (found.length > 1) return living.length === 1 ? living[0] : undefined;
    }
    return undefined;
  }

  function currentFor(id: string): Organisation[] {
    const self = byId.get(id);
    if (!self) return [];
    return isLiving(self) ? [self] : walk(id, directSuccessorsOf).filter(isLiving);
  }

  function choose(matches: readonly NameMatch[], on?: string): NamedBodies {
    const exists = (match: NameMatch) =>
      on === undefined ? isLiving(match.organisation) : existedOn(match.organisation, on);
    const known = matches.filter((match) => match.how !== 'short-form');
    let best = known.length > 0 ? known : [...matches];
    const fit = Math.max(...best.map((match) => match.fit));
    best = best.filter((match) => match.fit === fit);
    if (best.some(exists)) best = best.filter(exists);
    const titled = best.filter((match) => match.how === 'title');
    if (titled.length > 0) best = titled;
    return { best, others: matches.filter((match) => !best.includes(match)) };
  }

  function matchWords(words: readonly string[], on?: string, extra?: DesignationPhrase): NamedBodies {
    return choose(names.match(words, extra), on);
  }

  return {
    organisations,
    names,
    find,
    directPredecessorsOf,
    directSuccessorsOf,
    predecessorsOf: (id) => walk(id, directPredecessorsOf),
    successorsOf: (id) => walk(id, directSuccessorsOf),
    currentFor,
    membersOf: (id) => members.get(id) ?? [],
    existedOn,
    isLiving,
    choose,
    matchWords,
    matchName: (name, on) => matchWords(foldName(name).split(' ').slice(0, 40), on),
  };
}
