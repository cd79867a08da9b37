import { HitKind } from '../domain/ids.ts';
import type { SearchableRecord } from '../domain/search/search-context.ts';
import type { SearchDocument } from '../domain/search/search-document.ts';
import { isSearchable, toSearchDocument } from '../domain/search/to-search-document.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import { openContextReader } from './read-search-context.ts';

export interface SearchDocumentBatch {
  documents: SearchDocument[];
  /** Records read so far, and all that there are. */
  seen: number;
  total: number;
}

const batchSize = 500;

/** The search documents of all records that have one, as the store and the directory are now, some hundred at a time. */
export async function* readSearchDocuments(
  store: RecordStore,
  directory: Directory,
): AsyncGenerator<SearchDocumentBatch> {
  const readContext = openContextReader(store, directory);
  const counts = await store.counts();
  const total = HitKind.options.reduce((sum, kind) => sum + counts[kind].published, 0);
  let seen = 0;

  async function toBatch(records: readonly StoredRecord[]): Promise<SearchDocumentBatch> {
    const searchable = records as readonly SearchableRecord[];
    const context = await readContext(searchable);
    return { documents: searchable.map((record) => toSearchDocument(record, context)), seen, total };
  }

  for (const kind of HitKind.options) {
    let batch: StoredRecord[] = [];
    for await (const record of store.readAll(kind)) {
      seen += 1;
      if (isSearchable(record)) batch.push(record);
      if (batch.length < batchSize) continue;
      yield await toBatch(batch);
      batch = [];
    }
    yield await toBatch(batch);
  }
}
