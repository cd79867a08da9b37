import type { HitKind } from '../domain/ids.ts';
import type { Reason, UnderstoodQuery } from '../domain/query/understood-query.ts';
import type { FacetName } from '../domain/search/facets.ts';
import type { HitSummary, SearchDocument, TextField } from '../domain/search/search-document.ts';

export type EngineName = 'embedded' | 'meilisearch';

export type SortOrder = 'relevance' | 'newest' | 'name' | 'amount';

/** What to look for, already understood: engines match and rank, they do not interpret. */
export interface SearchQuery {
  asked: UnderstoodQuery;
  /** Different names all hold; the values of one name are alternatives. */
  filters: ReadonlyMap<FacetName, readonly string[]>;
  updatedSince?: string;
  includeCapacity: boolean;
  sort: SortOrder;
  offset: number;
  limit: number;
  facets: readonly FacetName[];
  /** Values per facet at most, most frequent first. */
  facetLimit: number;
  /** Say of each hit how it got its place. */
  explain?: boolean;
}

/** How a hit got its place: `points` is `words` × what was `answered` to a power × all factors (src/domain/search/ranking-signals.ts). */
export interface HitExplanation {
  /** Why it stands before all that is ordered by points: called just so, or part of what is. */
  first?: 'exact' | 'part-of-exact';
  /** Why it stands behind all that is ordered by points. */
  last?: 'example';
  points: number;
  /** How well the words match, 0 to 1. */
  words: number;
  /** Share of what is required that the hit answers. */
  answered: number;
  factors: { signal: string; factor: number }[];
  slots: {
    typed: string;
    preference: boolean;
    /** How telling the slot is times how much it counts. */
    weight: number;
    /** What the best alternative gave, 0 to 1. */
    strength: number;
    matched: { found: string; why: Reason; weight: number; fields: TextField[] }[];
  }[];
}

export interface SearchHit {
  kind: HitKind;
  id: string;
  updatedAt: string;
  summary: HitSummary;
  /** Fields that matched, with matches between highlightStart and highlightEnd, cut to about 200 characters. */
  highlight: Partial<Record<TextField, string>>;
  explanation?: HitExplanation;
}

export interface SearchAnswer {
  total: number;
  hits: SearchHit[];
  /** Each facet is counted with every filter but its own. */
  facets: Partial<Record<FacetName, { value: string; count: number }[]>>;
}

export interface IndexBatch {
  put: readonly SearchDocument[];
  remove: readonly { kind: HitKind; id: string }[];
  /** The last `seq` of the change log that this batch covers, kept with it in one transaction. */
  cursor: number;
  /** What the log says of that change, by which another log is told from this one. */
  history?: string;
  /** The cursor that the batch was made for: an index that was put back behind it meanwhile may refuse it (CatalogueError 'stale'). */
  after?: number;
}

/** What an index says of a document it holds: the fingerprint of what was given to it (src/adapters/search/fingerprint-document.ts). */
export interface IndexedFingerprint {
  kind: HitKind;
  id: string;
  fingerprint: string;
}

/** An index that is filled from nothing beside the one that answers, which is untouched before `publish`. One at a time for an index. */
export interface IndexBuild {
  put(documents: readonly SearchDocument[]): Promise<void>;
  /** Puts it in the place of the one that answers, all at once; `cursor` is the newest change that it covers. */
  publish(cursor: number, history?: string): Promise<void>;
  /** Throws away what was built; nothing happens after `publish`. */
  abandon(): Promise<void>;
}

/**
 * A derived index: may be thrown away and rebuilt. `apply` is atomic and may be repeated with the same batch.
 * Errors: CatalogueError 'unavailable' where the engine cannot be reached, refuses its key, fails or does not answer in time; where people
 * must change a setting (a wrong key, a version that is not supported), its faults name the setting.
 */
export interface SearchIndex {
  readonly engine: EngineName;
  search(query: SearchQuery): Promise<SearchAnswer>;
  /** Titles whose words begin with what was typed, best first; for typing ahead. */
  suggestTitles(typed: string, limit: number): Promise<{ kind: HitKind; id: string; title: string }[]>;
  /** Every word of the records, folded and unstemmed, with the number of records that hold it. */
  vocabulary(): Promise<ReadonlyMap<string, number>>;
  apply(batch: IndexBatch): Promise<void>;
  /** 0 where nothing has been indexed yet, or the index has lost what it held. */
  cursor(): Promise<number>;
  /** The `history` that came with the cursor; of engines that keep it. */
  history?(): Promise<string | undefined>;
  count(): Promise<number>;
  rebuild(): Promise<IndexBuild>;
  /** Of every document held, in no order. */
  fingerprints(): AsyncIterable<IndexedFingerprint>;
  /** Leaves nothing in its files of what it does not hold any more; false where it has to be tried again. Of engines whose files are ours. */
  erase?(): Promise<boolean>;
  /** Of engines that run by themselves. */
  describe?(): Promise<{ version: string }>;
  close(): Promise<void>;
}
