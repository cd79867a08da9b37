import { readPlainQuery } from '../domain/query/read-plain-query.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SearchIndex, SearchQuery } from '../ports/search-index.ts';
import type { EngineTrouble } from './engine-trouble.ts';
import { type GuardedEngine, guardEngine } from './guard-engine.ts';
import { type EngineWatch, watchEngine } from './watch-engine.ts';

/** An engine that answers while it can. */
export interface WantedEngine {
  index: SearchIndex;
  guard: GuardedEngine;
  watch: EngineWatch;
  close(): void;
}

interface Wanting {
  index: SearchIndex;
  store: Pick<RecordStore, 'head' | 'changesSince'>;
  timeoutMs: number;
  /** How often it is looked at. */
  lookMs: number;
  /** How long it is left alone after too many failures. */
  restMs?: number;
  onTurn?: (trouble: EngineTrouble | undefined) => void;
}

/** A search like those of people, to find out whether an engine is well, at nobody's cost. */
const probe: SearchQuery = {
  asked: readPlainQuery('housing repairs'),
  filters: new Map(),
  includeCapacity: false,
  sort: 'relevance',
  offset: 0,
  limit: 5,
  facets: ['kind'],
  facetLimit: 5,
};

/** Waits for nothing: the engine is looked at from now on, and answers from when it is found well. */
export function openWantedEngine(wanting: Wanting): WantedEngine {
  const { index, store, timeoutMs, lookMs, restMs, onTurn } = wanting;
  const guard = guardEngine(index, { timeoutMs, restMs });
  const watch = watchEngine({
    index,
    store,
    timeoutMs: Math.max(timeoutMs, 1000),
    onTurn,
    async warmUp() {
      await index.search(probe);
    },
    async afterLook() {
      if (guard.state() === 'half-open') await guard.ask((asked) => asked.search(probe));
    },
  });
  watch.start(lookMs);
  return {
    index,
    guard,
    watch,
    close() {
      watch.close();
      guard.close();
    },
  };
}
