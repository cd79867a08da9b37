import type { RepositoryFacts } from '../enrichment/current-facts.ts';
import { isWithinYears } from './dates.ts';
import { thresholds } from './thresholds.ts';

/**
 * How a repository is kept, in one word to look for things by; the rules of health say more. `active`: changed within a year; `quiet`: not
 * within a year, and within two; `untouched`: not within two; `unknown` where nothing proves either, which is all that an old copy can say.
 */
export const upkeepStates = ['active', 'quiet', 'untouched', 'archived', 'gone', 'unknown'] as const;
export type Upkeep = (typeof upkeepStates)[number];

/** `now`: ISO-8601. What GitHub has closed is closed, whenever it was changed last. */
export function upkeepOf({ stateNow, facets, lastChange }: RepositoryFacts, now: string): Upkeep {
  if (stateNow === 'private-or-gone') return 'gone';
  if (facets.archived?.value === true) return 'archived';
  const isWithin = (years: number) =>
    lastChange === undefined ? undefined : isWithinYears(years, lastChange, now);
  if (isWithin(thresholds.activeYears)) return 'active';
  const isTouched = isWithin(thresholds.maintainedYears);
  if (isTouched === false) return 'untouched';
  return isTouched === true && isWithin(thresholds.activeYears) === false ? 'quiet' : 'unknown';
}
