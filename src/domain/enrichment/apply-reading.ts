import { repositoryId } from '../ids.ts';
import type { RepositoryFacetName } from './facets.ts';
import type { Observation, Outcome, RepositoryState } from './observation.ts';
import { addObservation, stateWhenMissed } from './observe.ts';
import { changedFacets, type FacetReadings, failedWithoutValue, replaceFacets } from './replace-facets.ts';
import type { Sighting } from './sighting.ts';

export interface FoundReading extends FacetReadings {
  outcome: 'found';
  hostId: string;
  /** `owner/name` as the host spells it now. */
  repository: string;
  memory: Readonly<Record<string, unknown>>;
}

export type Reading = FoundReading | { outcome: Exclude<Outcome, 'found'>; message: string };

/** What is held of the other addresses that a reading may concern. */
export interface OtherAddresses {
  /** Every sighting with the host's number that the reading, or the sighting, has. */
  sameHostId: readonly Sighting[];
  /** The sighting at the address where the host says that the repository is. */
  atAddress?: Sighting;
}

export interface AppliedReading {
  /** Where the facts stand now, first, then every former address. */
  sightings: [Sighting, ...Sighting[]];
  changedFacets: RepositoryFacetName[];
  /** Whether anything that is shown of the repository, at any of its addresses, is other than before. */
  isChanged: boolean;
}

/** What is known after a reading of `held`; nothing of what was known is lost by a reading that failed. */
export function applyReading(
  held: Sighting,
  reading: Reading,
  at: string,
  others: OtherAddresses = { sameHostId: [] },
): AppliedReading {
  if (reading.outcome !== 'found') return applyMissed(held, reading, at, others);
  // A name that was taken over says nothing of the repository that had it before.
  if (held.hostId !== undefined && held.hostId !== reading.hostId) {
    const message = 'its name belongs to another repository now';
    return applyMissed(held, { outcome: 'absent', message }, at, others);
  }
  return applyFound(held, reading, at, others);
}

function applyMissed(
  held: Sighting,
  { outcome, message }: { outcome: Exclude<Outcome, 'found'>; message: string },
  at: string,
  { sameHostId }: OtherAddresses,
): AppliedReading {
  const observation: Observation = { at, outcome };
  const observations = addObservation(held.observations, observation);
  const state = stateWhenMissed({ ...held, observations }, observation);
  const sighting: Sighting = { ...held, observations, state, lastError: { at, message } };
  const former = formerAddresses(sighting, sameHostId).map((other) => observedAlong(other, observation));
  return { sightings: [sighting, ...former], changedFacets: [], isChanged: state !== held.state };
}

function applyFound(
  held: Sighting,
  reading: FoundReading,
  at: string,
  { sameHostId, atAddress }: OtherAddresses,
): AppliedReading {
  const { hostId, repository } = reading;
  const observation: Observation = { at, outcome: 'found' };
  const hasMoved = repositoryId(repository) !== held.id;
  const place = hasMoved ? newPlace(repository, hostId, atAddress) : held;
  // The new address is that of another repository which is followed: the facts stay at the old one.
  const target = place ?? held;
  const earlier = target === held ? held.facets : { ...held.facets, ...target.facets };
  const facets = replaceFacets(earlier, reading, at);
  const { lastError: _error, movedTo: _address, dueAt: _due, ...kept } = target;
  const failures = failedWithoutValue(earlier, reading);
  const inBoth = target === held ? [] : held.observations.filter((one) => !isAmong(one, target.observations));
  const sighting: Sighting = {
    ...kept,
    ...{ repository: place === undefined ? held.repository : repository, hostId, facets },
    state: place === undefined ? 'moved' : stateOf(facets),
    ...(place === undefined && { movedTo: repository }),
    observations: addObservation(target.observations, ...inBoth, observation),
    memory: reading.memory,
    ...(failures.length > 0 && { lastError: { at, message: failures.join('; ') } }),
  };
  const before = target === held ? sameHostId : [held, ...sameHostId];
  const former = formerAddresses(sighting, before).map((other) => ({
    ...movedAway(other, hostId, repository),
    observations: addObservation(other.observations, observation),
  }));
  const changed = changedFacets(target === held ? held.facets : earlier, facets);
  const isChanged =
    changed.length > 0 ||
    target.state !== sighting.state ||
    target.repository !== sighting.repository ||
    former.some(({ movedTo, id }) => movedTo !== before.find((other) => other.id === id)?.movedTo);
  return { sightings: [sighting, ...former], changedFacets: changed, isChanged };
}

/** Where the facts of a repository that moved are kept from now on; undefined where that address is another's. */
function newPlace(repository: string, hostId: string, atAddress: Sighting | undefined): Sighting | undefined {
  const id = repositoryId(repository);
  if (atAddress === undefined) return { id, repository, state: 'unread', observations: [], facets: {} };
  return atAddress.hostId === undefined || atAddress.hostId === hostId ? atAddress : undefined;
}

function movedAway(sighting: Sighting, hostId: string, movedTo: string): Sighting {
  const { id, repository, observations } = sighting;
  return { id, repository, hostId, state: 'moved', movedTo, observations, facets: {} };
}

function formerAddresses({ id }: Sighting, others: readonly Sighting[]): Sighting[] {
  return [...new Map(others.map((other) => [other.id, other])).values()].filter((other) => other.id !== id);
}

/** Whoever asks for a former address asks for the repository: it was read as well. */
function observedAlong(sighting: Sighting, observation: Observation): Sighting {
  return { ...sighting, observations: addObservation(sighting.observations, observation) };
}

function isAmong({ at, outcome }: Observation, observations: readonly Observation[]): boolean {
  return observations.some((one) => one.at === at && one.outcome === outcome);
}

function stateOf({ archived, fork }: Sighting['facets']): RepositoryState {
  if (archived?.value === true) return 'archived';
  return fork?.value.isFork === true ? 'fork' : 'found';
}
