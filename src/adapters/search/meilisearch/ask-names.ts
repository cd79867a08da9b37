import type { Meilisearch, MultiSearchQuery, SearchResponse } from 'meilisearch';
import { type Found, type FoundDocument, meaningless, type Question, toFound, toQuery } from './ask-index.ts';
import type { Filter } from './filter-expressions.ts';
import { asBytes } from './send-request.ts';

export interface Names {
  total: number;
  /** Tags of all documents that answer. */
  tags: string[];
  /** What else was asked along. */
  further: Found[];
}

const before = '"facetDistribution":{"tag":{"';
const between = '":1,"';
const behind = '":1}}';

/**
 * Takes the names out of an answer, which is one facet with a value for each document. JSON.parse would make of them an object with thousands of
 * properties, which takes four to nine times as long as all that follows of them.
 */
export function takeNames(written: string): { names: string[]; rest: string } {
  const start = written.indexOf(before);
  if (start < 0) return { names: [], rest: written };
  const from = start + before.length;
  const to = written.indexOf(behind, from);
  // Otherwise than it has ever been written: two documents of one name.
  if (to < 0) return { names: [], rest: written };
  const rest = `${written.slice(0, start)}"facetDistribution":{}${written.slice(to + behind.length)}`;
  return { names: written.slice(from, to).split(between), rest };
}

/** Names all that answers by tags, and answers further questions in the same round trip. Nothing is named where not all can be. */
export async function askNames(
  client: Meilisearch,
  uid: string,
  filter: Filter,
  further: readonly Question[],
): Promise<Names> {
  if (filter === false && further.length === 0) return { total: 0, tags: [], further: [] };
  const queries = [{ filter, facets: ['tag'] }, ...further].map((question) => toQuery(uid, question));
  const answer: unknown = await client.multiSearch<{ queries: MultiSearchQuery[] }>({ queries }, asBytes);
  if (!Buffer.isBuffer(answer)) throw meaningless();
  const { names, rest } = takeNames(answer.toString('utf8'));
  const { results } = JSON.parse(rest) as { results?: SearchResponse<FoundDocument>[] };
  if (!Array.isArray(results) || results.length !== queries.length) throw meaningless();
  const [found, ...others] = results.map(toFound);
  return {
    total: found?.total ?? 0,
    tags: names.length === found?.total ? names : [],
    further: others,
  };
}
