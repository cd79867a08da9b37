import type { Alternative, Slot, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { facetStrength, shareOfWishes, withFurther } from '../../../domain/search/points.ts';
import { ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import type { KnownBasis } from './keep-bases.ts';
import { facetToken } from './tokens.ts';
import { prepareWeighing, readFields, weighPhrase } from './weigh-words.ts';
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
}

/** An alternative with what can be known before any record is looked at. */
interface AskedAlternative extends Partial<ReturnType<typeof prepareWeighing>> {
  alternative: Alternative;
  /** What it counts at most, and where it is only begun. */
  scale: number;
  begunShare: number;
  isAlike?: boolean;
  /** Of a facet: any of its tokens gives this. */
  tokens: readonly string[];
  strength?: number;
}

export interface Scorer {
  /** By slot of the query: how much it counts, how telling it is included. */
  weights: number[];
  score(known: KnownBasis): Score;
  /** By slot of the query what was found, best first. */
  explain(known: KnownBasis): MatchedAlternative[][];
}

const noTexts = readFields('');
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** Scores records for one query by the numbers that all engines share (src/domain/search/ranking-signals.ts). */
export function buildScorer(understood: UnderstoodQuery, counts: WordCounts): Scorer {
  const { slots, phrases, amountGbp, years } = understood;
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

  const asked = slots.map((slot, at) =>
    slot.alternatives.map((alternative): AskedAlternative => {
      const { weight } = alternative;
      const scale = weight * (broadness[at]?.get(alternative) ?? 1);
      const begunShare = weight * ranking.begun;
      if (alternative.match === 'facet') {
        const { facet, values } = alternative;
        const tokens = values.map((value) => facetToken(facet, value));
        return { alternative, scale, begunShare, tokens, strength: scale * facetStrength(facet) };
      }
      // Beginnings of single words are weighed alike in short and long records.
      const isAlike = alternative.words.length === 1;
      return { alternative, scale, begunShare, isAlike, tokens: [], ...prepareWeighing(alternative) };
    }),
  );

  /** What an alternative gives as a whole, and where it is only begun; 0 where it is not there. */
  function wholeIn(
    one: AskedAlternative,
    { basis, stems, words = noTexts }: KnownBasis,
    length: number,
  ): number {
    if (one.strength !== undefined) {
      return one.tokens.some((token) => basis.facets.includes(token)) ? one.strength : 0;
    }
    const weight = one.whole?.(stems, words) ?? 0;
    return weight > 0 ? one.scale * wordStrength(weight, length) : 0;
  }

  function begunIn(one: AskedAlternative, { stems, words = noTexts }: KnownBasis, length: number): number {
    const weight = one.begun?.(stems, words) ?? 0;
    return weight > 0 ? one.begunShare * wordStrength(weight, one.isAlike ? 1 : length) : 0;
  }

  const lengthOf = ({ basis }: KnownBasis) => basis.length / Math.max(1, counts.averageLength);

  function explain(known: KnownBasis): MatchedAlternative[][] {
    const length = lengthOf(known);
    return asked.map((alternatives) =>
      alternatives
        .flatMap((one): MatchedAlternative[] => {
          const { alternative, begunShare } = one;
          return [
            { alternative, share: alternative.weight, strength: wholeIn(one, known, length), begun: false },
            { alternative, share: begunShare, strength: begunIn(one, known, length), begun: true },
          ];
        })
        .filter(({ strength }) => strength > 0)
        .sort((one, other) => other.strength - one.strength),
    );
  }

  function score(known: KnownBasis): Score {
    const { basis, stems, words: asTyped = noTexts } = known;
    const relativeLength = lengthOf(known);
    let [words, answered, wishes] = [0, 0, 0];
    for (let at = 0; at < slots.length; at += 1) {
      const slot = slots[at] as Slot;
      let [best, sum, share] = [0, 0, 0];
      for (const one of asked[at] as AskedAlternative[]) {
        const whole = wholeIn(one, known, relativeLength);
        const begun = begunIn(one, known, relativeLength);
        if (whole > 0) share = Math.max(share, one.alternative.weight);
        if (begun > 0) share = Math.max(share, one.begunShare);
        best = Math.max(best, whole, begun);
        sum += whole + begun;
      }
      if (best === 0) continue;
      if (slot.preference) wishes += slot.importance * share;
      else {
        answered += slot.importance * share;
        words += (weights[at] as number) * withFurther(best, sum - best);
      }
    }
    for (let at = 0; at < phrases.length; at += 1) {
      const weight = phraseWeighings[at]?.(stems, asTyped) ?? 0;
      answered += 1;
      words += (phraseWeights[at] as number) * wordStrength(Math.max(1, weight), relativeLength);
    }
    if (amountGbp && basis.amount !== undefined) {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = amountGbp;
      if (basis.amount >= min && basis.amount <= max) wishes += 1;
    }
    if (years?.some((year) => basis.years.includes(year))) wishes += 1;
    return {
      words: importance > 0 ? words / telling : 1,
      answered: importance > 0 ? answered / importance : 1,
      wishes: shareOfWishes(wishes, wished),
    };
  }

  return { weights, score, explain };
}
