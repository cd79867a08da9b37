import { randomUUID } from 'node:crypto';
import { type EnqueuedTask, type Meilisearch, MeilisearchApiError } from 'meilisearch';
import { CatalogueError } from '../../../domain/errors.ts';
import type { IndexBatch } from '../../../ports/search-index.ts';
import { documentKey, positionKey } from './document-key.ts';
import type { Position } from './index-document.ts';
import { editionOf, indexSettings } from './index-settings.ts';
import { awaitTask, awaitTasks } from './run-tasks.ts';
import type { TermFinder } from './term-finder.ts';
import { toIndexDocument } from './to-index-document.ts';

/** Far below what Meilisearch takes by default (100 MB), and enough that a task does not cost more than its documents. */
const largestPayload = 16_000_000;
const lineFormat = 'application/x-ndjson';

/** Makes an index where there is none, with the settings of this edition; what it held goes. */
export async function prepareIndex(client: Meilisearch, uid: string): Promise<void> {
  const creating = await client.createIndex(uid, { primaryKey: 'key' });
  const { status } = await awaitTask(client, creating, 'index_already_exists');
  if (status !== 'succeeded') await awaitTask(client, await client.index(uid).deleteAllDocuments());
  await awaitTask(client, await client.index(uid).updateSettings(indexSettings));
}

/** The position of an index; undefined where it has none, or there is no such index. */
export async function readPosition(client: Meilisearch, uid: string): Promise<Position | undefined> {
  try {
    return await client.index(uid).getDocument<Position>(positionKey);
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.response.status === 404) return undefined;
    throw error;
  }
}

function positionAt(cursor: number, finder: TermFinder): Position {
  return { key: positionKey, cursor, edition: editionOf(finder), stamp: randomUUID() };
}

/** Gathers documents as lines, in payloads of limited size. */
export interface Payloads {
  /** Returns the payloads that are full. */
  add(line: string): string[];
  /** What is left, with further lines behind it. */
  rest(...lines: string[]): string;
}

export function gatherPayloads(): Payloads {
  let lines: string[] = [];
  let size = 0;
  function take(): string {
    const payload = lines.join('\n');
    lines = [];
    size = 0;
    return payload;
  }
  return {
    add(line) {
      const full = size > 0 && size + line.length > largestPayload ? [take()] : [];
      lines.push(line);
      size += line.length;
      return full;
    },
    rest(...further) {
      lines.push(...further);
      return take();
    },
  };
}

/** Sends documents, one a line. */
export function sendLines(client: Meilisearch, uid: string, payload: string): Promise<EnqueuedTask> {
  return client.index(uid).addDocumentsFromString(payload, lineFormat, { primaryKey: 'key' });
}

/** Puts the position behind the documents that are left of an index, in one task with them. */
export async function sendPosition(
  client: Meilisearch,
  uid: string,
  finder: TermFinder,
  payloads: Payloads,
  cursor: number,
): Promise<Position> {
  const position = positionAt(cursor, finder);
  const payload = payloads.rest(JSON.stringify(position));
  await awaitTask(client, await sendLines(client, uid, payload));
  return position;
}

/**
 * Writes a batch. The position is in the last task and sent when all others have succeeded: whenever this is stopped, the index is never
 * said to be further than it is, and the batch may be repeated.
 */
export async function writeBatch(
  client: Meilisearch,
  uid: string,
  finder: TermFinder,
  batch: IndexBatch,
): Promise<void> {
  // Before anything is sent: a document that cannot be indexed refuses the batch as a whole.
  const lines = batch.put.map((document) => JSON.stringify(toIndexDocument(document, finder)));
  const position = await readPosition(client, uid);
  const isOfEdition = position?.edition === editionOf(finder);
  if ((isOfEdition ? position.cursor : 0) < (batch.after ?? 0)) {
    throw new CatalogueError('stale', 'the search index was made anew meanwhile');
  }
  if (!isOfEdition) await prepareIndex(client, uid);
  const tasks: EnqueuedTask[] = [];
  if (batch.remove.length > 0) {
    const keys = batch.remove.map(({ kind, id }) => documentKey(kind, id));
    tasks.push(await client.index(uid).deleteDocuments(keys));
  }
  const payloads = gatherPayloads();
  for (const line of lines) {
    for (const payload of payloads.add(line)) tasks.push(await sendLines(client, uid, payload));
  }
  await awaitTasks(client, tasks);
  await sendPosition(client, uid, finder, payloads, batch.cursor);
}
