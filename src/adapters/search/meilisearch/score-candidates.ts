import type { Alternative, Slot, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { facetStrength, shareOfWishes, withFurther } from '../../../domain/search/points.ts';
import { ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import type { KnownBasis } from './keep-bases.ts';
import { facetToken } from './tokens.ts';
import { type FieldTexts, prepareWeighing, readFields, weighPhrase } from './weigh-words.ts';
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
  score(known: KnownBasis): Score;
}

const noTexts = readFields('');
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** Scores records for one query by the numbers that all engines share (src/domain/search/ranking-signals.ts). */
export function buildScorer(asked: UnderstoodQuery, counts: WordCounts): Scorer {
  const { slots, phrases, amountGbp, years } = asked;
  const alternatives = slots.flatMap((slot) => slot.alternatives);
  const weighings = new Map(
    alternatives.flatMap((one) => (one.match === 'words' ? [[one, prepareWeighing(one)] as const] : [])),
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

  function matchSlot(
    slot: Slot,
    at: number,
    basis: KnownBasis['basis'],
    relativeLength: number,
    [stems, words]: readonly [FieldTexts, FieldTexts],
  ): MatchedAlternative[] {
    const matched: MatchedAlternative[] = [];
    for (const alternative of slot.alternatives) {
      const { weight } = alternative;
      const scale = weight * (broadness[at]?.get(alternative) ?? 1);
      if (alternative.match === 'facet') {
        const { facet, values } = alternative;
        const isThere = values.some((value) => basis.facets.includes(facetToken(facet, value)));
        const strength = scale * facetStrength(facet);
        if (isThere) matched.push({ alternative, share: weight, strength, begun: false });
        continue;
      }
      const weighing = weighings.get(alternative);
      const asWhole = weighing?.whole(stems, words) ?? 0;
      if (asWhole > 0) {
        const strength = scale * wordStrength(asWhole, relativeLength);
        matched.push({ alternative, share: weight, strength, begun: false });
      }
      const asBegun = weighing?.begun?.(stems, words) ?? 0;
      if (asBegun > 0) {
        // Beginnings of single words are weighed alike in short and long records.
        const length = alternative.words.length === 1 ? 1 : relativeLength;
        const share = weight * ranking.begun;
        matched.push({ alternative, share, strength: share * wordStrength(asBegun, length), begun: true });
      }
    }
    return matched.sort((one, other) => other.strength - one.strength);
  }

  function score({ basis, stems, words: asTyped = noTexts }: KnownBasis): Score {
    const relativeLength = basis.length / Math.max(1, counts.averageLength);
    const texts = [stems, asTyped] as const;
    let [words, answered, wishes] = [0, 0, 0];
    const matched = slots.map((slot, at) => {
      const best = matchSlot(slot, at, basis, relativeLength, texts);
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
      const weight = phraseWeighings[at]?.(...texts) ?? 0;
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
