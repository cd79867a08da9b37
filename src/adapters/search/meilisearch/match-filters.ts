import type { Slot, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { asksForNothing } from '../../../domain/search/points.ts';
import { ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import type { SearchQuery } from '../../../ports/search-index.ts';
import {
  allOf,
  anyOf,
  type Filter,
  isAtLeast,
  isAtMost,
  isOneOf,
  not,
  weighAtLeast,
} from './filter-expressions.ts';
import type { SlotFilters } from './slot-filters.ts';
import { formToken } from './tokens.ts';

/** Conditions grow with every further one: of longer questions the first ones decide what is found, all decide the order. */
export const mostRequired = 10;

export interface MatchFilters {
  /** What answers at all, filters on facets aside: words, phrases, councils, time and capacity. */
  answering: Filter;
  /** What is likely among the best: called just as the query or some of its words, or with all words where they weigh most. */
  likely(): Filter;
  /** What answers besides. */
  others(): Filter;
}

/** Forms by which records are called: the whole query, and words of it that stand together. */
export interface CalledSo {
  whole: readonly string[];
  parts: readonly string[];
}

/** What everybody may see of what was asked for since a time. */
export function isShown({ includeCapacity, updatedSince }: SearchQuery): Filter {
  const states = isOneOf('state', includeCapacity ? [1, 2] : [1]);
  return updatedSince === undefined ? states : allOf(states, isAtLeast('updated', Date.parse(updatedSince)));
}

/** The organisations that were named have a role in it or, asked who uses something, have been seen with it. */
function isWithin({ organisations, purpose }: UnderstoodQuery): Filter {
  if (organisations.length === 0) return true;
  const inRole = isOneOf('organisation', organisations);
  return purpose === 'use' ? anyOf(inRole, isOneOf('adopter', organisations)) : inRole;
}

/** Where phrases stand: a condition for those that were looked up, by their words apart by spaces. */
export type PhraseFilters = (words: readonly string[]) => Filter;

function wishesOf({ slots, amountGbp, years }: UnderstoodQuery, { holding }: SlotFilters): Filter[] {
  const wishes = slots.filter(({ preference }) => preference).map(holding);
  if (amountGbp) {
    const { min, max } = amountGbp;
    const least = min === undefined ? true : isAtLeast('amount', min);
    const bounded = allOf(least, max === undefined ? true : isAtMost('amount', max));
    wishes.push(bounded === true ? isAtLeast('amount', 0) : bounded);
  }
  if (years) wishes.push(isOneOf('year', years));
  return wishes;
}

/** Enough of what is required is held in some form. */
function holdsEnough(required: readonly Slot[], phrases: number, { holding }: SlotFilters): Filter {
  const asked = required.slice(0, mostRequired);
  const conditions = asked.map((slot) => ({ filter: holding(slot), weight: slot.importance }));
  const importance = asked.reduce((sum, slot) => sum + slot.importance, phrases);
  const enough = weighAtLeast(conditions, importance * ranking.leastHeld - phrases);
  if (!required.some(({ unknown }) => unknown)) return enough;
  const each = conditions.map(({ filter }) => ({ filter, weight: 1 }));
  return allOf(enough, weighAtLeast(each, ranking.leastSlotsBesideUnknown));
}

/** How strongly each word is held where a document is likely among the best, beside what its best alternative can be worth. */
const likelyStrength = wordStrength(4, 1) - 1e-9;

/** All words are held so strongly; where there are only wishes, all of these are answered. */
function holdsStrongly(
  required: readonly Slot[],
  wishes: readonly Filter[],
  slotFilters: SlotFilters,
): Filter {
  const known = required.filter(({ unknown }) => !unknown).slice(0, mostRequired);
  if (known.length === 0) return wishes.length > 1 && allOf(...wishes);
  return allOf(...known.map((slot) => slotFilters.worthAtLeast(slot, likelyStrength)));
}

/**
 * What was asked for as conditions that documents fulfil: they decide what is found and counted, and which documents are worth scoring.
 */
export function toMatchFilters(
  query: SearchQuery,
  slotFilters: SlotFilters,
  phraseFilter: PhraseFilters,
  called: CalledSo,
): MatchFilters {
  const { asked } = query;
  const { excluded, phrases, slots } = asked;
  const required = slots.filter(({ preference }) => !preference);
  const wishes = wishesOf(asked, slotFilters);
  const within = isWithin(asked);
  const seen = allOf(isShown(query), ...excluded.map((text) => not(phraseFilter(text.split(' ')))));
  const bounds = allOf(seen, within, ...phrases.map(phraseFilter));
  const isRequired = required.length + phrases.length > 0;
  const mustWish = !isRequired && wishes.length > 0 && within === true;
  const enough = isRequired ? holdsEnough(required, phrases.length, slotFilters) : true;
  const matching = asksForNothing(asked)
    ? false
    : allOf(within, ...phrases.map(phraseFilter), enough, mustWish ? anyOf(...wishes) : true);
  const answering = allOf(seen, anyOf(matching, isOneOf('held', called.whole.map(formToken))));
  // Whatever holds all words holds enough of them, unless some are in no record.
  const bounded = required.some(({ unknown }) => unknown) ? answering : bounds;
  const strongly = () => allOf(bounded, holdsStrongly(required, wishes, slotFilters));
  const calledSo = isOneOf('held', [...called.whole, ...called.parts].map(formToken));
  return {
    answering,
    likely: () => anyOf(allOf(required.length > 1 ? answering : bounds, calledSo), strongly()),
    others: () => allOf(answering, not(strongly())),
  };
}
