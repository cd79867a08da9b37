import type { FacetName } from '../../../domain/search/facets.ts';
import type { Signal } from '../../../domain/search/ranking-signals.ts';
import type { SearchHit } from '../../../ports/search-index.ts';

/** What a record is matched by, besides its facets: the attributes of a document in Meilisearch. */
export interface MatchedAttributes {
  /** The position has none of them, so that no search finds it. 1 for what everybody sees, 2 for planning capacity. */
  state: 1 | 2;
  /** Folded words of all fields, as they are. */
  words: string[];
  /** Folded words of the title, other names and repository, as they are. */
  nameWords: string[];
  /** Stems of all fields. */
  stems: string[];
  /** Stems whose fields weigh at least 4, 9 and 18 together: hardly told, told by name, and told again and again. */
  stems4: string[];
  stems9: string[];
  stems18: string[];
  /** Every two stems that stand one after the other in a field, with a space between. */
  pairs: string[];
  exact: string[];
  adopter: string[];
  year: number[];
  group?: string;
  amount?: number;
  /** In milliseconds, for filters and orders. */
  updated: number;
  /** Number of words, for their average. */
  length: number;
  name: string;
  tier: number;
  /** What the record is worth whatever the words, by what is looked for. */
  worthNeed: number;
  worthMoney: number;
  worthUse: number;
}

/** What a candidate brings along to be scored by the rules that all engines share. */
export interface Basis {
  kind: SearchHit['kind'];
  id: string;
  tier: number;
  signals: Signal[];
  product?: string;
  original?: string;
  group?: string;
  updated: number;
  amount?: number;
  name: string;
  exact: string[];
  years: number[];
  facets: Record<FacetName, string[]>;
  /** Folded words of each field in the order of their weight, fields apart by a line break. */
  words: string;
}

/** What is shown of a hit, with the texts that highlights are cut from, in the order of the fields' weights. */
export interface Shown {
  hit: Pick<SearchHit, 'kind' | 'id' | 'updatedAt' | 'summary'>;
  texts: string[];
}

export type IndexDocument = Record<FacetName, string[]> &
  MatchedAttributes & { key: string; basis: Basis; shown: Shown; fingerprint: string };

/** How far an index has come, and by which rules it was made. */
export interface Position {
  key: string;
  cursor: number;
  /** Of the settings and the shape of documents: an index of another edition is made anew. */
  edition: string;
  /** Another one after every write, so that whoever keeps something of the index sees that it changed. */
  stamp: string;
}
