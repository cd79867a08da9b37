import type { Observation, RepositoryState } from './observation.ts';
import type { Sighting } from './sighting.ts';

export const mostObservations = 200;
const dayMs = 24 * 3_600_000;

/** States that say that something was once established; the others are the newest attempt's, or nobody's. */
const established: ReadonlySet<RepositoryState> = new Set([
  'found',
  'archived',
  'fork',
  'private-or-gone',
  'moved',
]);

/** By time, since a clock may be put back and a run may be recorded as of an earlier day; equal ones in the order they were made. */
export function addObservation(
  observations: readonly Observation[],
  ...added: readonly Observation[]
): Observation[] {
  return [...observations, ...added]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .slice(-mostObservations);
}

/**
 * Gone: absent twice, a day or more apart, and not sighted since the first time. What was noted for after `at`, by a clock that was ahead,
 * counts as a sighting but not as an absence: of two errors, believing for longer that it is there is the lesser.
 */
export function isGone(observations: readonly Observation[], at: string): boolean {
  const time = Date.parse(at);
  const sightedAt = observations
    .filter(({ outcome }) => outcome === 'found')
    .reduce((newest, found) => Math.max(newest, Date.parse(found.at)), Number.NEGATIVE_INFINITY);
  const absences = observations
    .filter(({ outcome }) => outcome === 'absent')
    .map((absent) => Date.parse(absent.at))
    .filter((absentAt) => absentAt > sightedAt && absentAt <= time);
  return absences.length > 1 && Math.max(...absences) - Math.min(...absences) >= dayMs;
}

/** The state after a reading that found nothing: what was established before stays until it is established that it is gone. */
export function stateWhenMissed(sighting: Sighting, observation: Observation): RepositoryState {
  if (sighting.state === 'moved' || sighting.state === 'elsewhere') return sighting.state;
  if (isGone(sighting.observations, observation.at)) return 'private-or-gone';
  if (established.has(sighting.state)) return sighting.state;
  const { outcome } = observation;
  return outcome === 'absent' || outcome === 'found' ? 'unread' : outcome;
}
