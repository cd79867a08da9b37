import type { Alternative, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { shareOfWishes, withFurther } from '../../../domain/search/points.ts';
import { ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import { type AskedTokens, askTokens, type Way } from './asked-tokens.ts';
import type { PhraseWeights } from './find-phrases.ts';
import type { RecordTable } from './record-table.ts';
import type { TermFinder } from './term-finder.ts';
import { isNameOf, numberOf, weightOf } from './token-weights.ts';
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

/** Tokens are told apart by so many of their last bits first. */
const filterMask = 2 ** 14 - 1;
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** One bit for each token asked for: most tokens of a record are told apart by it alone. */
function buildFilter({ byNumber }: AskedTokens): Uint8Array {
  const filter = new Uint8Array(filterMask + 1);
  for (const number of byNumber.keys()) filter[number & filterMask] = 1;
  return filter;
}

/** Scores records for one query by the numbers that all engines share (src/domain/search/ranking-signals.ts). */
export function buildScorer(
  understood: UnderstoodQuery,
  counts: WordCounts,
  finder: TermFinder,
  phraseWeights: PhraseWeights,
): Scorer {
  const { slots, phrases, amountGbp, years } = understood;
  const asked = askTokens(understood, counts, finder);
  const { ways, wayOf, byNumber, weights } = asked;
  const filter = buildFilter(asked);
  const phraseRarities = phrases.map((phrase) => counts.rarityOfPhrase(phrase));
  const required = slots.filter(({ preference }) => !preference);
  const importance = sumOf(required.map((slot) => slot.importance)) + phrases.length;
  const telling = sumOf(weights.filter((_, at) => !slots[at]?.preference)) + sumOf(phraseRarities);
  const wished =
    sumOf(slots.filter(({ preference }) => preference).map((slot) => slot.importance)) +
    (amountGbp ? 1 : 0) +
    (years ? 1 : 0);

  // Of the row that is looked at; what is of an earlier one has another mark.
  const groupWeights = new Float64Array(asked.groupCount);
  const groupMarks = new Uint32Array(asked.groupCount);
  const wayMarks = new Uint32Array(ways.length);
  const touched = new Uint32Array(ways.length);
  let mark = 0;
  let touchedCount = 0;
  let [named, forms, hasYear] = [0, 0, false];

  function touch(group: number, value: number): void {
    const way = wayOf[group] as number;
    if (wayMarks[way] !== mark) {
      wayMarks[way] = mark;
      touched[touchedCount++] = way;
    }
    const { isAlike, inText } = ways[way] as Way;
    const weight = !isAlike ? weightOf(value) : isNameOf(value) ? ranking.begunWeights.name : inText;
    const isFirst = groupMarks[group] !== mark;
    groupMarks[group] = mark;
    if (isFirst || weight > (groupWeights[group] as number)) groupWeights[group] = weight;
  }

  /** Reads which of what was asked for a row has. */
  function look({ pieces, pieceOf, starts, ends }: RecordTable['tokens'], row: number): void {
    const { hashes, values } = pieces[pieceOf[row] as number] as (typeof pieces)[number];
    const end = ends[row] as number;
    mark += 1;
    [touchedCount, named, forms, hasYear] = [0, 0, 0, false];
    for (let at = starts[row] as number; at < end; at += 1) {
      const hash = hashes[at] as number;
      if (filter[hash & filterMask] === 0) continue;
      const value = values[at] as number;
      const meaning = byNumber.get(numberOf(hash, value));
      if (meaning === undefined) continue;
      for (const group of meaning.groups) touch(group, value);
      named = Math.max(named, meaning.named);
      forms |= meaning.forms;
      hasYear ||= meaning.isYear;
    }
  }

  /** What a way that was touched is worth in the row, 0 where only a part of it is there. */
  function strengthOf({ from, to, strength, scale, isAlike }: Way, relativeLength: number): number {
    let weight = Number.POSITIVE_INFINITY;
    for (let group = from; group < to; group += 1) {
      if (groupMarks[group] !== mark) return 0;
      weight = Math.min(weight, groupWeights[group] as number);
    }
    if (strength !== undefined) return strength;
    return weight > 0 ? scale * wordStrength(weight, isAlike ? 1 : relativeLength) : 0;
  }

  const relativeLengthOf = (table: RecordTable, row: number) =>
    (table.lengths[row] as number) / Math.max(1, counts.averageLength);

  function explain(table: RecordTable, row: number): MatchedAlternative[][] {
    look(table.tokens, row);
    const relativeLength = relativeLengthOf(table, row);
    const found = [...touched.subarray(0, touchedCount)].map((at) => {
      const way = ways[at] as Way;
      return { ...way, strength: strengthOf(way, relativeLength) };
    });
    return slots.map((_, slot) =>
      found
        .filter((one) => one.slot === slot && one.strength > 0)
        .map(({ alternative, share, strength, begun }) => ({ alternative, share, strength, begun }))
        .sort((one, other) => other.strength - one.strength),
    );
  }

  const best = new Float64Array(slots.length);
  const sums = new Float64Array(slots.length);
  const shares = new Float64Array(slots.length);

  /** Into `best`, `sums` and `shares`, by slot. */
  function gatherSlots(relativeLength: number): void {
    best.fill(0);
    sums.fill(0);
    shares.fill(0);
    for (let at = 0; at < touchedCount; at += 1) {
      const way = ways[touched[at] as number] as Way;
      const strength = strengthOf(way, relativeLength);
      if (strength === 0) continue;
      const { slot, share } = way;
      sums[slot] = (sums[slot] as number) + strength;
      if (strength > (best[slot] as number)) best[slot] = strength;
      if (share > (shares[slot] as number)) shares[slot] = share;
    }
  }

  function score(table: RecordTable, rows: readonly number[]): Scores {
    const scores: Scores = {
      words: new Float64Array(rows.length),
      answered: new Float64Array(rows.length),
      wishes: new Float64Array(rows.length),
      named: new Float64Array(rows.length),
      forms: new Int32Array(rows.length),
    };
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = amountGbp ?? {};
    for (let place = 0; place < rows.length; place += 1) {
      const row = rows[place] as number;
      look(table.tokens, row);
      const relativeLength = relativeLengthOf(table, row);
      gatherSlots(relativeLength);
      let [words, answered, wishes] = [0, 0, 0];
      for (let at = 0; at < slots.length; at += 1) {
        const strength = best[at] as number;
        if (strength === 0) continue;
        const slot = slots[at] as (typeof slots)[number];
        const counted = slot.importance * (shares[at] as number);
        if (slot.preference) wishes += counted;
        else {
          answered += counted;
          words += (weights[at] as number) * withFurther(strength, (sums[at] as number) - strength);
        }
      }
      for (let at = 0; at < phrases.length; at += 1) {
        const weight = phraseWeights[at]?.get(table.keys[row] as string) ?? 1;
        answered += 1;
        words += (phraseRarities[at] as number) * wordStrength(weight, relativeLength);
      }
      if (amountGbp) {
        const amount = table.amounts[row] as number;
        if (amount >= min && amount <= max) wishes += 1;
      }
      if (hasYear) wishes += 1;
      scores.words[place] = importance > 0 ? words / telling : 1;
      scores.answered[place] = importance > 0 ? answered / importance : 1;
      scores.wishes[place] = shareOfWishes(wishes, wished);
      scores.named[place] = named;
      scores.forms[place] = forms;
    }
    return scores;
  }

  return { weights, score, explain };
}
