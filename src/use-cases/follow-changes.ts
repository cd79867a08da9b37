import { CatalogueError } from '../domain/errors.ts';
import { readPlainQuery } from '../domain/query/read-plain-query.ts';
import type { UnderstoodQuery } from '../domain/query/understood-query.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import type { Directory } from './open-directory.ts';
import type { OpenQueryReader } from './open-query-reader.ts';
import { updateSearchIndex } from './update-search-index.ts';

type Progress = (done: number, total: number) => void;

/** Keeps what a process holds of the store current: the directory, its own index and what reads queries by it. */
export interface Follower {
  /** Brings everything up to the newest change. One at a time: one that is asked for while another runs waits for it and looks again. */
  refresh(onProgress?: Progress): Promise<void>;
  /** As refresh, but what reads queries follows only now and then: it corrects spelling by the words of all records, and takes long to make. */
  settle(): Promise<void>;
  /** The newest change that everything has taken in. */
  newestChange(): number;
  understand(text: string): UnderstoodQuery;
  /** Waits for a refresh that runs. */
  close(): Promise<void>;
}

interface Following {
  store: RecordStore;
  index: SearchIndex;
  directory: Directory;
  openReader: () => Promise<OpenQueryReader>;
}

const settledReaderAgeMs = 10_000;

export function followChanges({ store, index, directory, openReader }: Following): Follower {
  let reader: OpenQueryReader | undefined;
  let newest = 0;
  let councils = directory.councils;
  let running: Promise<void> | undefined;
  let isReaderStale = false;
  let isErasing = false;
  let readerMadeAt = 0;

  async function catchUp(leastReaderAgeMs: number, onProgress?: Progress): Promise<void> {
    // The index is looked at too: it may have been damaged and emptied, or made anew by another process.
    if ((await store.head()) === newest && (await index.cursor()) >= newest)
      return refreshReader(leastReaderAgeMs);
    const from = await index.cursor();
    const updating = { store, index, directory, onProgress, yields: leastReaderAgeMs > 0 };
    const done = await updateSearchIndex(updating).catch((error: unknown) => {
      if (!(error instanceof CatalogueError) || error.kind !== 'stale') throw error;
      return updateSearchIndex(updating);
    });
    isReaderStale ||= done.indexed + done.removed > 0 || directory.councils !== councils;
    councils = directory.councils;
    newest = directory.newestChange();
    isErasing ||= from > 0 && (await hasRedaction(store, from));
    if (isErasing) isErasing = (await index.erase?.()) === false;
    await refreshReader(leastReaderAgeMs);
  }

  async function refreshReader(leastAgeMs: number): Promise<void> {
    if (reader !== undefined && (!isReaderStale || Date.now() - readerMadeAt < leastAgeMs)) return;
    if (reader) await reader.refresh();
    else reader = await openReader();
    isReaderStale = false;
    readerMadeAt = Date.now();
  }

  async function takeTurn(leastReaderAgeMs: number, onProgress?: Progress): Promise<void> {
    await running?.catch(() => undefined);
    running = catchUp(leastReaderAgeMs, onProgress);
    await running;
  }

  return {
    refresh: (onProgress) => takeTurn(0, onProgress),
    settle: () => takeTurn(settledReaderAgeMs),
    newestChange: () => newest,
    understand: (text) => reader?.understand(text) ?? readPlainQuery(text),
    async close() {
      await running?.catch(() => undefined);
    },
  };
}

/** Something was taken out of the store since, which must not be left in the files of an index either. */
async function hasRedaction(store: RecordStore, since: number): Promise<boolean> {
  for (let seq = since; ; ) {
    const changes = await store.changesSince(seq, 1000);
    if (changes.some(({ kind }) => kind === 'redaction')) return true;
    const last = changes.at(-1);
    if (last === undefined) return false;
    seq = last.seq;
  }
}
