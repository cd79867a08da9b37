import type { Meilisearch, MultiSearchQuery, SearchResponse } from 'meilisearch';
import {
  askIndex,
  type Found,
  type FoundDocument,
  meaningless,
  type Question,
  toFound,
  toQuery,
} from './ask-index.ts';
import { tagLength, tagRadix } from './document-key.ts';
import type { Filter } from './filter-expressions.ts';
import { asBytes } from './send-request.ts';

export interface Names {
  total: number;
  /** Tags of all documents that answer, as numbers (tag-index.ts). */
  tags: number[];
  /** What else was asked along. */
  further: Found[];
}

const before = Buffer.from('"facetDistribution":{"tag":{');
const noFacets = Buffer.from('"facetDistribution":{}');
const code = (letter: string) => letter.charCodeAt(0);
const [quote, colon, comma, end] = [code('"'), code(':'), code(','), code('}')];
const [zero, one, nine, a] = [code('0'), code('1'), code('9'), code('a')];

const digitOf = (letter: number) => (letter <= nine ? letter - zero : letter - a + 10);

/**
 * Takes the names out of an answer, which is one facet with a value for each document. JSON.parse would make of them an object with thousands of
 * properties, which takes ten times as long as all that follows of them. Undefined where they are not written as one for each.
 */
export function takeNames(answer: Buffer): { tags: number[]; rest: Buffer } | undefined {
  const start = answer.indexOf(before);
  if (start < 0) return { tags: [], rest: answer };
  const tags: number[] = [];
  let at = start + before.length;
  while (answer[at] !== end) {
    let tag = 0;
    for (let place = 1; place <= tagLength; place += 1) {
      tag = tag * tagRadix + digitOf(answer[at + place] as number);
    }
    const behind = at + 1 + tagLength;
    const isQuoted = answer[at] === quote && answer[behind] === quote;
    if (!isQuoted || answer[behind + 1] !== colon || answer[behind + 2] !== one) return undefined;
    tags.push(tag);
    at = answer[behind + 3] === comma ? behind + 4 : behind + 3;
  }
  // Two brackets: of the facet, and of all facets.
  return { tags, rest: Buffer.concat([answer.subarray(0, start), noFacets, answer.subarray(at + 2)]) };
}

/** Names all that answers by tags, and answers further questions in the same round trip. Nothing is named where not all can be. */
export async function askNames(
  client: Meilisearch,
  uid: string,
  filter: Filter,
  further: readonly Question[],
): Promise<Names> {
  if (filter === false) return { total: 0, tags: [], further: await askIndex(client, uid, further) };
  const queries = [{ filter, facets: ['tag'] }, ...further].map((question) => toQuery(uid, question));
  const answer: unknown = await client.multiSearch<{ queries: MultiSearchQuery[] }>({ queries }, asBytes);
  if (!Buffer.isBuffer(answer)) throw meaningless();
  const taken = takeNames(answer);
  const rest = (taken?.rest ?? answer).toString('utf8');
  const { results } = JSON.parse(rest) as { results?: SearchResponse<FoundDocument>[] };
  if (!Array.isArray(results) || results.length !== queries.length) throw meaningless();
  const [found, ...others] = results.map(toFound);
  const total = found?.total ?? 0;
  return { total, tags: taken?.tags.length === total ? taken.tags : [], further: others };
}
