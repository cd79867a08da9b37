import type { FacetName } from '../../../domain/search/facets.ts';
import type { Signal } from '../../../domain/search/ranking-signals.ts';
import type { SearchHit } from '../../../ports/search-index.ts';

/** What a record is matched by, besides its facets: the attributes of a document in Meilisearch. */
export interface MatchedAttributes extends Worth {
  /** The position has none of them, so that no search finds it. 1 for what everybody sees, 2 for planning capacity. */
  state: 1 | 2;
  /** Every stem and term, every word as it is, those of names apart, what it is called and what facets say (tokens.ts). */
  held: string[];
  /** Stems, terms and facets again by how much of the record they are. */
  weighty: string[];
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
}

/** What a record is worth whatever the words, by what is looked for. */
export type Worth = Record<'worthNeed' | 'worthMoney' | 'worthUse', number>;

/** What a record is counted, scored and put in order by, its words aside: kept as JSON, and by services of every record. */
export interface Traits {
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
  /** Number of words. */
  length: number;
  /** Those that it has values of. */
  facets: Partial<Record<FacetName, string[]>>;
}

/** What is shown of a hit, with the texts that highlights are cut from, in the order of the fields' weights; kept as JSON too. */
export interface Shown {
  hit: Pick<SearchHit, 'kind' | 'id' | 'updatedAt' | 'summary'>;
  texts: string[];
}

export type IndexDocument = Record<FacetName, string[]> &
  MatchedAttributes & {
    key: string;
    /** Names the document and what it held (document-key.ts): of all that answers, tags are the values of a facet. */
    tag: string;
    traits: string;
    /** What its tokens weigh (token-weights.ts). */
    weights: string;
    /** Folded words of each field in the order of their weight, for phrases (weigh-phrases.ts). */
    words: string;
    shown: string;
    fingerprint: string;
  };

/** How far an index has come, and by which rules it was made. */
export interface Position {
  key: string;
  cursor: number;
  /** Of the settings and the shape of documents: an index of another edition is made anew. */
  edition: string;
  /** Another one after every write, so that whoever keeps something of the index sees that it changed. */
  stamp: string;
}
