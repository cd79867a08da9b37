import type { Slot, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { asksForNothing, isTextQuery } from '../../../domain/search/points.ts';
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
import { inPhrase, type SlotFilters } from './slot-filters.ts';

/** Conditions grow with every further one: of longer questions the first ones decide what is found, all decide the order. */
const mostRequired = 10;

export interface MatchFilters {
  /** What answers at all, filters on facets aside: words, phrases, councils, time and capacity. */
  answering: Filter;
  /** Called just as the query, or as some of its words. */
  called: Filter;
  /** What is worth scoring besides, the likeliest to be among the best first; no document is in two of them. */
  likely: Filter[];
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

/** How strongly each word is held where a document is likely among the best. */
const likelyStrengths = [18, 9, 4].map((weight) => wordStrength(weight, 1) - 1e-9);

/** From what holds every word strongly to what holds all in some form, what answers a wish before the rest. */
function orderLikely(
  required: readonly Slot[],
  wishes: readonly Filter[],
  slotFilters: SlotFilters,
): Filter[] {
  const known = required.filter(({ unknown }) => !unknown).slice(0, mostRequired);
  const wished = anyOf(...wishes);
  if (known.length === 0)
    return wishes.length > 0 ? [allOf(...wishes), allOf(wished, not(allOf(...wishes)))] : [];
  const all = allOf(...known.map(slotFilters.holding));
  const strongly = likelyStrengths.map((strength) =>
    allOf(...known.map((slot) => slotFilters.worthAtLeast(slot, strength))),
  );
  const rest = allOf(all, not(anyOf(...strongly.slice(-1))));
  return [
    ...strongly.map((strong, at) => allOf(strong, not(strongly[at - 1] ?? false))),
    ...(wishes.length > 0 ? [allOf(rest, wished), allOf(rest, not(wished))] : [rest]),
  ];
}

/**
 * What was asked for as conditions that documents fulfil: they decide what is found and counted, and which documents are worth scoring.
 * `names` are forms under which a record may be called.
 */
export function toMatchFilters(
  query: SearchQuery,
  slotFilters: SlotFilters,
  names: readonly string[],
): MatchFilters {
  const { asked } = query;
  const { exact, exactForms = [exact], excluded, phrases, slots } = asked;
  const required = slots.filter(({ preference }) => !preference);
  const wishes = wishesOf(asked, slotFilters);
  const within = isWithin(asked);
  const seen = allOf(isShown(query), ...excluded.map((text) => not(inPhrase(text.split(' ')))));
  const bounds = allOf(seen, within, ...phrases.map(inPhrase));
  const isRequired = required.length + phrases.length > 0;
  const mustWish = !isRequired && wishes.length > 0 && within === true;
  const enough = isRequired ? holdsEnough(required, phrases.length, slotFilters) : true;
  const matching = allOf(bounds, enough, mustWish ? anyOf(...wishes) : true);
  const forms = isTextQuery(asked) ? exactForms.filter((form) => form !== '') : [];
  const answering = anyOf(asksForNothing(asked) ? false : matching, allOf(seen, isOneOf('exact', forms)));
  // Whatever holds all words holds enough of them, unless some are in no record.
  const bounded = required.some(({ unknown }) => unknown) ? matching : bounds;
  const likely = orderLikely(required, wishes, slotFilters).map((held) => allOf(bounded, held));
  const called = allOf(answering, isOneOf('exact', [...forms, ...names]));
  const found = anyOf(called, ...likely);
  return { answering, called, likely: [...likely, allOf(answering, not(found))] };
}
