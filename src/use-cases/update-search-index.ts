import { setImmediate as nextTurn } from 'node:timers/promises';
import { HitKind } from '../domain/ids.ts';
import type { SearchableRecord } from '../domain/search/search-context.ts';
import { isSearchable, toSearchDocument } from '../domain/search/to-search-document.ts';
import type { Change, RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { IndexBatch, SearchIndex } from '../ports/search-index.ts';
import { findAffectedRecords } from './find-affected-records.ts';
import { historyAt, toHistory } from './log-history.ts';
import type { Directory } from './open-directory.ts';
import { openContextReader } from './read-search-context.ts';
import { rebuildSearchIndex } from './rebuild-search-index.ts';

export interface UpdatingSearchIndex {
  store: RecordStore;
  index: SearchIndex;
  directory: Directory;
  onProgress?: (done: number, total: number) => void;
  /** Takes a little in at a time and lets requests through in between, as long as it is not far behind. */
  yields?: boolean;
  /** Stops between two batches, with the signal's reason. */
  signal?: AbortSignal;
}

export interface IndexUpdate {
  indexed: number;
  removed: number;
  /** The newest change that the index covers now. */
  cursor: number;
}

const batchSize = 500;
const changesAtOnce = 2000;
/** Some ten registrations: what indexing them takes, a request may have to wait. */
const fewChanges = 30;
/** From so many on it is better to be done soon. */
const farBehind = 3000;

function batchesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, at) =>
    all.slice(at * batchSize, (at + 1) * batchSize),
  );
}

/**
 * Brings a search index up to the newest change that the directory knows, after bringing that up to the store's: an empty index, or one of
 * another store, is made anew from all records, a filled one takes in what has changed and what points to it. May be stopped at any time
 * and run again: the cursor moves only with the last batch of the changes that it covers, and indexing a record twice changes nothing.
 */
export async function updateSearchIndex(updating: UpdatingSearchIndex): Promise<IndexUpdate> {
  const { store, index, directory, onProgress, yields = false, signal } = updating;
  await directory.refresh();
  const cursor = await index.cursor();
  const head = await store.head();
  // A cursor beyond the log belongs to another store, as does one at which this log says something else: one that was put back, or moved here.
  let history = await index.history?.();
  const isForeign = history !== undefined && history !== (await historyAt(store, cursor));
  if (cursor > head || isForeign || (cursor === 0 && head > 0)) return rebuildSearchIndex(updating);

  // What the directory does not know yet would be indexed without it, and not again when it does.
  const newest = directory.newestChange();
  const readContext = openContextReader(store, directory);
  const done: IndexUpdate = { indexed: 0, removed: 0, cursor };

  async function apply(records: readonly SearchableRecord[], remove: IndexBatch['remove'], cursor: number) {
    signal?.throwIfAborted();
    const context = await readContext(records);
    const put = records.map((record) => toSearchDocument(record, context));
    await index.apply({ put, remove, cursor, history, after: done.cursor });
    done.indexed += records.length;
    done.removed += remove.length;
    done.cursor = cursor;
  }

  async function takeIn(changes: readonly Change[]): Promise<void> {
    const newestOf = changes.at(-1);
    const cursor = newestOf?.seq ?? done.cursor;
    const before = history;
    const reached = newestOf && toHistory(newestOf);
    const batches = batchesOf([...(await findAffectedRecords(store, directory, changes)).values()]);
    if (batches.length === 0) {
      history = reached;
      await apply([], [], cursor);
    }
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
      const searchable = [...records.values()] as SearchableRecord[];
      const isLast = at === batches.length - 1;
      history = isLast ? reached : before;
      await apply(searchable, remove, isLast ? cursor : done.cursor);
    }
  }

  async function nextChanges(): Promise<Change[]> {
    const isNear = yields && newest - done.cursor < farBehind;
    const changes = await store.changesSince(done.cursor, isNear ? fewChanges : changesAtOnce);
    return changes.filter(({ seq }) => seq <= newest);
  }

  for (let changes = await nextChanges(); changes.length > 0; changes = await nextChanges()) {
    await takeIn(changes);
    onProgress?.(done.cursor - cursor, newest - cursor);
    if (yields) await nextTurn();
  }
  return done;
}
