import type { SearchDocument } from '../../src/domain/search/search-document.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';

const batchSize = 500;

/** Makes the index anew, as a full indexing does; returns the seconds that the index took for it. */
export async function fillIndex(index: SearchIndex, documents: readonly SearchDocument[]): Promise<number> {
  const startedAt = performance.now();
  const build = await index.rebuild();
  for (let at = 0; at < documents.length; at += batchSize) {
    await build.put(documents.slice(at, at + batchSize));
  }
  await build.publish(1);
  return (performance.now() - startedAt) / 1000;
}
