import { foldWords } from '../query/query.ts';
import type { UnderstoodQuery } from '../query/understood-query.ts';
import type { FacetName } from './facets.ts';
import { ranking, wordStrength } from './ranking-signals.ts';

/** True where words were asked for, so that hits are ordered by how well they answer. */
export function isTextQuery({ slots, phrases, amountGbp, years }: UnderstoodQuery): boolean {
  return slots.length + phrases.length > 0 || amountGbp !== undefined || years !== undefined;
}

/** Nothing but punctuation was typed: that asks for nothing, which is not the same as not asking. */
export function asksForNothing({ text }: Pick<UnderstoodQuery, 'text'>): boolean {
  return text !== '' && foldWords(text).length === 0;
}

/** What having a facet that was asked for is worth, 0 to 1. */
export function facetStrength(facet: FacetName): number {
  const { subject, named } = ranking.facetWeights;
  return wordStrength(facet === 'service' || facet === 'theme' ? subject : named, 1);
}

/** The best alternative's worth and what the others add to it. */
export function withFurther(best: number, further: number): number {
  return best + (1 - best) * Math.min(1, ranking.alsoMatched * further);
}

/** The share of the wishes that is answered, 0 to 1; a slight one alone does not count in full. */
export function shareOfWishes(answered: number, wished: number): number {
  return answered / Math.max(wished, ranking.leastWished);
}

/** By how much more it counts that a record is called just as words of the query which are `share` of what is required. */
export function namedFactor(share: number): number {
  return 1 + ranking.named * share;
}

/**
 * How well the words match, the share of what is required and the share of the preferences that are answered are 0 to 1; `recordFactor`
 * says what the record is, `named` how much more its name counts. Called for every row of an index, so numbers alone.
 */
export function pointsOf(
  words: number,
  answered: number,
  wishes: number,
  recordFactor: number,
  named: number,
): number {
  const held = answered === 1 ? 1 : answered ** ranking.answeredPower;
  return words * held * (1 + ranking.wishes * wishes) * recordFactor * named;
}

/** Whether a part or copy stays behind what it is of, which answers as much and whose words match nearly as well. */
export function staysBehind(
  answered: number,
  words: number,
  otherAnswered: number,
  otherWords: number,
): boolean {
  return otherAnswered >= answered && otherWords >= ranking.nearly * words;
}

const mostWords = 24;
const longestName = 8;

/**
 * The words of a query that stand together, as a record may be called, and the names of what replaces a product in it: each with the
 * share of what is required in it. `weights` says by slot how much it counts.
 */
export function namesInQuery(
  { text, slots }: Pick<UnderstoodQuery, 'text' | 'slots'>,
  weights: readonly number[],
): Map<string, number> {
  const names = new Map<string, number>();
  const words = foldWords(text).slice(0, mostWords);
  // What is to be replaced is named too, but its name is worth little.
  const required = slots.flatMap(({ typed, preference, alternatives }, at) => {
    const own = Math.max(0, ...alternatives.map(({ why, weight }) => (why === 'typed' ? weight : 0)));
    return preference ? [] : { words: foldWords(typed), weight: weights[at] ?? 0, own };
  });
  const total = required.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return names;
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= Math.min(words.length, from + longestName); to += 1) {
      const within = new Set(words.slice(from, to));
      const covered = required.reduce(
        (sum, slot) => sum + (slot.words.every((word) => within.has(word)) ? slot.weight * slot.own : 0),
        0,
      );
      if (covered > 0) names.set(words.slice(from, to).join(' '), covered / total);
    }
  }
  // What is known to do the work of what is to be replaced is meant as if it had been named.
  for (const [at, { preference, alternatives }] of slots.entries()) {
    for (const one of preference ? [] : alternatives) {
      if (one.match !== 'words' || !one.why.startsWith('replacement:')) continue;
      const name = one.words.join(' ');
      names.set(name, (names.get(name) ?? 0) + (weights[at] ?? 0) / total);
    }
  }
  return names;
}
