import type { HitKind } from './ids.ts';
import type { Purpose } from './understood-query.ts';

/** What is known of a record besides its words that moves its place. `tried`: councils other than the lead have been seen with it. */
export const signalNames = ['product', 'part', 'copy', 'retired', 'example', 'tried'] as const;
export type Signal = (typeof signalNames)[number];

/**
 * Every number that decides a place, in one place; docs/ranking.md says the same in words. A record's points are
 * `words × answered × what the record is × named × wishes`.
 */
export const ranking = {
  /** How much of a word's field weight it takes to be worth half: lower makes a title worth less beside a text. */
  saturation: 6,
  /** What further mentions in one field add to the first at most. */
  repetition: 0.5,
  /** How much long records are marked down: 0 not at all, 1 in full. */
  lengthShare: 0.35,
  /** A word that only begins as typed, beside the whole word. */
  begun: 0.75,
  /** The field whose weight a service, licence, language … that was asked for is worth. */
  facetWeight: 5,
  /** Least share of what is required that a hit answers. */
  leastAnswered: 0.5,
  /** Points fall with this power of the share answered: missing words cost more than their own points. */
  answeredPower: 1.5,
  /** What answering all wishes (preferences, an amount, a year) adds. */
  wishes: 0.6,
  /** What it adds that a record is called just as some words of the query, by their share of it. */
  named: 1,
  /** Parts and copies stand just below what they are of. */
  below: 0.999,
} as const;

/** What each sort of answer is worth for what is looked for. */
export const kindFactors: Record<Purpose, Record<HitKind, number>> = {
  need: { asset: 1, project: 0.8, award: 0.6, fund: 0.6 },
  money: { asset: 0.5, project: 0.9, award: 1, fund: 1 },
  use: { asset: 1, project: 0.8, award: 0.6, fund: 0.4 },
};

const signalFactors: Record<Purpose, Partial<Record<Signal, number>>> = {
  need: { product: 1.1, part: 0.9, copy: 0.9, retired: 0.6, example: 0.05 },
  money: { part: 0.9, copy: 0.9, retired: 0.6, example: 0.05 },
  use: { product: 1.1, part: 0.9, copy: 0.9, retired: 0.6, example: 0.05, tried: 1.2 },
};

/** The factors that what a record is gives it, for explaining; their product is `recordFactor`. */
export function factorsOf(kind: HitKind, signals: readonly Signal[], purpose: Purpose): [string, number][] {
  const ofSignals = signals.flatMap((signal): [string, number][] => {
    const factor = signalFactors[purpose][signal];
    return factor === undefined ? [] : [[signal, factor]];
  });
  return [[kind, kindFactors[purpose][kind]], ...ofSignals];
}

export function recordFactor(kind: HitKind, signals: readonly Signal[], purpose: Purpose): number {
  return factorsOf(kind, signals, purpose).reduce((product, [, factor]) => product * factor, 1);
}

/** What a word is worth in a record, 0 to 1: `weight` sums its fields' weights, `relativeLength` is the record's beside the average. */
export function wordStrength(weight: number, relativeLength: number): number {
  const { saturation, lengthShare } = ranking;
  return weight / (weight + saturation * (1 - lengthShare + lengthShare * relativeLength));
}

/** What several mentions in one field weigh beside one. */
export function mentions(count: number): number {
  return 1 + ranking.repetition * (1 - 1 / count);
}

/** How telling something is that `found` of `all` records have; what none has tells most. */
export function rarity(found: number, all: number): number {
  return Math.log(1 + (all - found + 0.5) / (found + 0.5));
}
