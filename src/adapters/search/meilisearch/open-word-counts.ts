import { CatalogueError } from '../../../domain/errors.ts';
import { facetNames } from '../../../domain/search/facets.ts';
import { askIndex, type Found } from './ask-index.ts';
import { positionKey } from './document-key.ts';
import { isOneOf } from './filter-expressions.ts';
import { indexEdition } from './index-settings.ts';
import type { Connection } from './open-connection.ts';
import { buildWordCounts, type CountedIndex, type WordCounts } from './word-counts.ts';

/** Asked for with every search: whether the index is still the one that was counted. */
export const positionQuestion = {
  filter: isOneOf('key', [positionKey]),
  limit: 1,
  retrieve: ['stamp' as const, 'edition' as const, 'cursor' as const],
};

export interface OpenWordCounts {
  current(): Promise<WordCounts>;
  /** Counted anew where the index has changed since. */
  fresh(): Promise<WordCounts>;
  /** So many documents were written here: a small share hardly changes what counts, and is counted while searches go on. */
  wrote(documents: number): void;
  /** The stamp that a search has met. */
  met(stamp: string): void;
}

const allStates = isOneOf('state', [1, 2]);
const hardlyAnything = 0.01;
/** Other processes may write all the time. */
const leastMsBetween = 2000;

function toMap(counts: Readonly<Record<string, number>> | undefined): Map<string, number> {
  return new Map(Object.entries(counts ?? {}));
}

/** The stamp of the position; CatalogueError 'unavailable' where an index was not filled by this edition. */
export function stampOf(position: Found | undefined): string {
  const { stamp, edition } = position?.documents[0] ?? {};
  if (stamp !== undefined && edition === indexEdition) return stamp;
  throw new CatalogueError('unavailable', 'the search index in Meilisearch has to be made first');
}

function toCounted(all: Found, position: Found): CountedIndex {
  const lengths = Object.entries(all.facets.length ?? {});
  const words = lengths.reduce((sum, [length, count]) => sum + Number(length) * count, 0);
  return {
    stamp: stampOf(position),
    documents: all.total,
    averageLength: words / Math.max(1, all.total),
    words: toMap(all.facets.words),
    stems: toMap(all.facets.stems),
    facets: new Map(facetNames.map((name) => [name, toMap(all.facets[name])])),
  };
}

/** How often words occur in an index, kept and followed. */
export function openWordCounts({ search }: Connection, index: string): OpenWordCounts {
  let counts: WordCounts | undefined;
  let counting: Promise<WordCounts> | undefined;
  let countedAt = 0;
  let written = 0;

  async function count(): Promise<WordCounts> {
    const before = written;
    const questions = [
      { filter: allStates, facets: ['words', 'stems', 'length', ...facetNames] },
      positionQuestion,
    ];
    const [all, position] = await search((client) => askIndex(client, index, questions));
    counts = buildWordCounts(toCounted(all as Found, position as Found));
    countedAt = Date.now();
    written -= before;
    return counts;
  }

  /** One at a time: whoever comes while it is counted gets what comes of it. */
  function recount(): Promise<WordCounts> {
    counting ??= count().finally(() => {
      counting = undefined;
    });
    return counting;
  }

  function recountBehind(): void {
    recount().catch(() => undefined);
  }

  return {
    async current() {
      if (!counts || written > counts.documents * hardlyAnything) return recount();
      if (written > 0) recountBehind();
      return counts;
    },
    async fresh() {
      const [position] = await search((client) => askIndex(client, index, [positionQuestion]));
      return counts?.stamp === stampOf(position) ? counts : recount();
    },
    wrote(documents) {
      written += documents;
    },
    met(stamp) {
      if (stamp === counts?.stamp || Date.now() - countedAt < leastMsBetween) return;
      recountBehind();
    },
  };
}
