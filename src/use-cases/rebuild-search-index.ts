import { historyAt } from './log-history.ts';
import { readSearchDocuments } from './read-search-documents.ts';
import type { IndexUpdate, UpdatingSearchIndex } from './update-search-index.ts';

/**
 * Makes an index anew from all records, beside the one that answers, and puts it in its place at the end. Changes that come meanwhile are
 * left to the next update. Stopped by `signal` or a failure, it leaves the index as it was.
 */
export async function rebuildSearchIndex(updating: UpdatingSearchIndex): Promise<IndexUpdate> {
  const { store, index, directory, onProgress, signal } = updating;
  await directory.refresh();
  const cursor = directory.newestChange();
  const before = await index.count();
  const build = await index.rebuild();
  let indexed = 0;
  try {
    for await (const { documents, seen, total } of readSearchDocuments(store, directory)) {
      signal?.throwIfAborted();
      await build.put(documents);
      indexed += documents.length;
      onProgress?.(seen, total);
    }
    signal?.throwIfAborted();
    await build.publish(cursor, await historyAt(store, cursor));
  } catch (error) {
    // The first failure is the one to tell of, whatever becomes of what was built.
    await build.abandon().catch(() => undefined);
    throw error;
  }
  return { indexed, removed: Math.max(0, before - indexed), cursor };
}
