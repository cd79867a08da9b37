import { HitKind } from '../domain/ids.ts';
import type { SearchableRecord } from '../domain/search/search-context.ts';
import { isSearchable, toSearchDocument } from '../domain/search/to-search-document.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { IndexBatch, SearchIndex } from '../ports/search-index.ts';
import { findAffectedRecords } from './find-affected-records.ts';
import type { Directory } from './open-directory.ts';
import { openContextReader } from './read-search-context.ts';

export interface UpdatingSearchIndex {
  store: RecordStore;
  index: SearchIndex;
  /** Must know every change that is to be indexed: refresh it first. */
  directory: Directory;
  onProgress?: (done: number, total: number) => void;
}

export interface IndexUpdate {
  indexed: number;
  removed: number;
  /** The newest change that the index covers now. */
  cursor: number;
}

const batchSize = 500;
const changesAtOnce = 2000;

function batchesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, at) =>
    all.slice(at * batchSize, (at + 1) * batchSize),
  );
}

/**
 * Brings a search index up to the store's newest change: an empty index is filled from all records, a filled one takes in what has
 * changed and what points to it. May be stopped at any time and run again: the cursor moves only with the last batch of the
 * changes that it covers, and indexing a record twice changes nothing.
 */
export async function updateSearchIndex(updating: UpdatingSearchIndex): Promise<IndexUpdate> {
  const { store, index, directory, onProgress } = updating;
  const readContext = openContextReader(store, directory);
  const head = await store.head();
  const done: IndexUpdate = { indexed: 0, removed: 0, cursor: await index.cursor() };

  async function apply(records: readonly StoredRecord[], remove: IndexBatch['remove'], cursor: number) {
    const searchable = records as readonly SearchableRecord[];
    const context = await readContext(searchable);
    await index.apply({ put: searchable.map((record) => toSearchDocument(record, context)), remove, cursor });
    done.indexed += searchable.length;
    done.removed += remove.length;
    done.cursor = cursor;
  }

  async function fill(): Promise<void> {
    const counts = await store.counts();
    const total = HitKind.options.reduce((sum, kind) => sum + counts[kind].published, 0);
    let seen = 0;
    for (const kind of HitKind.options) {
      let batch: StoredRecord[] = [];
      for await (const record of store.readAll(kind)) {
        seen += 1;
        if (isSearchable(record)) batch.push(record);
        if (batch.length < batchSize) continue;
        await apply(batch, [], 0);
        onProgress?.(seen, total);
        batch = [];
      }
      await apply(batch, [], 0);
      onProgress?.(seen, total);
    }
    await apply([], [], head);
  }

  async function takeIn(changes: Awaited<ReturnType<RecordStore['changesSince']>>): Promise<void> {
    const cursor = changes.at(-1)?.seq ?? done.cursor;
    const batches = batchesOf([...(await findAffectedRecords(store, directory, changes)).values()]);
    if (batches.length === 0) await apply([], [], cursor);
    for (const [at, refs] of batches.entries()) {
      const records = new Map<string, StoredRecord>();
      for (const kind of HitKind.options) {
        const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
        for (const record of ids.length > 0 ? await store.readMany(kind, ids) : []) {
          if (record.state === 'published' && isSearchable(record))
            records.set(`${kind} ${record.id}`, record);
        }
      }
      const remove = refs.filter(({ kind, id }) => !records.has(`${kind} ${id}`));
      await apply([...records.values()], remove, at === batches.length - 1 ? cursor : done.cursor);
    }
  }

  // A cursor beyond the log belongs to another store; a cursor of 0 beside documents to a filling that was stopped.
  if (done.cursor > head || (done.cursor === 0 && (await index.count()) > 0)) {
    await index.reset();
    done.cursor = 0;
  }
  if (done.cursor === 0 && head > 0) {
    await fill();
    return done;
  }
  const from = done.cursor;
  for (let changes = await store.changesSince(from, changesAtOnce); changes.length > 0; ) {
    await takeIn(changes);
    onProgress?.(done.cursor - from, Math.max(head, done.cursor) - from);
    changes = await store.changesSince(done.cursor, changesAtOnce);
  }
  return done;
}
