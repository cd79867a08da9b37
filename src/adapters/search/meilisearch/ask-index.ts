import type { Meilisearch, MultiSearchQuery, SearchResponse } from 'meilisearch';
import { CatalogueError } from '../../../domain/errors.ts';
import { allOf, type Filter, isOneOf, writeFilter } from './filter-expressions.ts';
import type { IndexDocument, Position } from './index-document.ts';

export type FoundDocument = Pick<IndexDocument, 'key'> & Partial<IndexDocument> & Partial<Position>;

/** One question to an index. */
export interface Question {
  filter: Filter;
  /** Of these documents alone. */
  keys?: readonly string[];
  offset?: number;
  /** None unless said. */
  limit?: number;
  sort?: string[];
  retrieve?: (keyof IndexDocument | keyof Position)[];
  facets?: string[];
}

export interface Found {
  total: number;
  documents: FoundDocument[];
  facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const nothing: Found = { total: 0, documents: [], facets: {} };

/** What documents fulfil that answer the question. */
function conditionOf({ filter, keys }: Question): Filter {
  return keys ? allOf(filter, isOneOf('key', keys)) : filter;
}

export function toQuery(indexUid: string, question: Question): MultiSearchQuery {
  const { offset = 0, limit = 0, sort, retrieve = ['key'], facets } = question;
  const filter = conditionOf(question);
  return {
    indexUid,
    offset,
    limit,
    attributesToRetrieve: retrieve,
    ...(typeof filter === 'boolean' ? {} : { filter: writeFilter(filter) }),
    ...(sort ? { sort } : {}),
    ...(facets && facets.length > 0 ? { facets } : {}),
  };
}

export function toFound({
  hits,
  estimatedTotalHits,
  facetDistribution,
}: SearchResponse<FoundDocument>): Found {
  if (!Array.isArray(hits) || typeof estimatedTotalHits !== 'number') throw meaningless();
  return { total: estimatedTotalHits, documents: hits, facets: facetDistribution ?? {} };
}

/** Asks an index several things in one round trip; what nothing can fulfil is not sent. */
export async function askIndex(
  client: Meilisearch,
  uid: string,
  questions: readonly Question[],
): Promise<Found[]> {
  const canBeAnswered = questions.map((question) => conditionOf(question) !== false);
  const asked = questions.filter((_, at) => canBeAnswered[at]);
  if (asked.length === 0) return questions.map(() => nothing);
  const queries = asked.map((question) => toQuery(uid, question));
  const { results } = await client.multiSearch<{ queries: MultiSearchQuery[] }, FoundDocument>({ queries });
  if (!Array.isArray(results) || results.length !== asked.length) throw meaningless();
  const answers = results.map(toFound);
  return canBeAnswered.map((can) => (can ? (answers.shift() ?? nothing) : nothing));
}

export function meaningless(): CatalogueError {
  return new CatalogueError('unavailable', 'Meilisearch answered with something else than what was asked');
}
