import type { CouncilDirectory } from '../domain/councils/council-directory.ts';
import { readPlainQuery } from '../domain/query/read-plain-query.ts';
import type { UnderstoodQuery } from '../domain/query/understood-query.ts';
import { type FacetName, facetNames } from '../domain/search/facets.ts';
import type { HitOrganisation } from '../domain/search/search-document.ts';
import type { SearchHit, SearchQuery, SortOrder } from '../ports/search-index.ts';
import { findCorrection } from './find-correction.ts';
import type { Answering, EngineAnswer } from './search-engines.ts';

export interface CatalogueSearch {
  text: string;
  filters?: ReadonlyMap<FacetName, readonly string[]>;
  /** Ids or codes of organisations asked for; the work of their predecessors is included and marked. */
  organisations?: readonly string[];
  updatedSince?: string;
  includeCapacity?: boolean;
  sort?: SortOrder;
  offset: number;
  limit: number;
  facets?: readonly FacetName[];
  facetLimit?: number;
  explain?: boolean;
}

/** An organisation that a search for another one led to, and which of the two came first. */
export interface FoundOrganisation extends HitOrganisation {
  via?: 'predecessor' | 'successor';
}

export interface FoundHit extends SearchHit {
  summary: SearchHit['summary'] & { organisations: FoundOrganisation[] };
}

export interface CatalogueAnswer extends EngineAnswer {
  query: { text: string; understood?: Record<string, string[]> };
  hits: FoundHit[];
  didYouMean?: string;
}

const defaultFacetLimit = 20;

interface Searching {
  engines: Pick<Answering, 'search' | 'total'>;
  /** Reads what is typed; without it, words are taken as they are. */
  reader?: { understand(text: string): UnderstoodQuery | Promise<UnderstoodQuery> };
  directory: { readonly councils: Pick<CouncilDirectory, 'find' | 'predecessorsOf' | 'successorsOf'> };
}

/** From what a person asks to what an engine is asked, and back. Input is valid already. */
export async function searchCatalogue(
  { engines, reader, directory: { councils } }: Searching,
  search: CatalogueSearch,
): Promise<CatalogueAnswer> {
  const understood = reader ? await reader.understand(search.text) : readPlainQuery(search.text);
  const asked = (search.organisations ?? []).map((given) => councils.find(given)?.id ?? given);
  const predecessors = new Set(asked.flatMap((id) => councils.predecessorsOf(id).map((one) => one.id)));
  const successors = new Set(asked.flatMap((id) => councils.successorsOf(id).map((one) => one.id)));
  const filters = new Map(search.filters);
  if (asked.length > 0) {
    filters.set('organisation', [
      ...new Set([...(filters.get('organisation') ?? []), ...asked, ...predecessors]),
    ]);
  }

  function markVia(organisation: HitOrganisation): FoundOrganisation {
    if (asked.includes(organisation.id)) return organisation;
    if (predecessors.has(organisation.id)) return { ...organisation, via: 'predecessor' };
    return successors.has(organisation.id) ? { ...organisation, via: 'successor' } : organisation;
  }

  const query: SearchQuery = {
    asked: understood,
    filters,
    updatedSince: search.updatedSince,
    includeCapacity: search.includeCapacity ?? false,
    sort: search.sort ?? 'relevance',
    offset: search.offset,
    limit: search.limit,
    facets: search.facets ?? facetNames,
    facetLimit: search.facetLimit ?? defaultFacetLimit,
    explain: search.explain,
  };
  // Counted while an engine that is a server of its own searches.
  const [answer, didYouMean] = await Promise.all([engines.search(query), findCorrection(engines, query)]);
  const markHit = (hit: SearchHit): FoundHit => ({
    ...hit,
    summary: { ...hit.summary, organisations: hit.summary.organisations.map(markVia) },
  });
  return {
    query: { text: understood.text, ...explained(understood) },
    ...answer,
    hits: asked.length > 0 ? answer.hits.map(markHit) : answer.hits,
    ...(didYouMean === undefined ? {} : { didYouMean }),
  };
}

function explained({ explained: told }: UnderstoodQuery): Pick<CatalogueAnswer['query'], 'understood'> {
  const entries = Object.entries(told).filter(([, values]) => values.length > 0);
  return entries.length > 0 ? { understood: Object.fromEntries(entries) } : {};
}
