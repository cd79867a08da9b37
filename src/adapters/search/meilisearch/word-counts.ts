import type { Alternative, Slot } from '../../../domain/query/understood-query.ts';
import { ranking, rarity } from '../../../domain/search/ranking-signals.ts';
import { stemOf } from '../stem-of.ts';
import type { KnownWords } from './slot-filters.ts';
import type { TermFinder } from './term-finder.ts';
import { facetToken, tokenOfWords, wordOf, wordToken } from './tokens.ts';

/** What was read of an index at once. */
export interface CountedIndex {
  stamp: string;
  documents: number;
  averageLength: number;
  /** By token, the number of documents that have it. */
  held: ReadonlyMap<string, number>;
}

/** How telling what was asked for is, by how many documents have it. */
export interface WordCounts extends KnownWords, CountedIndex {
  /** Every word as it is, with the number of documents that hold it. */
  words: ReadonlyMap<string, number>;
  /** How telling a slot is, whichever of its alternatives was found. */
  rarityOf(slot: Pick<Slot, 'alternatives'>): number;
  /** About how many documents hold any of the alternatives. */
  expectedHolding(slot: Pick<Slot, 'alternatives'>): number;
  rarityOfPhrase(words: readonly string[]): number;
  /** No more documents than these hold any of the alternatives. */
  mostHolding(slot: Pick<Slot, 'alternatives'>): number;
  /** By alternative: less than 1 where it stands for another word and is common beside the others that do. */
  broadnessOf(slot: Pick<Slot, 'alternatives'>): Map<Alternative, number>;
}

/**
 * Alternatives of one slot mostly stand in the same documents: between the most frequent one alone (0) and all of them apart from one
 * another (1), this came nearest to what real queries find in real records.
 */
const independence = 0.15;
/** More words than anybody types with a beginning in mind. */
const mostBeginnings = 200;

function readWords(held: ReadonlyMap<string, number>): Map<string, number> {
  const words = new Map<string, number>();
  for (const [token, count] of held) {
    const word = wordOf(token);
    if (word !== undefined) words.set(word, count);
  }
  return words;
}

export function buildWordCounts(counted: CountedIndex, finder: TermFinder): WordCounts {
  const { documents, held } = counted;
  const words = readWords(held);
  let sorted: string[] | undefined;

  function firstAtLeast(start: string): number {
    sorted ??= [...words.keys()].sort();
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as string) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The most frequent ones, where there are many. */
  function beginningWith(start: string): readonly string[] {
    if (start === '') return [];
    const from = firstAtLeast(start);
    const found = (sorted ?? []).slice(from, firstAtLeast(`${start}\u{10FFFF}`));
    if (found.length <= mostBeginnings) return found;
    return found
      .sort((one, other) => (words.get(other) ?? 0) - (words.get(one) ?? 0))
      .slice(0, mostBeginnings);
  }

  const count = (token: string) => held.get(token) ?? 0;
  const shareOf = (found: number) => Math.min(1, found / Math.max(1, documents));

  function countOf(alternative: Alternative): number {
    if (alternative.match === 'facet') {
      const { facet, values } = alternative;
      return values.reduce((sum, value) => sum + count(facetToken(facet, value)), 0);
    }
    const token = tokenOfWords(alternative.words, finder);
    if (token !== undefined) return count(token);
    // Words that are no known term are hardly together more often than the rarest of them occurs.
    return Math.min(...alternative.words.map((one) => count(stemOf(one))));
  }

  function countBegun(start: string): number {
    return beginningWith(start).reduce((sum, word) => sum + (words.get(word) ?? 0), 0);
  }

  /** How many documents have it, and what having it counts of the slot. */
  function countsOf(alternative: Alternative): { count: number; share: number }[] {
    const { weight } = alternative;
    const whole = { count: countOf(alternative), share: weight };
    if (alternative.match === 'facet' || !alternative.prefix || alternative.words.length > 1) return [whole];
    return [whole, { count: countBegun(alternative.words[0] ?? ''), share: weight * ranking.begun }];
  }

  function expectedHolding({ alternatives }: Pick<Slot, 'alternatives'>, countsInFull = false): number {
    let most = 0;
    let lacking = 1;
    for (const { count: found, share } of alternatives.flatMap(countsOf)) {
      const counting = countsInFull ? 1 : share;
      most = Math.max(most, counting * found);
      lacking *= 1 - counting * shareOf(found);
    }
    const ifIndependent = documents * (1 - lacking);
    return most + independence * Math.max(0, ifIndependent - most);
  }

  return {
    ...counted,
    words,
    beginningWith,
    isHeld: (token) => held.has(token),
    rarityOf: (slot) => rarity(expectedHolding(slot), documents),
    expectedHolding: (slot) => expectedHolding(slot, true),
    mostHolding: ({ alternatives }) =>
      alternatives.flatMap(countsOf).reduce((sum, { count: found }) => sum + found, 0),
    rarityOfPhrase: (phrase) =>
      rarity(Math.min(documents, ...phrase.map((word) => count(wordToken(word)))), documents),
    broadnessOf({ alternatives }) {
      const leads = alternatives
        .filter(({ why }) => why.startsWith('thesaurus:'))
        .map((alternative) => ({ alternative, found: Math.min(documents, countOf(alternative)) }))
        .filter(({ found }) => found > 0)
        .map(({ alternative, found }) => ({ alternative, telling: rarity(found, documents) }));
      const most = Math.max(0, ...leads.map(({ telling }) => telling));
      return new Map(
        leads.map(({ alternative, telling }) => [alternative, (telling / most) ** ranking.broadness]),
      );
    },
  };
}
