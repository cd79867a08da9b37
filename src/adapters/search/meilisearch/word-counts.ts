import { LRUCache } from 'lru-cache';
import type { Alternative, Slot } from '../../../domain/query/understood-query.ts';
import type { FacetName } from '../../../domain/search/facets.ts';
import { ranking, rarity } from '../../../domain/search/ranking-signals.ts';
import { stemOf } from '../stem-of.ts';
import type { Filter } from './filter-expressions.ts';
import { inPhrase, inSequence, type WordBeginnings } from './slot-filters.ts';

export type Counts = ReadonlyMap<string, number>;

/** What was read of an index at once. */
export interface CountedIndex {
  stamp: string;
  documents: number;
  averageLength: number;
  words: Counts;
  stems: Counts;
  facets: ReadonlyMap<FacetName, Counts>;
}

/** How telling what was asked for is, by how many documents have it. */
export interface WordCounts extends WordBeginnings, CountedIndex {
  /** How telling a slot is, whichever of its alternatives was found. */
  rarityOf(slot: Pick<Slot, 'alternatives'>): number;
  rarityOfPhrase(words: readonly string[]): number;
  /** By alternative: less than 1 where it stands for another word and is common beside the others that do. */
  broadnessOf(slot: Pick<Slot, 'alternatives'>): Map<Alternative, number>;
  /** Conditions of several words that were not counted yet. */
  uncounted(slots: readonly Slot[], phrases: readonly (readonly string[])[]): string[];
  keepCount(condition: string, count: number): void;
}

/** More words than anybody types with a beginning in mind. */
const mostBeginnings = 200;
const sequencesKept = 20_000;

export function buildWordCounts(counted: CountedIndex): WordCounts {
  const { documents, words, stems, facets } = counted;
  const sequences = new LRUCache<string, number>({ max: sequencesKept });
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

  function countCondition(condition: Filter): number {
    return typeof condition === 'string' ? (sequences.get(condition) ?? 1) : 0;
  }

  function countBegun(start: string): number {
    return beginningWith(start).reduce((sum, word) => sum + (words.get(word) ?? 0), 0);
  }

  function countOf(alternative: Alternative): number {
    if (alternative.match === 'facet') {
      const { facet, values } = alternative;
      return values.reduce((sum, value) => sum + (facets.get(facet)?.get(value) ?? 0), 0);
    }
    const [word = '', ...more] = alternative.words;
    return more.length === 0 ? (stems.get(stemOf(word)) ?? 0) : countCondition(inSequence(alternative.words));
  }

  const shareOf = (count: number) => Math.min(1, count / Math.max(1, documents));

  return {
    ...counted,
    beginningWith,
    rarityOf({ alternatives }) {
      // As if alternatives were spread independently: how many documents hold one of them, those that stand in counting less.
      let lacking = 1;
      for (const alternative of alternatives) {
        const { weight } = alternative;
        lacking *= 1 - weight * shareOf(countOf(alternative));
        if (alternative.match === 'words' && alternative.prefix && alternative.words.length === 1) {
          lacking *= 1 - weight * ranking.begun * shareOf(countBegun(alternative.words[0] ?? ''));
        }
      }
      return rarity(documents * (1 - lacking), documents);
    },
    rarityOfPhrase: (phrase) => rarity(Math.min(documents, countCondition(inPhrase(phrase))), documents),
    broadnessOf({ alternatives }) {
      const leads = alternatives
        .filter(({ why }) => why.startsWith('thesaurus:'))
        .map((alternative) => ({ alternative, count: countOf(alternative) }))
        .filter(({ count }) => count > 0)
        .map(({ alternative, count }) => ({
          alternative,
          telling: rarity(Math.min(count, documents), documents),
        }));
      const most = Math.max(0, ...leads.map(({ telling }) => telling));
      return new Map(
        leads.map(({ alternative, telling }) => [alternative, (telling / most) ** ranking.broadness]),
      );
    },
    uncounted(slots, phrases) {
      const conditions = [
        ...slots
          .flatMap(({ alternatives }) => alternatives)
          .flatMap((one) => (one.match === 'words' && one.words.length > 1 ? inSequence(one.words) : [])),
        ...phrases.map(inPhrase),
      ];
      return [...new Set(conditions)].filter(
        (condition): condition is string => typeof condition === 'string' && !sequences.has(condition),
      );
    },
    keepCount: (condition, count) => sequences.set(condition, count),
  };
}
