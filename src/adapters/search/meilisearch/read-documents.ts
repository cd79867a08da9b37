import type { Meilisearch } from 'meilisearch';
import {
  askIndex,
  type Found,
  type FoundDocument,
  meaningless,
  nothing,
  type Question,
} from './ask-index.ts';
import { isOneOf, writeFilter } from './filter-expressions.ts';
import { codeOf, isKeyRefused } from './to-unavailable.ts';

/** Those whose key may only search, or whose server sorts no documents that are fetched (before 1.16). */
const searching = new WeakSet<Meilisearch>();
/** Whether documents have to be searched for, which takes far longer for each. */
export const mustSearch = (client: Meilisearch) => searching.has(client);

const anyRecord = isOneOf('state', [1, 2]);

async function fetchDocuments(client: Meilisearch, uid: string, question: Question): Promise<Found> {
  const { keys, offset = 0, limit = 0, sort = [], retrieve = ['key'] } = question;
  // Without any condition it would be asked by an address, which is too short for many keys.
  const filter = question.filter === true ? anyRecord : question.filter;
  if (typeof filter === 'boolean' || limit === 0) return nothing;
  const { results, total } = await client.index<FoundDocument>(uid).getDocuments({
    ...(keys ? { ids: [...keys] } : {}),
    filter: writeFilter(filter),
    ...{ offset, limit, sort, fields: retrieve },
  });
  if (!Array.isArray(results) || typeof total !== 'number') throw meaningless();
  return { total, documents: results, facets: {} };
}

/**
 * Reads documents, each question in a request of its own: fetching one costs Meilisearch a seventh of what finding it by a search does.
 * Where that is not possible they are searched for. Questions about facets are not for here.
 */
export async function readDocuments(
  client: Meilisearch,
  uid: string,
  questions: readonly Question[],
): Promise<Found[]> {
  if (searching.has(client)) return askIndex(client, uid, questions);
  try {
    return await Promise.all(questions.map((question) => fetchDocuments(client, uid, question)));
  } catch (error) {
    if (!isKeyRefused(error) && codeOf(error) !== 'bad_request') throw error;
    const found = await askIndex(client, uid, questions);
    searching.add(client);
    return found;
  }
}
