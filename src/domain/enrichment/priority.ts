import type { SightingOutline } from './sighting.ts';

/** Why people care for a repository more than for another. */
export interface Interest {
  /** Organisations seen using it. */
  adopters: number;
  /** It is what to start from, or part of, a product. */
  isOfProduct: boolean;
}

const dayMs = 24 * 3_600_000;
const longUnreadDays = 60;

/**
 * The higher, the sooner it is asked for. Age counts by the day, so that whatever is left out today comes first in the end; interest is
 * worth up to ten days, recent work three. One that was never read is as one read two months ago; one that is gone waits a month longer.
 */
export function priorityOf(
  sighting: SightingOutline | undefined,
  { adopters, isOfProduct }: Interest,
  at: string,
): number {
  const readAt = sighting?.readAt;
  const age = readAt === undefined ? longUnreadDays : daysBetween(readAt, at);
  const interest = (isOfProduct ? 4 : 0) + Math.min(adopters, 6);
  const pushedAt = sighting?.pushedAt;
  const isWorkedOn = pushedAt !== undefined && pushedAt !== null && daysBetween(pushedAt, at) < 90;
  return age + interest + (isWorkedOn ? 3 : 0) - (sighting?.state === 'private-or-gone' ? 30 : 0);
}

function daysBetween(earlier: string, later: string): number {
  return Math.max((Date.parse(later) - Date.parse(earlier)) / dayMs, 0);
}
