import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { ranking } from '../../../domain/search/ranking-signals.ts';
import { tolerance } from './filter-expressions.ts';
import { mostRequired } from './match-filters.ts';
import { wordToken } from './tokens.ts';
import type { WordCounts } from './word-counts.ts';

interface Chance {
  /** How likely a document holds it, 0 to 1. */
  held: number;
  importance: number;
}

/** How likely a document holds so much of what is required and so many of its slots, if slots had nothing to do with one another. */
function chanceOf(slots: readonly Chance[], least: number, leastSlots: number): number {
  if (least <= tolerance && leastSlots <= 0) return 1;
  const [first, ...more] = slots;
  if (first === undefined) return 0;
  const { held, importance } = first;
  const without = held < 1 ? (1 - held) * chanceOf(more, least, leastSlots) : 0;
  return without + (held > 0 ? held * chanceOf(more, least - importance, leastSlots - 1) : 0);
}

/** About how many documents answer: enough to choose how they are best asked for. `within` hold an organisation that was named. */
export function expectAnswering(asked: UnderstoodQuery, counts: WordCounts, within: number): number {
  const { documents, held, expectedHolding } = counts;
  const { slots, phrases, amountGbp, years, organisations } = asked;
  const all = organisations.length > 0 ? Math.min(documents, within) : documents;
  const chances = slots.map((slot) => ({
    ...{ preference: slot.preference, unknown: slot.unknown, importance: slot.importance },
    held: Math.min(1, expectedHolding(slot) / Math.max(1, documents)),
  }));
  const required = chances.filter(({ preference }) => !preference).slice(0, mostRequired);
  const inPhrases = phrases.map((words) => Math.min(...words.map((word) => held.get(wordToken(word)) ?? 0)));
  if (required.length + phrases.length === 0) {
    const isWished = slots.length > 0 && !amountGbp && !years && organisations.length === 0;
    return isWished ? all * chanceOf(chances, tolerance * 2, 0) : all;
  }
  const importance = required.reduce((sum, one) => sum + one.importance, phrases.length);
  const leastSlots = required.some(({ unknown }) => unknown) ? ranking.leastSlotsBesideUnknown : 0;
  const chance = chanceOf(required, importance * ranking.leastHeld - phrases.length, leastSlots);
  return Math.min(all * chance, ...inPhrases);
}
