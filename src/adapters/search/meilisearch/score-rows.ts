import type { Alternative, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { shareOfWishes, withFurther } from '../../../domain/search/points.ts';
import { wordStrength } from '../../../domain/search/ranking-signals.ts';
import { askTokens, type Way } from './asked-tokens.ts';
import type { PhraseWeights } from './find-phrases.ts';
import { matchTokens, type TokenMatches } from './match-tokens.ts';
import type { RecordTable } from './record-table.ts';
import type { TermFinder } from './term-finder.ts';
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

/** By place among the rows that were scored. */
export interface Scores {
  /** How well the words match, the share of what is required and the share of the wishes that the record answers, 0 to 1. */
  words: Float64Array;
  answered: Float64Array;
  wishes: Float64Array;
  /** Share of what is required by which the record is called. */
  named: Float64Array;
  /** Bits of the query's forms by which it is called just so, the first form's lowest. */
  forms: Int32Array;
}

export interface Scorer {
  /** By slot of the query: how much it counts, how telling it is included. */
  weights: readonly number[];
  score(table: RecordTable, rows: readonly number[]): Scores;
  /** By slot of the query what was found in a row, best first. */
  explain(table: RecordTable, row: number): MatchedAlternative[][];
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const add = (sums: Float64Array, place: number, more: number) => {
  sums[place] = (sums[place] as number) + more;
};

/** Scores records for one query by the numbers that all engines share (src/domain/search/ranking-signals.ts). */
export function buildScorer(
  understood: UnderstoodQuery,
  counts: WordCounts,
  finder: TermFinder,
  phraseWeights: PhraseWeights,
): Scorer {
  const { slots, phrases, amountGbp, years } = understood;
  const asked = askTokens(understood, counts, finder);
  const { weights } = asked;
  const phraseRarities = phrases.map((phrase) => counts.rarityOfPhrase(phrase));
  const required = slots.filter(({ preference }) => !preference);
  const importance = sumOf(required.map((slot) => slot.importance)) + phrases.length;
  const telling = sumOf(weights.filter((_, at) => !slots[at]?.preference)) + sumOf(phraseRarities);
  const wished =
    sumOf(slots.filter(({ preference }) => preference).map((slot) => slot.importance)) +
    (amountGbp ? 1 : 0) +
    (years ? 1 : 0);

  const relativeLengthOf = (table: RecordTable, row: number) =>
    (table.lengths[row] as number) / Math.max(1, counts.averageLength);

  function strengthOf({ strength, scale, isAlike }: Way, weight: number, relativeLength: number): number {
    if (strength !== undefined) return strength;
    return weight > 0 ? scale * wordStrength(weight, isAlike ? 1 : relativeLength) : 0;
  }

  function explain(table: RecordTable, row: number): MatchedAlternative[][] {
    const relativeLength = relativeLengthOf(table, row);
    const found: (MatchedAlternative & { slot: number })[] = [];
    matchTokens(asked, table, [row]).eachWay((way, _, weight) => {
      const { alternative, share, begun, slot } = way;
      found.push({ alternative, share, begun, slot, strength: strengthOf(way, weight, relativeLength) });
    });
    return slots.map((_, at) =>
      found
        .filter(({ slot, strength }) => slot === at && strength > 0)
        .map(({ alternative, share, strength, begun }) => ({ alternative, share, strength, begun }))
        .sort((one, other) => other.strength - one.strength),
    );
  }

  /** Adds up slot after slot, whose ways stand together. */
  function addSlots(matches: TokenMatches, { words, answered, wishes }: Scores, lengths: Float64Array): void {
    const [best, sums, shares] = [lengths, lengths, lengths].map(
      ({ length }) => new Float64Array(length),
    ) as [Float64Array, Float64Array, Float64Array];
    let current = -1;
    let touched: number[] = [];

    function finishSlot(): void {
      const slot = slots[current];
      if (slot === undefined) return;
      const weight = weights[current] as number;
      for (const place of touched) {
        const strength = best[place] as number;
        const counted = slot.importance * (shares[place] as number);
        if (slot.preference) add(wishes, place, counted);
        else {
          add(answered, place, counted);
          add(words, place, weight * withFurther(strength, (sums[place] as number) - strength));
        }
        best[place] = 0;
        sums[place] = 0;
        shares[place] = 0;
      }
      touched = [];
    }

    matches.eachWay((way, place, weight) => {
      if (way.slot !== current) {
        finishSlot();
        current = way.slot;
      }
      const strength = strengthOf(way, weight, lengths[place] as number);
      if (strength === 0) return;
      if (sums[place] === 0) touched.push(place);
      add(sums, place, strength);
      if (strength > (best[place] as number)) best[place] = strength;
      if (way.share > (shares[place] as number)) shares[place] = way.share;
    });
    finishSlot();
  }

  function addPhrases(
    table: RecordTable,
    rows: readonly number[],
    scores: Scores,
    lengths: Float64Array,
  ): void {
    phrases.forEach((_, at) => {
      rows.forEach((row, place) => {
        const weight = phraseWeights[at]?.get(table.keys[row] as string) ?? 1;
        add(scores.answered, place, 1);
        const strength = wordStrength(weight, lengths[place] as number);
        add(scores.words, place, (phraseRarities[at] as number) * strength);
      });
    });
  }

  function addAmounts({ amounts }: RecordTable, rows: readonly number[], { wishes }: Scores): void {
    if (!amountGbp) return;
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = amountGbp;
    rows.forEach((row, place) => {
      const amount = amounts[row] as number;
      if (amount >= min && amount <= max) add(wishes, place, 1);
    });
  }

  function score(table: RecordTable, rows: readonly number[]): Scores {
    const scores: Scores = {
      words: new Float64Array(rows.length),
      answered: new Float64Array(rows.length),
      wishes: new Float64Array(rows.length),
      named: new Float64Array(rows.length),
      forms: new Int32Array(rows.length),
    };
    const { words, answered, wishes, named, forms } = scores;
    const lengths = Float64Array.from(rows, (row) => relativeLengthOf(table, row));
    const matches = matchTokens(asked, table, rows);
    addSlots(matches, scores, lengths);
    addPhrases(table, rows, scores, lengths);
    addAmounts(table, rows, scores);
    const dated = new Uint8Array(rows.length);
    matches.eachOther((token, place) => {
      if (token.named > (named[place] as number)) named[place] = token.named;
      forms[place] = (forms[place] as number) | token.forms;
      if (token.isYear) dated[place] = 1;
    });
    for (let place = 0; place < rows.length; place += 1) {
      words[place] = importance > 0 ? (words[place] as number) / telling : 1;
      answered[place] = importance > 0 ? (answered[place] as number) / importance : 1;
      wishes[place] = shareOfWishes((wishes[place] as number) + (dated[place] as number), wished);
    }
    return scores;
  }

  return { weights, score, explain };
}
