import { repositoryId } from '../ids.ts';
import type { Facets } from './facets.ts';
import type { Observation, RepositoryState } from './observation.ts';

/** What is known of a repository from asking the code host. One for every address that was ever asked for. */
export interface Sighting {
  /** `owner--name`, lower-case: the id of its asset where there is one. */
  id: string;
  /** `owner/name`, as the host spells it once it was seen. */
  repository: string;
  /** The host's own number of it: survives renames and transfers. */
  hostId?: string;
  state: RepositoryState;
  /** `owner/name` that the address leads to now, where it moved. */
  movedTo?: string;
  /** In order of time, newest last; the newest 200. */
  observations: Observation[];
  facets: Facets;
  /** What the host told that spares asking again; only its adapter reads it. */
  memory?: Readonly<Record<string, unknown>>;
  /** The newest reading that failed, or what of it failed, until one succeeds. */
  lastError?: { at: string; message: string };
  /** When it is worth asking again, ISO-8601. */
  dueAt?: string;
}

/** What decides whether a repository is asked for, and what that takes; without what was read of it. */
export interface SightingOutline
  extends Pick<
    Sighting,
    'id' | 'repository' | 'hostId' | 'state' | 'movedTo' | 'memory' | 'lastError' | 'dueAt'
  > {
  /** When it was last asked for, ISO-8601, whatever came of it. */
  readAt?: string;
  /** The newest push that the host told of. */
  pushedAt?: string | null;
}

/** An address that nobody has asked for yet. */
export function anUnreadSighting(repository: string): Sighting {
  return { id: repositoryId(repository), repository, state: 'unread', observations: [], facets: {} };
}

/**
 * Where the facts of an address are: those of one that moved stand at its new address, given as `atNewAddress`, unless that belongs to
 * another repository that is followed too; then they stay where they were.
 */
export function withFactsOf<S extends SightingOutline>(sighting: S, atNewAddress: S | undefined): S {
  if (sighting.state !== 'moved' || atNewAddress === undefined) return sighting;
  return atNewAddress.hostId === sighting.hostId ? atNewAddress : sighting;
}

/** The id of the sighting that `withFactsOf` may need besides. */
export function newAddressId({ state, movedTo }: SightingOutline): string | undefined {
  return state === 'moved' && movedTo !== undefined ? repositoryId(movedTo) : undefined;
}
