import type { FacetValues, RepositoryFacetName } from '../domain/enrichment/facets.ts';
import type { Outcome } from '../domain/enrichment/observation.ts';

/** What the code host told last time that spares asking again: entity tags, the newest push, files known to be missing. Only the adapter reads it. */
export type HostMemory = Readonly<Record<string, unknown>>;

export interface RepositoryRequest {
  /** `owner/name` as it was last known. */
  repository: string;
  /** The host's own number of the repository once it was seen: survives renames and transfers, and tells a new repository under an old name. */
  hostId?: string;
  memory?: HostMemory;
  /** Read every facet anew, whatever is remembered. */
  afresh?: boolean;
}

/** What was read of a repository that is there. A facet in neither `facets`, `failed` nor `unchanged` was not asked for. */
export interface FoundRepository {
  outcome: 'found';
  request: RepositoryRequest;
  hostId: string;
  /** `owner/name` as the host spells it now; another one than was asked for means that it moved. */
  repository: string;
  facets: Partial<FacetValues>;
  /** Facets that came back as nonsense, or not at all, with why. */
  failed: Partial<Record<RepositoryFacetName, string>>;
  /** Facets that the host says are as they were. */
  unchanged: readonly RepositoryFacetName[];
  memory: HostMemory;
}

export interface MissedRepository {
  outcome: Exclude<Outcome, 'found'>;
  request: RepositoryRequest;
  /** For the record of errors; holds no token. */
  message: string;
}

export type RepositoryReading = FoundRepository | MissedRepository;

/** How much may still be asked. Units are the host's: requests an hour (REST), points an hour (GraphQL). */
export interface HostBudget {
  mode: 'graphql' | 'rest';
  authorised: boolean;
  limit?: number;
  remaining?: number;
  /** ISO-8601; nothing is asked before it when the budget is used up or the host asked to wait. */
  resetsAt?: string;
  /** Left unused for other users of the same token. */
  reserve: number;
  /** Calls made by this process. */
  calls: number;
  /** What they cost in the host's units. */
  spent: number;
}

/** A repository of an account, for proposing what is not listed yet. */
export interface ListedRepository {
  repository: string;
  hostId: string;
  description: string | null;
  homepage: string | null;
  topics: readonly string[];
  isFork: boolean;
  parent?: string;
  isArchived: boolean;
  isTemplate: boolean;
  stars: number;
  pushedAt: string | null;
  /** First part of the README as plain text, where it was asked for and is there. */
  readme?: string;
}

/** Why a job stops before its end: the budget is used up to the reserve, the host asked to wait, or it answers nobody. Not an error. */
export interface HostPause {
  reason: 'budget' | 'secondary-limit' | 'unreachable';
  /** ISO-8601 */
  until: string;
}

/**
 * Reads facts about repositories. A bad day of the host is an outcome, never an exception: absent, limited, unreachable and nonsense are
 * told apart. Only wrong credentials or settings throw (CatalogueError 'unavailable').
 */
export interface CodeHost {
  /**
   * Readings batch by batch, in an order of the adapter's choosing, so that a job can keep each batch before the next is asked for. Ends
   * early, with a pause as its return value, when the budget is used up; what was not asked for has no reading.
   */
  read(
    requests: readonly RepositoryRequest[],
    signal?: AbortSignal,
  ): AsyncGenerator<readonly RepositoryReading[], HostPause | undefined>;
  /** The repositories of an account, or the outcome that kept them from being read. */
  listAccount(
    account: string,
    signal?: AbortSignal,
  ): Promise<
    | { repositories: ListedRepository[]; pause?: HostPause }
    | { outcome: Exclude<Outcome, 'found'>; message: string }
  >;
  budget(): HostBudget;
  /** What `budget` was when an earlier process stopped. */
  remember(budget: Pick<HostBudget, 'remaining' | 'resetsAt'>): void;
}

/** What a delivery of the host's webhooks says: that a repository had better be read again. */
export interface RepositoryNotice {
  /** The host's word for what happened: push, release, repository, … */
  event: string;
  repository: string;
  hostId: string;
}

/**
 * Reads a delivery. `body` is the text exactly as it was sent, since the signature is over its bytes. `forged`: the signature is not the
 * secret's; `ignored`: rightly signed, and about no repository whose facts it could change.
 */
export type ReadNotice = (delivery: {
  event: string;
  body: string;
  signature: string;
}) => Promise<RepositoryNotice | 'forged' | 'ignored'>;
