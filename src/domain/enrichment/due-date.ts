import type { Outcome } from './observation.ts';
import type { Sighting } from './sighting.ts';

const hourMs = 3_600_000;
/** Less than a day, so that a daily run whose start varies a little skips nobody. */
const freshHours = 20;
/** A second absence counts from a day after the first. */
const absentHours = 24;
const goneHours = 7 * 24;
const recentlyGoneMs = 30 * 24 * hourMs;

/** When a repository is worth asking for again after a reading at `at`. */
export function nextDue(sighting: Sighting, outcome: Outcome, at: string): string {
  return new Date(Date.parse(at) + hoursUntilDue(sighting, outcome, at) * hourMs).toISOString();
}

function hoursUntilDue(sighting: Sighting, outcome: Outcome, at: string): number {
  if (outcome === 'limited') return 0;
  if (outcome === 'unreachable' || outcome === 'nonsense') return 1;
  if (outcome === 'found') return freshHours;
  if (sighting.state !== 'private-or-gone') return absentHours;
  const sighted = sighting.observations.findLast((observation) => observation.outcome === 'found');
  const isOfOld = sighted === undefined || Date.parse(at) - Date.parse(sighted.at) > recentlyGoneMs;
  return isOfOld ? goneHours : freshHours;
}

export function isDue(sighting: Pick<Sighting, 'dueAt'> | undefined, at: string): boolean {
  return sighting?.dueAt === undefined || Date.parse(sighting.dueAt) <= Date.parse(at);
}
