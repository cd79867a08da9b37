import { editDistance } from './near-names.ts';

/** The words that records hold, for telling what is known, what a beginning may become and what was mistyped. */
export interface WordDictionary {
  /** The word or another form of it is in some record. */
  has(word: string): boolean;
  /** How many records hold exactly this word. */
  count(word: string): number;
  /** Some word goes on after this beginning. */
  hasBeginning(beginning: string): boolean;
  /** What a mistyped word may have been, likeliest first. */
  nearest(word: string): { word: string; edits: number }[];
}

export interface DictionaryWords {
  /** Indexed words, folded and not stemmed, with the number of documents that hold each. */
  vocabulary: ReadonlyMap<string, number>;
  /** Words that no record holds and that lead on to others; they are spelt right too. */
  further?: Iterable<string>;
  /** The form in which an index compares words. */
  stem?: (word: string) => string;
}

const mostCandidates = 3;
const shortestCorrected = 5;
const twoEditsFrom = 9;
/** From here on a slip in the first letter is thought of too. */
const anyFirstLetterFrom = 7;

/** How many letters may differ. */
function editsIn(word: string): number {
  return word.length >= twoEditsFrom ? 2 : word.length >= shortestCorrected ? 1 : 0;
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

interface Bucket {
  words: string[];
  letters: number[];
}

const sortable = /^\p{Ll}{3,40}$/u;

export function buildWordDictionary({
  vocabulary,
  further = [],
  stem = (word) => word,
}: DictionaryWords): WordDictionary {
  const stems = new Set<string>();
  const buckets = new Map<number, Bucket>();
  const beginnings: string[] = [];

  function add(word: string): void {
    stems.add(stem(word));
    if (!sortable.test(word)) return;
    const bucket = buckets.get(word.length) ?? { words: [], letters: [] };
    buckets.set(word.length, bucket);
    bucket.words.push(word);
    bucket.letters.push(lettersOf(word));
  }

  for (const word of vocabulary.keys()) {
    add(word);
    beginnings.push(word);
  }
  for (const word of further) if (!vocabulary.has(word)) add(word);
  beginnings.sort();

  function hasBeginning(beginning: string): boolean {
    let low = 0;
    let high = beginnings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((beginnings[middle] ?? '') < beginning) low = middle + 1;
      else high = middle;
    }
    return beginnings[low]?.startsWith(beginning) ?? false;
  }

  function nearest(word: string): { word: string; edits: number }[] {
    const limit = editsIn(word);
    if (limit === 0 || !sortable.test(word)) return [];
    const letters = lettersOf(word);
    const found: { word: string; edits: number; count: number }[] = [];
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      const bucket = buckets.get(length);
      if (!bucket) continue;
      for (let at = 0; at < bucket.words.length; at += 1) {
        // An edit changes at most two letters of the set.
        if (countBits((bucket.letters[at] ?? 0) ^ letters) > 2 * limit) continue;
        const candidate = bucket.words[at] ?? '';
        const sameStart = candidate[0] === word[0];
        if (!sameStart && word.length < anyFirstLetterFrom && candidate[0] !== word[1]) continue;
        const edits = editDistance(word, candidate, limit);
        if (edits <= limit) found.push({ word: candidate, edits, count: vocabulary.get(candidate) ?? 0 });
      }
    }
    const startsAlike = (candidate: string) => Number(candidate[0] === word[0]);
    return found
      .sort(
        (one, other) =>
          one.edits - other.edits ||
          startsAlike(other.word) - startsAlike(one.word) ||
          other.count - one.count ||
          (one.word < other.word ? -1 : 1),
      )
      .slice(0, mostCandidates)
      .map(({ word: candidate, edits }) => ({ word: candidate, edits }));
  }

  return {
    has: (word) => vocabulary.has(word) || stems.has(stem(word)),
    count: (word) => vocabulary.get(word) ?? 0,
    hasBeginning,
    nearest,
  };
}
