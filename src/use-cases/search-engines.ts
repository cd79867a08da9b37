import { CatalogueError } from '../domain/errors.ts';
import type { EngineName, SearchAnswer, SearchIndex, SearchQuery } from '../ports/search-index.ts';
import { type EngineState, stateOf, warningOf } from './engine-state.ts';
import type { WantedEngine } from './open-wanted-engine.ts';

/** An answer, and where it comes from. */
export interface EngineAnswer extends SearchAnswer {
  engine: EngineName;
  /** The newest change of the store that the engine has surely taken in. */
  cursor: number;
  /** Why the engine that is wanted did not answer; in words for people. */
  warning?: string;
}

/** What searches ask, whichever engines there are. */
export interface Answering {
  search(query: SearchQuery): Promise<EngineAnswer>;
  suggestTitles: SearchIndex['suggestTitles'];
  /** How much a query finds: for comparing queries with one another. */
  total(query: SearchQuery): Promise<number>;
}

/** One engine that nobody stands in for, and what it has taken in. */
export function answerFrom(index: SearchIndex, newestChange = () => 0): Answering {
  return {
    search: async (query) => ({
      ...(await index.search(query)),
      engine: index.engine,
      cursor: newestChange(),
    }),
    suggestTitles: (typed, limit) => index.suggestTitles(typed, limit),
    total: async (query) => (await index.search({ ...query, ...countOnly })).total,
  };
}

const countOnly = { limit: 0, facets: [], explain: false };

interface Engines {
  embedded: SearchIndex;
  /** What the embedded index has taken in. */
  newestChange(): number;
  wanted?: WantedEngine;
}

/**
 * The wanted engine answers while it is well, filled and not far behind; else, and whenever it fails or takes too long, the embedded index
 * answers the same question at once, so that a search never fails because of the wanted one.
 */
export function buildSearchEngines({ embedded, newestChange, wanted }: Engines): Answering {
  async function standIn<T>(
    askWanted: (engine: WantedEngine) => Promise<T>,
    askEmbedded: (state: EngineState) => Promise<T>,
  ): Promise<T> {
    if (wanted === undefined) return askEmbedded('answering');
    const state = stateOf(wanted);
    if (state !== 'answering') return askEmbedded(state);
    try {
      return await askWanted(wanted);
    } catch (error) {
      if (error instanceof CatalogueError && error.kind === 'invalid') throw error;
      return askEmbedded('failing');
    }
  }

  return {
    search: (query) =>
      standIn<EngineAnswer>(
        async ({ index, guard, watch }) => {
          // Read before asking: what comes in meanwhile must not make the answer seem newer than it is.
          const cursor = watch.reading()?.cursor ?? 0;
          return { ...(await guard.ask((asked) => asked.search(query))), engine: index.engine, cursor };
        },
        async (state) => {
          const cursor = newestChange();
          const warning = wanted && warningOf(wanted.index.engine, state);
          const answer = await embedded.search(query);
          return {
            ...answer,
            engine: embedded.engine,
            cursor,
            ...(warning === undefined ? {} : { warning }),
          };
        },
      ),
    suggestTitles: (typed, limit) =>
      standIn(
        ({ guard }) => guard.ask((asked) => asked.suggestTitles(typed, limit)),
        () => embedded.suggestTitles(typed, limit),
      ),
    total(query) {
      const counting = { ...query, ...countOnly };
      return standIn(
        async ({ guard }) => (await guard.ask((asked) => asked.search(counting))).total,
        async () => (await embedded.search(counting)).total,
      );
    },
  };
}
