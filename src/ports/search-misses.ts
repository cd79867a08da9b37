/** A query that found nothing: how often within the days kept, first and last day as YYYY-MM-DD. */
export interface SearchMiss {
  text: string;
  count: number;
  firstOn: string;
  lastOn: string;
}

/** Queries that found nothing, counted by text and day; nothing of who asked is kept. Errors: CatalogueError 'unavailable'. */
export interface SearchMisses {
  /** Adds counts for a day (YYYY-MM-DD), by text. */
  add(counts: ReadonlyMap<string, number>, day: string): Promise<void>;
  /** Most frequent first. */
  list(limit: number): Promise<SearchMiss[]>;
  /** Deletes the counts of all days before this one. */
  forgetBefore(day: string): Promise<void>;
  close(): Promise<void>;
}
