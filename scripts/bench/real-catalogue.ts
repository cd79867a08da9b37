import { readConfig } from '../../src/config.ts';
import { HitKind } from '../../src/domain/ids.ts';
import type { SearchableRecord } from '../../src/domain/search/search-context.ts';
import type { SearchDocument } from '../../src/domain/search/search-document.ts';
import { isSearchable, toSearchDocument } from '../../src/domain/search/to-search-document.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { openFiles, openLists } from '../../src/services/open-files.ts';
import { openStore } from '../../src/services/open-stores.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { type Directory, openDirectory } from '../../src/use-cases/open-directory.ts';
import { openContextReader } from '../../src/use-cases/read-search-context.ts';

/** Nothing was asked of any code host: the figures are those of the records. */
const unobserved = { readMany: async () => [] };

export interface RealCatalogue {
  store: RecordStore;
  directory: Directory;
}

/** The curated catalogue in a store of its own below `dataFolder`, imported where it is not there yet. */
export async function openRealCatalogue(dataFolder: string): Promise<RealCatalogue> {
  const config = { ...readConfig({}), DATA_DIR: dataFolder };
  const store = await openStore(config);
  if ((await store.head()) === 0) {
    const files = await openFiles(config);
    await importCatalogue({ store, files, now: () => new Date() }, { actor: 'import' });
  }
  return { store, directory: await openDirectory(store, await openLists(config, store), unobserved) };
}

/** The search documents of all its records. */
export async function readDocuments({ store, directory }: RealCatalogue): Promise<SearchDocument[]> {
  const readContext = openContextReader(store, directory);
  const documents: SearchDocument[] = [];
  for (const kind of HitKind.options) {
    const records: SearchableRecord[] = [];
    for await (const record of store.readAll(kind)) {
      if (isSearchable(record)) records.push(record as SearchableRecord);
    }
    const context = await readContext(records);
    documents.push(...records.map((record) => toSearchDocument(record, context)));
  }
  return documents;
}
