import type { Alternative, Slot, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { facetStrength, shareOfWishes, withFurther } from '../../../domain/search/points.ts';
import { ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import type { Basis } from './index-document.ts';
import type { TermFinder } from './term-finder.ts';
import { facetToken } from './tokens.ts';
import { prepareWeighing, weighPhrase, weighToken } from './weigh-words.ts';
import type { WordCounts } from './word-counts.ts';

/** What one alternative gave in a record. */
export interface MatchedAlternative {
  alternative: Alternative;
  /** What having it counts of the slot, 0 to 1. */
  share: number;
  /** What it is worth there, 0 to 1. */
  strength: number;
  begun: boolean;
}

export interface Score {
  /** How well the words match, the share of what is required and the share of the wishes that the record answers, 0 to 1. */
  words: number;
  answered: number;
  wishes: number;
  /** By slot of the query, best first. */
  matched: MatchedAlternative[][];
}

export interface Scorer {
  /** By slot of the query: how much it counts, how telling it is included. */
  weights: number[];
  score(basis: Basis): Score;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** Scores records for one query by the numbers that all engines share (src/domain/search/ranking-signals.ts). */
export function buildScorer(asked: UnderstoodQuery, counts: WordCounts, finder: TermFinder): Scorer {
  const { slots, phrases, amountGbp, years } = asked;
  const alternatives = slots.flatMap((slot) => slot.alternatives);
  const weighings = new Map(
    alternatives.flatMap((one) =>
      one.match === 'words' ? [[one, prepareWeighing(one, finder)] as const] : [],
    ),
  );
  const facetsOf = new Map(
    alternatives.flatMap((one) =>
      one.match === 'facet'
        ? [[one, one.values.map((value) => weighToken(facetToken(one.facet, value)))] as const]
        : [],
    ),
  );
  const phraseWeighings = phrases.map(weighPhrase);
  const broadness = slots.map((slot) => counts.broadnessOf(slot));
  const weights = slots.map((slot) =>
    slot.preference ? slot.importance : slot.importance * counts.rarityOf(slot),
  );
  const phraseWeights = phrases.map((phrase) => counts.rarityOfPhrase(phrase));
  const isRequired = (slot: Slot) => !slot.preference;
  const importance = sumOf(slots.filter(isRequired).map((slot) => slot.importance)) + phrases.length;
  const telling = sumOf(weights.filter((_, at) => !slots[at]?.preference)) + sumOf(phraseWeights);
  const preferences = sumOf(slots.filter((slot) => slot.preference).map((slot) => slot.importance));
  const wished = preferences + (amountGbp ? 1 : 0) + (years ? 1 : 0);

  function matchSlot(slot: Slot, at: number, basis: Basis, relativeLength: number): MatchedAlternative[] {
    const matched: MatchedAlternative[] = [];
    for (const alternative of slot.alternatives) {
      const { weight } = alternative;
      const scale = weight * (broadness[at]?.get(alternative) ?? 1);
      if (alternative.match === 'facet') {
        const isThere = facetsOf.get(alternative)?.some((weigh) => weigh(basis) > 0);
        const strength = scale * facetStrength(alternative.facet);
        if (isThere) matched.push({ alternative, share: weight, strength, begun: false });
        continue;
      }
      const weighing = weighings.get(alternative);
      const asWhole = weighing?.whole(basis) ?? 0;
      if (asWhole > 0) {
        const strength = scale * wordStrength(asWhole, relativeLength);
        matched.push({ alternative, share: weight, strength, begun: false });
      }
      const asBegun = weighing?.begun?.(basis) ?? 0;
      if (asBegun > 0) {
        // Beginnings of single words are weighed alike in short and long records.
        const length = alternative.words.length === 1 ? 1 : relativeLength;
        const share = weight * ranking.begun;
        matched.push({ alternative, share, strength: share * wordStrength(asBegun, length), begun: true });
      }
    }
    return matched.sort((one, other) => other.strength - one.strength);
  }

  function score(basis: Basis): Score {
    const relativeLength = basis.length / Math.max(1, counts.averageLength);
    let [words, answered, wishes] = [0, 0, 0];
    const matched = slots.map((slot, at) => {
      const best = matchSlot(slot, at, basis, relativeLength);
      const [first, ...further] = best;
      if (!first) return best;
      const share = Math.max(...best.map((one) => one.share));
      if (slot.preference) wishes += slot.importance * share;
      else {
        answered += slot.importance * share;
        words +=
          (weights[at] as number) * withFurther(first.strength, sumOf(further.map((one) => one.strength)));
      }
      return best;
    });
    phrases.forEach((_, at) => {
      const weight = phraseWeighings[at]?.(basis) ?? 0;
      answered += 1;
      words += (phraseWeights[at] as number) * wordStrength(Math.max(1, weight), relativeLength);
    });
    if (amountGbp && basis.amount !== undefined) {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = amountGbp;
      if (basis.amount >= min && basis.amount <= max) wishes += 1;
    }
    if (years?.some((year) => basis.years.includes(year))) wishes += 1;
    return {
      words: importance > 0 ? words / telling : 1,
      answered: importance > 0 ? answered / importance : 1,
      wishes: shareOfWishes(wishes, wished),
      matched,
    };
  }

  return { weights, score };
}
