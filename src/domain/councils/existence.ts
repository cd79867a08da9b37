import type { Organisation } from '../records/organisation.ts';

type Lifetime = Pick<Organisation, 'startDate' | 'endDate'>;

const partialDate = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export function isPartialDate(text: string): boolean {
  return partialDate.test(text);
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

function lastDay(date: string): string {
  return date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
}

/**
 * No council began in 2005: the register's dates of that year say when its record began. Taking them for the council's beginning would
 * deny that Leeds existed in 2004.
 */
function statedStart(startDate: string | undefined): string | undefined {
  return startDate?.startsWith('2005') ? undefined : startDate;
}

/**
 * Whether a body existed on a day, or on any day of a stated month or year. End dates follow two conventions: the last day (31 March 2019)
 * and the day after it (1 April 2023); the first of a month is always the latter. A blank start means long ago.
 */
export function existedOn(organisation: Lifetime, on: string): boolean {
  const start = statedStart(organisation.startDate);
  if (start !== undefined && lastDay(on) < firstDay(start)) return false;
  const end = organisation.endDate;
  if (end === undefined) return true;
  return end.length === 10 && end.endsWith('-01') ? firstDay(on) < end : firstDay(on) <= lastDay(end);
}

/** The last day on which an ended body still existed, for asking who existed beside it. */
export function lastDayOf(organisation: Lifetime): string | undefined {
  const end = organisation.endDate;
  if (end === undefined || end.length < 10 || !end.endsWith('-01')) return end && lastDay(end);
  const dayBefore = new Date(`${end}T00:00:00Z`);
  dayBefore.setUTCDate(0);
  return dayBefore.toISOString().slice(0, 10);
}
