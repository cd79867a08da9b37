import type { Config } from '../config.ts';
import { openDirectory } from '../use-cases/open-directory.ts';
import { updateSearchIndex } from '../use-cases/update-search-index.ts';
import { openLists } from './open-files.ts';
import { openOwnIndex } from './open-indexes.ts';
import { type OpenStore, openEnrichment } from './open-stores.ts';

/** Brings the index in DATA_DIR up to the store's newest change, for a service that opens it afterwards; the documents it holds then. */
export async function fillOwnIndex(
  config: Config,
  store: OpenStore,
  onProgress?: (done: number, total: number) => void,
): Promise<number> {
  const lists = await openLists(config, store);
  const enrichment = await openEnrichment(config, store);
  const index = await openOwnIndex(config, lists);
  try {
    const directory = await openDirectory(store, lists, enrichment);
    await updateSearchIndex({ store, index, directory, onProgress });
    return await index.count();
  } finally {
    await index.close();
    await enrichment.close();
  }
}
