import type { Organisation } from '../records/organisation.ts';
import type { CouncilDirectory } from './council-directory.ts';
import { pluralWords } from './council-sets.ts';
import { isPrincipal, readingsOf } from './designations.ts';

const mostHints = 5;
/** A word in more names than this ("London") hints at none of them. */
const mostContaining = 8;
const longestCompared = 60;

/** Edits (letters added, dropped, changed, or two neighbours swapped) between two words, or `limit + 1` when there are more. */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let beforeLast = new Uint16Array(other.length + 1);
  let last = Uint16Array.from({ length: other.length + 1 }, (_, column) => column);
  let line = new Uint16Array(other.length + 1);
  for (let row = 1; row <= one.length; row += 1) {
    line[0] = row;
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let edits = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1);
      }
      line[column] = edits;
      least = Math.min(least, edits);
    }
    if (least > limit) return limit + 1;
    [beforeLast, last, line] = [last, line, beforeLast];
  }
  return last[other.length] ?? limit + 1;
}

/** Councils whose names stand inside the words. */
function namedWithin(words: readonly string[], directory: CouncilDirectory): Organisation[] {
  const found: Organisation[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + 6); to > from; to -= 1) {
      const { best } = directory.matchWords(words.slice(from, to));
      if (best.length === 0) continue;
      found.push(...best.map((match) => match.organisation));
      from = to - 1;
      break;
    }
  }
  return found;
}

/** Councils that an unknown name may have meant, likeliest first. Hints for a person, never an answer. */
export function nearNames(words: readonly string[], directory: CouncilDirectory): Organisation[] {
  if (words.join(' ').length > longestCompared) return [];
  const place = readingsOf(words).reduce(
    (shortest, { place }) => (place.length < shortest.length ? place : shortest),
    words.join(' '),
  );
  const within = namedWithin(words, directory);
  if (place.length < 4 || words.some((word) => pluralWords.has(word)))
    return [...new Set(within)].slice(0, mostHints);
  const limit = Math.min(3, Math.max(1, Math.floor(place.length / 5)));
  const misspelt = new Map<Organisation, number>();
  const containing = new Set<Organisation>();
  for (const [key, organisations] of directory.names.places) {
    const contains = key.includes(place) && ` ${key} `.includes(` ${place}`);
    // A slip seldom changes both the first letter and the last.
    if (!contains && key[0] !== place[0] && key.at(-1) !== place.at(-1)) continue;
    const edits = contains ? limit + 1 : editDistance(place, key, limit);
    if (!contains && edits > limit) continue;
    for (const organisation of organisations.filter(isPrincipal)) {
      if (contains) containing.add(organisation);
      else misspelt.set(organisation, Math.min(misspelt.get(organisation) ?? edits, edits));
    }
  }
  const spelt = [...misspelt]
    .sort(
      ([one, edits], [other, otherEdits]) =>
        edits - otherEdits || Number(directory.isLiving(other)) - Number(directory.isLiving(one)),
    )
    .map(([organisation]) => organisation);
  const near = containing.size > mostContaining ? spelt : [...containing, ...spelt];
  return [...new Set([...within, ...near])].slice(0, mostHints);
}
