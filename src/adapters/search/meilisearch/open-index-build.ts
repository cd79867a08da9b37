import { randomUUID } from 'node:crypto';
import type { EnqueuedTask, IndexSwap } from 'meilisearch';
import { CatalogueError } from '../../../domain/errors.ts';
import type { IndexBuild } from '../../../ports/search-index.ts';
import type { Connection } from './open-connection.ts';
import { awaitTask, awaitTasks } from './run-tasks.ts';
import type { TermFinder } from './term-finder.ts';
import { toIndexDocument } from './to-index-document.ts';
import { gatherPayloads, prepareIndex, readPosition, sendLines, sendPosition } from './write-documents.ts';

/** Fills an index beside the one that answers and swaps the two; what killed builds left behind goes first. */
export async function openIndexBuild(
  { manage }: Connection,
  index: string,
  finder: TermFinder,
): Promise<IndexBuild> {
  const mark = `${index}-build-`;
  const uid = `${mark}${randomUUID()}`;
  const payloads = gatherPayloads();
  const tasks: EnqueuedTask[] = [];
  let isOpen = true;

  async function removeLeftOvers(): Promise<void> {
    await manage(async (client) => {
      const { results } = await client.getRawIndexes({ limit: 1000 });
      for (const left of results.filter((one) => one.uid.startsWith(mark))) {
        await awaitTask(client, await client.deleteIndex(left.uid), 'index_not_found');
      }
    });
  }

  /** Whatever ends it leaves nothing behind, if Meilisearch can still be reached. */
  async function ended<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      isOpen = false;
      await removeLeftOvers().catch(() => undefined);
      throw error;
    }
  }

  await ended(async () => {
    await removeLeftOvers();
    await manage((client) => prepareIndex(client, uid));
  });

  return {
    put: (documents) =>
      ended(async () => {
        for (const document of documents) {
          for (const payload of payloads.add(JSON.stringify(toIndexDocument(document, finder)))) {
            tasks.push(await manage((client) => sendLines(client, uid, payload)));
          }
        }
      }),
    publish: (cursor) =>
      ended(() =>
        manage(async (client) => {
          await awaitTasks(client, tasks);
          const { stamp } = await sendPosition(client, uid, finder, payloads, cursor);
          // Only indexes that exist can be swapped. Versions that cannot rename them refuse to be told not to.
          const creating = await client.createIndex(index, { primaryKey: 'key' });
          await awaitTask(client, creating, 'index_already_exists');
          await client.swapIndexes([{ indexes: [index, uid] } as IndexSwap]);
          isOpen = false;
          // A key for some indexes alone may not see what becomes of a swap, but the next task waits for it.
          await awaitTask(client, await client.deleteIndex(uid), 'index_not_found');
          const swapped = await readPosition(client, index);
          if (swapped?.stamp !== stamp) {
            throw new CatalogueError('unavailable', 'Meilisearch did not put the new index in its place');
          }
        }),
      ),
    async abandon() {
      if (!isOpen) return;
      isOpen = false;
      await manage(async (client) => {
        await awaitTask(client, await client.deleteIndex(uid), 'index_not_found');
      });
    },
  };
}
