import { editDistance } from '../councils/near-names.ts';

/** The words that records hold, for telling what is known, what a beginning may become and what was mistyped. */
export interface WordDictionary {
  /** Some record holds the word or another form of it. */
  has(word: string): boolean;
  /** The word is spelt right, whether a record holds it or not. */
  isSpelt(word: string): boolean;
  /** How many records hold exactly this word. */
  count(word: string): number;
  /** Some record holds a word that goes on after this beginning. */
  hasBeginning(beginning: string): boolean;
  /** What a mistyped word may have been, likeliest first. */
  nearest(word: string): { word: string; edits: number }[];
}

export interface DictionaryWords {
  /** Indexed words, folded and not stemmed, with the number of documents that hold each. */
  vocabulary: ReadonlyMap<string, number>;
  /** Words that no record holds and that lead on to others; they are spelt right too. */
  further?: Iterable<string>;
  /** The form in which an index compares words. It keeps the first two letters. */
  stem?: (word: string) => string;
}

const mostCandidates = 3;
const shortestCorrected = 5;
/** In words of this length two letters that changed places are put right, and nothing else: most of them are one letter from another word. */
const shortestSwapped = 4;
const twoEditsFrom = 9;
/** From here on a slip in the first letter is thought of too. */
const anyFirstLetterFrom = 7;
const sortable = /^\p{Ll}{3,40}$/u;

/** How many letters may differ. */
function editsIn(word: string): number {
  return word.length >= twoEditsFrom ? 2 : word.length >= shortestSwapped ? 1 : 0;
}

/** One bit for every letter, so that most words are told apart without comparing letter by letter. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 97;
    letters |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
  }
  return letters;
}

function countBits(bits: number): number {
  let left = bits;
  let count = 0;
  for (; left !== 0; count += 1) left &= left - 1;
  return count;
}

/** The edit distance, without what both words begin and end with. */
function editsBetween(one: string, other: string, limit: number): number {
  let from = 0;
  let oneEnd = one.length;
  let otherEnd = other.length;
  while (from < oneEnd && from < otherEnd && one.charCodeAt(from) === other.charCodeAt(from)) from += 1;
  while (oneEnd > from && otherEnd > from && one.charCodeAt(oneEnd - 1) === other.charCodeAt(otherEnd - 1)) {
    oneEnd -= 1;
    otherEnd -= 1;
  }
  // Each edit touches one letter, a swap two: what differs over a longer stretch is further apart than anyone slips.
  if (limit === 1 && Math.max(oneEnd, otherEnd) - from > 2) return limit + 1;
  return editDistance(one.slice(from, oneEnd), other.slice(from, otherEnd), limit);
}

const withoutDoubles = (word: string) => word.replace(/(.)\1/g, '$1');
const sortedLetters = (word: string) => [...word].sort().join('');
const isSwap = (one: string, other: string) =>
  one.length === other.length && sortedLetters(one) === sortedLetters(other);

/** The slips that fingers make most: two letters changed places, or one that should be doubled is not, or the other way round. */
function isCommonSlip(one: string, other: string): boolean {
  return withoutDoubles(one) === withoutDoubles(other) || isSwap(one, other);
}

interface Bucket {
  words: string[];
  letters?: Int32Array;
}

function put<Key>(buckets: Map<Key, Bucket>, key: Key, word: string): void {
  const bucket = buckets.get(key);
  if (bucket) bucket.words.push(word);
  else buckets.set(key, { words: [word] });
}

/** What costs much for a large vocabulary (stems, letters) is worked out where a query first needs it. */
export function buildWordDictionary({
  vocabulary,
  further = [],
  stem = (word) => word,
}: DictionaryWords): WordDictionary {
  const byLength = new Map<number, Bucket>();
  const byStart = new Map<string, Bucket>();
  const stems = new Map<string, Set<string>>();
  const others = new Set<string>();

  for (const word of vocabulary.keys()) {
    put(byLength, word.length, word);
    put(byStart, word.slice(0, 2), word);
  }
  for (const word of further) {
    if (vocabulary.has(word) || others.has(word)) continue;
    others.add(word);
    put(byLength, word.length, word);
  }

  function stemsLike(word: string): ReadonlySet<string> {
    const start = word.slice(0, 2);
    const known = stems.get(start) ?? new Set(byStart.get(start)?.words.map(stem));
    stems.set(start, known);
    return known;
  }

  const has = (word: string) => vocabulary.has(word) || (word.length > 2 && stemsLike(word).has(stem(word)));

  function nearest(word: string): { word: string; edits: number }[] {
    const limit = editsIn(word);
    if (limit === 0 || !sortable.test(word)) return [];
    const letters = lettersOf(word);
    const found: { word: string; edits: number; common: number; sameStart: number; count: number }[] = [];
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      const bucket = byLength.get(length);
      if (!bucket) continue;
      bucket.letters ??= Int32Array.from(bucket.words, lettersOf);
      for (let at = 0; at < bucket.words.length; at += 1) {
        // An edit changes at most two letters of the set.
        const changed = countBits((bucket.letters[at] ?? 0) ^ letters);
        if (changed > 2 * limit) continue;
        const candidate = bucket.words[at] ?? '';
        const sameStart = Number(candidate[0] === word[0]);
        // Who misses the first letter seldom makes a second slip.
        const here = sameStart === 1 ? limit : 1;
        if (changed > 2 * here || Math.abs(length - word.length) > here) continue;
        if (!sameStart && word.length < anyFirstLetterFrom && candidate[0] !== word[1]) continue;
        const edits = editsBetween(word, candidate, here);
        if (edits === 0 || edits > here || !sortable.test(candidate)) continue;
        if (word.length < shortestCorrected && !isSwap(word, candidate)) continue;
        const common = Number(isCommonSlip(word, candidate));
        found.push({ word: candidate, edits, common, sameStart, count: vocabulary.get(candidate) ?? 0 });
      }
    }
    return found
      .sort(
        (one, other) =>
          one.edits - other.edits ||
          other.common - one.common ||
          other.sameStart - one.sameStart ||
          other.count - one.count ||
          (one.word < other.word ? -1 : 1),
      )
      .slice(0, mostCandidates)
      .map(({ word: candidate, edits }) => ({ word: candidate, edits }));
  }

  return {
    has,
    isSpelt: (word) => others.has(word) || has(word),
    count: (word) => vocabulary.get(word) ?? 0,
    hasBeginning: (beginning) =>
      byStart.get(beginning.slice(0, 2))?.words.some((word) => word.startsWith(beginning)) ?? false,
    nearest,
  };
}
