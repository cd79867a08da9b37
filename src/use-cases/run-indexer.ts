import { setTimeout as delay } from 'node:timers/promises';
import type { Lease, Leases } from '../ports/leases.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import { type EngineTrouble, toTrouble } from './engine-trouble.ts';
import { holdTheSame } from './hold-the-same.ts';
import { indexingJob, rebuildingJob } from './indexing-jobs.ts';
import type { Directory } from './open-directory.ts';
import { rebuildSearchIndex } from './rebuild-search-index.ts';
import { updateSearchIndex } from './update-search-index.ts';

/** Keeps an engine that all processes share current, in one of them at a time. */
export interface Indexer {
  lastTrouble(): EngineTrouble | undefined;
  /** Stops between two batches and gives the job back. */
  close(): Promise<void>;
}

interface Indexing {
  leases: Leases;
  store: RecordStore;
  index: SearchIndex;
  /** Kept current in every process: what the other is compared with. */
  embedded: Pick<SearchIndex, 'cursor' | 'count' | 'fingerprints'>;
  directory: Directory;
  everyMs: number;
  /** How often to try for the job while another process has it. */
  takeMs?: number;
  /** Told when something begins to go wrong, and not again before it has gone well or something else goes wrong. */
  onTrouble?: (error: unknown) => void;
}

const longestPauseMs = 15_000;
/** Two indexes of the same records that differ after one was made anew differ for another reason: there is no use in doing it at once again. */
const recheckMs = 900_000;

export function runIndexer(indexing: Indexing): Indexer {
  const { leases, store, index, embedded, directory, everyMs, takeMs = 5000, onTrouble } = indexing;
  const stopping = new AbortController();
  let trouble: EngineTrouble | undefined;
  let remadeAt = Number.NEGATIVE_INFINITY;
  let isCompared = false;

  let toldOf: string | undefined;

  function noteTrouble(error: unknown): void {
    trouble = toTrouble(error);
    if (trouble.message !== toldOf) onTrouble?.(error);
    toldOf = trouble.message;
  }

  /**
   * Two indexes that cover the same changes hold the same, unless one has lost something, belongs to another store, or was made by another
   * version. Compared document by document when the job is taken, by their number ever after.
   */
  async function isUnlikeEmbedded(cursor: number): Promise<boolean> {
    const coverTheSame = async () => (await embedded.cursor()) === cursor;
    if (!(await coverTheSame())) return false;
    const isAlike = isCompared
      ? (await index.count()) === (await embedded.count())
      : await holdTheSame(embedded, index);
    if (!(await coverTheSame())) return false;
    isCompared = true;
    return !isAlike;
  }

  async function update(signal: AbortSignal): Promise<void> {
    const { cursor } = await updateSearchIndex({ store, index, directory, signal });
    if (performance.now() - remadeAt < recheckMs || !(await isUnlikeEmbedded(cursor))) return;
    await rebuildSearchIndex({ store, index, directory, signal });
    remadeAt = performance.now();
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }

  /** Someone waits to make the index anew: not while another writes to it. */
  async function isAskedToYield(): Promise<boolean> {
    return (await leases.holders()).some(({ job }) => job === rebuildingJob(index.engine));
  }

  async function keepCurrent(signal: AbortSignal): Promise<void> {
    for (let pauseMs = everyMs; !signal.aborted; ) {
      try {
        if (await isAskedToYield()) return;
        await update(signal);
        pauseMs = everyMs;
        toldOf = undefined;
      } catch (error) {
        if (signal.aborted) return;
        noteTrouble(error);
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      }
      await pause(pauseMs, signal);
    }
  }

  async function take(): Promise<Lease | undefined> {
    try {
      return (await isAskedToYield()) ? undefined : await leases.take(indexingJob(index.engine));
    } catch (error) {
      noteTrouble(error);
      return undefined;
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const lease = await take();
      if (lease !== undefined) {
        isCompared = false;
        await keepCurrent(AbortSignal.any([stopping.signal, lease.lost]));
        await lease.release().catch(noteTrouble);
      }
      await pause(takeMs, stopping.signal);
    }
  }

  const running = run();
  return {
    lastTrouble: () => trouble,
    async close() {
      stopping.abort();
      await running;
    },
  };
}
