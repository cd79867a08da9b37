import type { CouncilDirectory } from '../councils/council-directory.ts';
import type { Asset } from '../records/asset.ts';
import type { ReuseState, ReuseStatement } from './reuse-statement.ts';

/** How long a claim or a confirmation holds, and how long before its end its user is reminded. */
export const reuseTimes = { holdsMonths: 12, remindDays: 30 };

type Councils = Pick<
  CouncilDirectory,
  'find' | 'existedOn' | 'currentFor' | 'predecessorsOf' | 'successorsOf'
>;

/** The moment twelve months after another; 29 February leads to 28 February. */
export function holdsUntil(at: string): string {
  const moment = new Date(at);
  const day = moment.getUTCDate();
  moment.setUTCDate(1);
  moment.setUTCMonth(moment.getUTCMonth() + reuseTimes.holdsMonths);
  const lastDay = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0)).getUTCDate();
  moment.setUTCDate(Math.min(day, lastDay));
  return moment.toISOString();
}

export interface ReuseStanding {
  state: ReuseState;
  /** Who it is about now: the sole successor of a body that was abolished. */
  organisation: string;
}

/**
 * What a statement is worth at a moment, whatever was written of it last: past its time it has lapsed; of an abolished body it is a claim
 * about its sole successor, or has lapsed where there is none or several.
 */
export function standingOf(
  { state, document }: { state: string; document: Pick<ReuseStatement, 'organisation' | 'until'> },
  now: string,
  councils: Councils,
): ReuseStanding {
  const { organisation, until } = document;
  const isRunning = state === 'claimed' || state === 'confirmed' || state === 'disputed';
  if (!isRunning) return { state: state as ReuseState, organisation };
  if (until === undefined || until <= now) return { state: 'lapsed', organisation };
  const body = councils.find(organisation);
  if (body === undefined || councils.existedOn(body, now.slice(0, 10))) return { state, organisation };
  const [next, ...others] = councils.currentFor(body.id);
  if (next === undefined || others.length > 0) return { state: 'lapsed', organisation };
  return { state: state === 'disputed' ? 'disputed' : 'claimed', organisation: next.id };
}

/** The lead's own use, its predecessors' or its successors': in use at the lead, never reuse. */
export function isAtLead({ lead }: Pick<Asset, 'lead'>, organisation: string, councils: Councils): boolean {
  if (lead === undefined) return false;
  const related = [
    ...councils.predecessorsOf(lead.organisation),
    ...councils.successorsOf(lead.organisation),
  ];
  return lead.organisation === organisation || related.some(({ id }) => id === organisation);
}

/** Organisations, the lead's own use left aside. Only `confirmed` is a count of reuse; the rest is said beside it. */
export interface ReuseCounts {
  /** Confirmed by the user, not past its time, and not stopped. */
  confirmed: number;
  /** Of those: in live use. */
  live: number;
  claimed: number;
  /** The first moment at which one of the statements counted does not hold any more. */
  holdsUntil?: string;
}

export const noReuse: ReuseCounts = { confirmed: 0, live: 0, claimed: 0 };

export interface StandingStatement extends ReuseStanding {
  statement: ReuseStatement;
}

/** Of several statements about one organisation the strongest counts. */
export function countReuse(
  asset: Pick<Asset, 'lead'>,
  statements: readonly StandingStatement[],
  councils: Councils,
): ReuseCounts {
  const inUse = statements.filter(
    ({ statement, organisation }) => statement.use !== 'stopped' && !isAtLead(asset, organisation, councils),
  );
  const confirmed = inUse.filter(({ state }) => state === 'confirmed');
  const users = new Set(confirmed.map(({ organisation }) => organisation));
  const claimed = inUse.filter(({ state, organisation }) => state === 'claimed' && !users.has(organisation));
  const ends = [...confirmed, ...claimed].flatMap(({ statement }) => statement.until ?? []).sort();
  const live = confirmed.filter(({ statement }) => statement.use === 'live');
  return {
    confirmed: users.size,
    live: new Set(live.map(({ organisation }) => organisation)).size,
    claimed: new Set(claimed.map(({ organisation }) => organisation)).size,
    ...(ends[0] !== undefined && { holdsUntil: ends[0] }),
  };
}
