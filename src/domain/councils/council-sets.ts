import type { Organisation } from '../records/organisation.ts';
import type { CouncilDirectory } from './council-directory.ts';
import { type Designation, isPrincipal, suffixDesignations } from './designations.ts';
import { lastDayOf } from './existence.ts';

/** "all six district councils in Dorset", "the ten local authorities of Greater Manchester", "Kent councils". */
export interface CouncilSet {
  /** True where the words and the register together say exactly which councils are meant. */
  enumerated: boolean;
  members: Organisation[];
  /** Bodies that may be meant where the set is not enumerable. */
  candidates: Organisation[];
  note: string;
  /** "Kent councils": in a list it may be one name of several that share the word. */
  isBareArea: boolean;
  /** "councils in Kent": areas that follow in a list belong to it. */
  endsWithArea: boolean;
}

const numbers = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, position) => [word, position + 1]),
);
const tensWords = new Map([
  ['thirty', 30],
  ['twenty', 20],
]);

/** Words that stand in every phrase for a set: a quick test before reading it. */
export const pluralWords: ReadonlySet<string> = new Set(
  [...suffixDesignations]
    .filter(([, phrase]) => phrase.plural)
    .map(([words]) => words.split(' ').at(-1) ?? ''),
);

interface Counted {
  isAll: boolean;
  count?: number;
  rest: readonly string[];
}

/** "all of the six …": whether all are meant, and how many there should be. */
function readCount(words: readonly string[]): Counted {
  const counted: Counted = { isAll: false, rest: words };
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const tens = tensWords.get(word);
    const units = numbers.get(words[at + 1] ?? '');
    if (word === 'all' || word === 'every' || word === 'each') counted.isAll = true;
    else if (tens !== undefined && units !== undefined && units < 10) {
      counted.count = tens + units;
      at += 1;
    } else if (tens !== undefined || numbers.has(word)) counted.count = tens ?? numbers.get(word);
    else if (/^\d{1,3}$/.test(word)) counted.count = Number(word);
    else if (word !== 'of' && word !== 'the' && word !== 'its') break;
  }
  counted.rest = words.slice(at);
  return counted;
}

interface Described {
  means: readonly Designation[];
  area: readonly string[];
  areaFirst: boolean;
}

const areaLinks = new Set(['in', 'of', 'across', 'within', 'from', 'around']);

/** "district councils in Dorset" or "Dorset district councils". */
function readDescription(words: readonly string[]): Described | undefined {
  for (let length = Math.min(4, words.length); length > 0; length -= 1) {
    const head = suffixDesignations.get(words.slice(0, length).join(' '));
    if (!head?.plural) continue;
    if (length === words.length) return { means: head.means, area: [], areaFirst: false };
    if (!areaLinks.has(words[length] ?? '')) continue;
    let area = words.slice(length + 1);
    if (area[0] === 'the') area = area.slice(1);
    if (area[0] === 'county' && area[1] === 'of') area = area.slice(2);
    return area.length > 0 ? { means: head.means, area, areaFirst: false } : undefined;
  }
  for (let length = Math.min(4, words.length - 1); length > 0; length -= 1) {
    const tail = suffixDesignations.get(words.slice(-length).join(' '));
    if (tail?.plural) return { means: tail.means, area: words.slice(0, -length), areaFirst: true };
  }
  return undefined;
}

const lower: readonly Designation[] = ['district', 'borough', 'city', 'metropolitan'];

/** The area whose councils the register lists: a county with districts, a combined authority with members. */
function findArea(
  words: readonly string[],
  directory: CouncilDirectory,
  on: string | undefined,
): Organisation | undefined {
  const areas = directory.names
    .match(words)
    .filter((match) => match.how !== 'short-form')
    .map((match) => match.organisation)
    .filter((organisation) => directory.membersOf(organisation.id).length > 0);
  const existing = areas.filter((area) => (on ? directory.existedOn(area, on) : directory.isLiving(area)));
  return existing[0] ?? areas[0];
}

/** Members at the date; for an area that had ended by then, those of its last day. */
function membersAt(area: Organisation, directory: CouncilDirectory, on: string | undefined): Organisation[] {
  const members = directory.membersOf(area.id);
  const areaThen = on === undefined ? directory.isLiving(area) : directory.existedOn(area, on);
  const date = areaThen ? on : lastDayOf(area);
  return members.filter((member) =>
    date === undefined ? directory.isLiving(member) : directory.existedOn(member, date),
  );
}

/** Reads a phrase as a set of councils; undefined where it is none. Sets come from `county` and `combinedAuthority` of the register alone. */
export function readCouncilSet(
  words: readonly string[],
  directory: CouncilDirectory,
  on?: string,
): CouncilSet | undefined {
  const { isAll, count, rest } = readCount(words);
  const described = readDescription(rest);
  if (!described) return undefined;
  const { means } = described;
  // "Dorset and Somerset County Councils" names counties, not councils in them.
  if (means.every((designation) => designation === 'county') && described.areaFirst) return undefined;
  const inLondon = described.area.join(' ') === 'london' || described.area.length === 0;
  const isLondon =
    inLondon &&
    (means.includes('london-borough') || (described.area.length > 0 && means.includes('borough')));
  const area = isLondon ? undefined : findArea(described.area, directory, on);
  if (!area && !isLondon && described.area.length > 0) return undefined;
  if (!area && !isLondon && !isAll && count === undefined) return undefined;

  const everyone = isLondon
    ? directory.organisations.filter(
        (one) =>
          one.type === 'london-borough' &&
          (on === undefined ? directory.isLiving(one) : directory.existedOn(one, on)),
      )
    : area
      ? membersAt(area, directory, on)
      : [];
  const meansLower = means.some((designation) => lower.includes(designation));
  const withArea =
    area && !meansLower && isPrincipal(area) && count !== everyone.length ? [area, ...everyone] : everyone;
  const where = isLondon ? 'London' : area?.title;
  const enumerated =
    everyone.length > 0 &&
    (count === undefined ? isAll : count === withArea.length || count === everyone.length);
  const candidates = area ? [area, ...everyone.filter((one) => one !== area)] : everyone;
  return {
    enumerated,
    members: enumerated ? withArea : [],
    candidates: enumerated ? [] : candidates,
    isBareArea: described.areaFirst && !isAll && count === undefined,
    endsWithArea: area !== undefined && !described.areaFirst,
    note: enumerated
      ? `a set of ${withArea.length}, from the register's councils of ${where}`
      : where === undefined
        ? 'names a group of councils without saying which'
        : count === undefined
          ? `names councils of ${where} without saying which`
          : `names ${count} councils of ${where}; the register has ${everyone.length}`,
  };
}
