import type { Repository } from '../records/repository.ts';
import { joinFacets, toCopyFacets } from './copy-facets.ts';
import type { Facet, Facets } from './facets.ts';
import type { RepositoryState } from './observation.ts';
import type { Sighting } from './sighting.ts';

/** `isProven`: GitHub was asked, so that nothing is known to have happened between `at` and `seenAt`; else it is the last change seen. */
export interface LastChange {
  /** Day, month or year. */
  at: string;
  isProven: boolean;
  source: Facet['source'];
  /** When it was read, for a copy when it was counted. */
  seenAt: string;
}

/**
 * What is known of a repository now, from GitHub and from a copy, facet by facet, each with its source and date. Answers, search and
 * health all go by it.
 */
export interface RepositoryFacts {
  /** `owner/name` as GitHub spells it where it was seen, else as the catalogue does. */
  repository: string;
  /** Of the address that the catalogue has. */
  state: RepositoryState;
  /** Of the repository itself: differs from `state` where it moved. */
  stateNow: RepositoryState;
  movedTo?: string;
  /** When it was last asked for, whatever came of it. */
  askedAt?: string;
  /** When GitHub last had it. */
  seenAt?: string;
  /** The first time that it was not there any more, for one that is private or gone. */
  goneSince?: string;
  lastChange?: LastChange;
  lastError?: Sighting['lastError'];
  facets: Facets;
  copy?: Repository;
}

export interface KnownOfRepository {
  repository: string;
  copy?: Repository;
  sighting?: Sighting;
  /** The sighting at the address that it moved to. */
  atNewAddress?: Sighting;
}

/** The facets are GitHub's where it gave one, else the copy's: what GitHub cannot say today is not forgotten. */
export function toRepositoryFacts({
  repository,
  copy,
  sighting,
  atNewAddress,
}: KnownOfRepository): RepositoryFacts {
  const settled = sighting?.state === 'moved' ? (atNewAddress ?? sighting) : sighting;
  const facets = joinFacets(settled?.facets ?? {}, copy === undefined ? {} : toCopyFacets(copy));
  const stateNow = settled?.state ?? 'unread';
  const observations = settled?.observations ?? [];
  const seenAt = observations.findLast(({ outcome }) => outcome === 'found')?.at;
  const goneSince = observations.find(
    ({ at, outcome }) => outcome === 'absent' && (seenAt === undefined || at > seenAt),
  )?.at;
  const askedAt = observations.at(-1)?.at;
  const lastChange = lastChangeOf(facets, copy, stateNow);
  return {
    repository: settled?.hostId === undefined ? repository : settled.repository,
    state: sighting?.state ?? 'unread',
    stateNow,
    ...(sighting?.movedTo !== undefined && { movedTo: sighting.movedTo }),
    ...(askedAt !== undefined && { askedAt }),
    ...(seenAt !== undefined && { seenAt }),
    ...(stateNow === 'private-or-gone' && goneSince !== undefined && { goneSince }),
    ...(lastChange && { lastChange }),
    ...(settled?.lastError && { lastError: settled.lastError }),
    facets,
    ...(copy && { copy }),
  };
}

function lastChangeOf(
  { pushedAt }: Facets,
  copy: Repository | undefined,
  stateNow: RepositoryState,
): LastChange | undefined {
  if (pushedAt?.value != null) {
    const { value, source, fetchedAt } = pushedAt;
    const isProven = source === 'github' && stateNow !== 'private-or-gone';
    return { at: value.slice(0, 10), isProven, source, seenAt: fetchedAt };
  }
  if (pushedAt?.source === 'github' || copy?.lastCommit === undefined) return undefined;
  return { at: copy.lastCommit, isProven: false, source: 'copy', seenAt: copy.countedOn };
}
