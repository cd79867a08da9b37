import type { LastChange } from '../enrichment/current-facts.ts';
import { thresholds } from './thresholds.ts';

const dayMs = 24 * 3_600_000;

function yearsBefore(moment: string, years: number): number {
  const date = new Date(moment);
  return date.setUTCFullYear(date.getUTCFullYear() - years);
}

/** The first and last moment of a day, month or year: what is only known by its year may have been on any of its days. */
function momentsOf(partial: string): { first: number; last: number } {
  if (partial.length > 10) return { first: Date.parse(partial), last: Date.parse(partial) };
  const [year, month, day] = partial.split('-').map(Number) as [number, number?, number?];
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (day !== undefined) return { first, last: first + dayMs - 1 };
  return { first, last: Date.UTC(year, month ?? 12, 1) - 1 };
}

/**
 * Whether something last seen on `at` was within so many years of now. What a copy shows proves that it was, never that it was not: undefined
 * then. So does a reading of GitHub that is too old to speak for today, unless it was too long ago already when it was read.
 */
export function isWithinYears(
  years: number,
  { at, isProven, seenAt }: Pick<LastChange, 'at' | 'isProven' | 'seenAt'>,
  now: string,
): boolean | undefined {
  const { first, last } = momentsOf(at);
  if (first >= yearsBefore(now, years)) return true;
  if (!isProven) return undefined;
  const speaksForToday = Date.parse(now) - Date.parse(seenAt) <= thresholds.readingSpeaksDays * dayMs;
  return last < yearsBefore(speaksForToday ? now : seenAt, years) ? false : undefined;
}
