import { CatalogueError } from '../../../domain/errors.ts';
import { askIndex, type Found, type Question } from './ask-index.ts';
import { positionKey } from './document-key.ts';
import { isOneOf } from './filter-expressions.ts';
import { editionOf } from './index-settings.ts';
import type { Connection } from './open-connection.ts';
import type { TermFinder } from './term-finder.ts';
import { buildWordCounts, type CountedIndex, type WordCounts } from './word-counts.ts';

/** How far the index has come, and whether it is still the one that was counted. */
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
  /** The question after the position, where a search should ask it along: it has not been asked for a while. */
  due(): Question[];
  /** What a search that asked it has found; CatalogueError 'unavailable' where the index was not filled by this edition. */
  met(position: Found | undefined): void;
}

const allStates = isOneOf('state', [1, 2]);
const hardlyAnything = 0.01;
/** Other processes may write all the time. */
const leastMsBetween = { questions: 500, counts: 2000 };

/** How often words occur in an index, kept and followed. */
export function openWordCounts({ search }: Connection, index: string, finder: TermFinder): OpenWordCounts {
  const edition = editionOf(finder);
  let counts: WordCounts | undefined;
  let counting: Promise<WordCounts> | undefined;
  let countedAt = 0;
  let askedAt = 0;
  let written = 0;

  function stampOf(position: Found | undefined): string {
    const found = position?.documents[0];
    if (found?.stamp !== undefined && found.edition === edition) return found.stamp;
    throw new CatalogueError('unavailable', 'the search index in Meilisearch has to be made first');
  }

  function toCounted(all: Found | undefined, position: Found | undefined): CountedIndex {
    const lengths = Object.entries(all?.facets.length ?? {});
    const words = lengths.reduce((sum, [length, documents]) => sum + Number(length) * documents, 0);
    const documents = all?.total ?? 0;
    return {
      stamp: stampOf(position),
      documents,
      averageLength: words / Math.max(1, documents),
      held: new Map(Object.entries(all?.facets.held ?? {})),
    };
  }

  async function count(): Promise<WordCounts> {
    const before = written;
    const questions = [{ filter: allStates, facets: ['held', 'length'] }, positionQuestion];
    const [all, position] = await search((client) => askIndex(client, index, questions));
    counts = buildWordCounts(toCounted(all, position), finder);
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
    due: () => (Date.now() - askedAt < leastMsBetween.questions ? [] : [positionQuestion]),
    met(position) {
      if (position === undefined) return;
      askedAt = Date.now();
      const stamp = stampOf(position);
      if (stamp === counts?.stamp || Date.now() - countedAt < leastMsBetween.counts) return;
      recountBehind();
    },
  };
}
