import { setTimeout as delay } from 'node:timers/promises';
import type { Leases } from '../ports/leases.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import type { EngineTrouble } from './engine-trouble.ts';
import type { Directory } from './open-directory.ts';
import { openWantedEngine, type WantedEngine } from './open-wanted-engine.ts';
import { runIndexer } from './run-indexer.ts';

/** An engine that all processes share: watched by each, kept current by one of them at a time. */
export interface SharedEngine {
  wanted: WantedEngine;
  indexingTrouble(): EngineTrouble | undefined;
  /** Closes the index too. */
  close(): Promise<void>;
}

export interface SharingEngine {
  index: SearchIndex;
  leases: Leases;
  store: RecordStore;
  embedded: SearchIndex;
  directory: Directory;
  timeoutMs: number;
  /** How often to look at it, and for changes to bring to it. */
  everyMs: number;
  /** Told of what goes wrong, and, without an error, what goes right again. */
  onTurn?: (what: string, error?: unknown) => void;
}

/** At shutdown, for what the engine is being sent. */
const longestStopMs = 2000;

/** Waits for nothing. */
export function keepSharedEngine(sharing: SharingEngine): SharedEngine {
  const { index, leases, store, embedded, directory, timeoutMs, everyMs, onTurn } = sharing;
  const wanted = openWantedEngine({
    ...{ index, store, timeoutMs, lookMs: everyMs },
    onTurn: (trouble) =>
      onTurn?.(trouble ? 'a search engine stopped answering' : 'a search engine answers', trouble),
  });
  const indexer = runIndexer({
    ...{ leases, store, index, embedded, directory, everyMs },
    onTrouble: (error) => onTurn?.('a search engine could not be brought up to date', error),
  });
  return {
    wanted,
    indexingTrouble: indexer.lastTrouble,
    async close() {
      wanted.close();
      // What an engine that hangs was sent need not be waited for: it is sent again when somebody has the job.
      await Promise.race([indexer.close(), delay(longestStopMs, undefined, { ref: false })]);
      await index.close();
    },
  };
}
