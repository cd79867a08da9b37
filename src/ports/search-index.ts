import type { HitKind } from '../domain/ids.ts';
import type { FacetName, HitSummary, SearchDocument, TextField } from '../domain/search-document.ts';

export type SortOrder = 'relevance' | 'newest' | 'name' | 'amount';

/** What to look for, already understood: engines match and rank, they do not interpret. */
export interface SearchQuery {
  /** Terms that must match, best all of them; the last one also as the beginning of a word when `prefixLast`. */
  terms: readonly string[];
  phrases: readonly (readonly string[])[];
  excluded: readonly string[];
  prefixLast: boolean;
  /** The whole query folded like SearchDocument.exact: a record with this exact form comes first. */
  exact: string;
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
}

export interface SearchHit {
  kind: HitKind;
  id: string;
  updatedAt: string;
  summary: HitSummary;
  /** Fields that matched, with matches between highlightStart and highlightEnd, cut to about 200 characters. */
  highlight: Partial<Record<TextField, string>>;
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
}

/** A derived index: may be thrown away and rebuilt. `apply` is atomic and may be repeated with the same batch. */
export interface SearchIndex {
  readonly engine: 'embedded' | 'meilisearch';
  search(query: SearchQuery): Promise<SearchAnswer>;
  /** Titles whose words begin with what was typed, best first; for typing ahead. */
  suggestTitles(typed: string, limit: number): Promise<{ kind: HitKind; id: string; title: string }[]>;
  apply(batch: IndexBatch): Promise<void>;
  cursor(): Promise<number>;
  count(): Promise<number>;
  /** Empties the index and sets the cursor to 0. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
