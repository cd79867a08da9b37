/** A job that one process does at a time, held by this one. It renews itself until it is released. */
export interface Lease {
  readonly job: string;
  /** Aborted when the lease could not be renewed in time, so that another process may have it: stop at once. */
  readonly lost: AbortSignal;
  /** May be called again. */
  release(): Promise<void>;
}

/** Who holds a job, for showing; `until` is ISO-8601 in UTC. */
export interface LeaseHolder {
  job: string;
  holder: string;
  until: string;
}

/**
 * Leases on jobs that run once among all processes on a store, however many there are (importing, indexing into Meilisearch, enriching).
 * The holder's death frees the job when its time is over, within 30 seconds. Errors: CatalogueError 'unavailable'.
 */
export interface Leases {
  /** undefined where another process holds the job. */
  take(job: string): Promise<Lease | undefined>;
  holders(): Promise<LeaseHolder[]>;
  /** Releases what this process holds. */
  close(): Promise<void>;
}
