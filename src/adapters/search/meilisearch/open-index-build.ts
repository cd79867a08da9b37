import { randomUUID } from 'node:crypto';
import type { EnqueuedTask, IndexSwap } from 'meilisearch';
import type { IndexBuild } from '../../../ports/search-index.ts';
import type { Connection } from './open-connection.ts';
import { awaitTask, awaitTasks } from './run-tasks.ts';
import { toIndexDocument } from './to-index-document.ts';
import { gatherPayloads, prepareIndex, sendLines, sendPosition } from './write-documents.ts';

/** Fills an index beside the one that answers and swaps the two; what killed builds left behind goes first. */
export async function openIndexBuild({ manage }: Connection, index: string): Promise<IndexBuild> {
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
          for (const payload of payloads.add(JSON.stringify(toIndexDocument(document)))) {
            tasks.push(await manage((client) => sendLines(client, uid, payload)));
          }
        }
      }),
    publish: (cursor) =>
      ended(() =>
        manage(async (client) => {
          await awaitTasks(client, tasks);
          await sendPosition(client, uid, payloads, cursor);
          // Only indexes that exist can be swapped. Versions that cannot rename them refuse to be told not to.
          const swap = { indexes: [index, uid] } as IndexSwap;
          await awaitTask(
            client,
            await client.createIndex(index, { primaryKey: 'key' }),
            'index_already_exists',
          );
          await awaitTask(client, await client.swapIndexes([swap]));
          isOpen = false;
          await awaitTask(client, await client.deleteIndex(uid), 'index_not_found');
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
