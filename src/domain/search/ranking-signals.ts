import type { HitKind } from '../ids.ts';
import type { Purpose, Relation, UnderstoodQuery } from '../query/understood-query.ts';

/**
 * What is known of a record besides its words that moves its place. `document`: there is only something to read or look up, no software,
 * design or template; `tried`: councils other than the lead have been seen with it; `reused`: others have
 * confirmed that they use it; `example`: stands behind everything that is none.
 */
export const signalNames = [
  'product',
  'mainRepository',
  'part',
  'copy',
  'document',
  'retired',
  'example',
  'tried',
  'reused',
] as const;
export type Signal = (typeof signalNames)[number];

/**
 * Every number that decides a place, in one place; docs/ranking.md says the same in words. A record's points are
 * `words × answered ** answeredPower × what the record is × named × wishes`.
 */
export const ranking = {
  /** The weight of fields at which a word is worth half of the most: the higher, the more a title counts beside a text. */
  saturation: 8,
  /** What further mentions in one field add to the first at most. */
  repetition: 0.5,
  /** How much long records are marked down: 0 not at all, 1 in full. */
  lengthShare: 0.35,
  /** A word that only begins as typed, beside the whole word. */
  begun: 0.75,
  /** Words that only begin alike are not weighed field by field, since there are many: they are worth a name or a text. */
  begunWeights: { name: 9, text: 2 },
  /** What further alternatives of one slot add to the best of them, up to what is missing from the most. */
  alsoMatched: 0.25,
  /** How much less what a word leads to is worth where it is common: 0 not at all, 1 in proportion to how telling it is. */
  broadness: 0.8,
  /** What a service or theme that was asked for weighs, and any other facet (a fund, a licence, a language), beside the text fields. */
  facetWeights: { subject: 5, named: 10 },
  /** Least share of what is required that a hit holds in some form. */
  leastHeld: 0.5,
  /** Least number of words that it holds where another is in no record: one alone says too little of what was meant. */
  leastSlotsBesideUnknown: 2,
  /** Points fall with this power of the share answered: missing words cost more than their own points. */
  answeredPower: 1.5,
  /** What answering all wishes (preferences, an amount, a year) adds. */
  wishes: 0.8,
  /** Wishes count by their share of this much at least: a single slight one ("for residents") does not move as much as an amount. */
  leastWished: 1,
  /** What it adds that a record is called just as some words of the query, by their share of it. */
  named: 1,
  /** Parts and copies stand just below what they are of, where its words match at least this share as well as theirs. */
  below: 0.999,
  nearly: 0.75,
} as const;

/** What is looked for, as far as it changes what an answer is worth: a purpose, or what is to be done with the thing named. */
export type Goal = Purpose | Relation;

export function goalOf({ purpose, relation }: Pick<UnderstoodQuery, 'purpose' | 'relation'>): Goal {
  return purpose === 'need' ? (relation ?? purpose) : purpose;
}

const needFactors: Record<HitKind, number> = { asset: 1, project: 0.8, award: 0.6, fund: 0.6 };
/** What each kind of record is worth for what is looked for. */
export const kindFactors: Record<Goal, Record<HitKind, number>> = {
  need: needFactors,
  replace: needFactors,
  'works-with': needFactors,
  money: { asset: 0.45, project: 0.9, award: 1, fund: 0.85 },
  use: { asset: 1, project: 0.8, award: 0.6, fund: 0.4 },
};

type SignalFactors = Partial<Record<Signal, number>>;
const forMoney: SignalFactors = { part: 0.85, copy: 0.9, retired: 0.75 };
const forNeed: SignalFactors = {
  ...forMoney,
  product: 1.25,
  mainRepository: 1.1,
  document: 0.75,
  reused: 1.1,
};
/** What replaces a product is a whole product; what works with one need not be; who uses a thing is known where it was tried. */
export const signalFactors: Record<Goal, SignalFactors> = {
  need: forNeed,
  replace: { ...forNeed, product: 1.4, part: 0.7, document: 0.6 },
  'works-with': { ...forNeed, product: 1.1 },
  money: forMoney,
  use: { ...forNeed, tried: 1.2 },
};

/** The factors that what a record is gives it, for explaining; their product is `recordFactor`. */
export function factorsOf(kind: HitKind, signals: readonly Signal[], goal: Goal): [string, number][] {
  const ofSignals = signals.flatMap((signal): [string, number][] => {
    const factor = signalFactors[goal][signal];
    return factor === undefined ? [] : [[signal, factor]];
  });
  return [[kind, kindFactors[goal][kind]], ...ofSignals];
}

export function recordFactor(kind: HitKind, signals: readonly Signal[], goal: Goal): number {
  return factorsOf(kind, signals, goal).reduce((product, [, factor]) => product * factor, 1);
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
