import type { SearchIndex } from '../../../ports/search-index.ts';
import { askIndex } from './ask-index.ts';
import { isOneOf } from './filter-expressions.ts';
import { editionOf } from './index-settings.ts';
import { type ConnectionOptions, openConnection } from './open-connection.ts';
import { openIndexBuild } from './open-index-build.ts';
import { openWordCounts, positionQuestion } from './open-word-counts.ts';
import { readFingerprints } from './read-fingerprints.ts';
import { prepareSearch } from './search-documents.ts';
import { prepareTitleSuggester } from './suggest-titles.ts';
import { buildTermFinder } from './term-finder.ts';
import { isIndexMissing } from './to-unavailable.ts';
import { writeBatch } from './write-documents.ts';

export interface MeilisearchOptions extends ConnectionOptions {
  /** Terms of several words that queries ask for again and again (the thesaurus's). Found without them too, but less exactly. */
  terms?: readonly string[];
  /**
   * In an index of so many documents, whatever is found is named by Meilisearch and counted in the service; in a larger one only what is
   * little, and Meilisearch counts the rest. 0: it always counts.
   */
  namedAtMost?: number;
}

/** Above this, counting takes Meilisearch less time than naming documents does. */
const defaultNamedAtMost = 12_000;

export interface MeilisearchIndex extends SearchIndex {
  describe(): Promise<{ version: string }>;
}

/**
 * The search index in a Meilisearch server (1.12 or newer). Nothing is asked of the server before the first use. It finds and counts what
 * answers; the order of what it finds comes from the rules that all engines share: docs/decisions/0007-meilisearch.md.
 */
export async function openMeilisearchIndex(options: MeilisearchOptions): Promise<MeilisearchIndex> {
  const { index, terms = [], namedAtMost = defaultNamedAtMost } = options;
  const finder = buildTermFinder(terms);
  const edition = editionOf(finder);
  const connection = openConnection(options);
  const wordCounts = openWordCounts(connection, index, finder);
  const search = prepareSearch(connection, index, wordCounts, finder, namedAtMost);
  const suggestTitles = prepareTitleSuggester(connection, index, wordCounts);

  async function askOne(question: Parameters<typeof askIndex>[2][number]) {
    const [found] = await connection.search((client) =>
      askIndex(client, index, [question]).catch((error) => {
        if (isIndexMissing(error)) return [];
        throw error;
      }),
    );
    return found;
  }

  return {
    engine: 'meilisearch',
    search,
    suggestTitles,
    vocabulary: async () => (await wordCounts.fresh()).words,
    async apply(batch) {
      await connection.manage((client) => writeBatch(client, index, finder, batch));
      wordCounts.wrote(batch.put.length + batch.remove.length);
    },
    async cursor() {
      const position = (await askOne(positionQuestion))?.documents[0];
      return position?.edition === edition ? (position.cursor ?? 0) : 0;
    },
    count: async () => (await askOne({ filter: isOneOf('state', [1, 2]) }))?.total ?? 0,
    async rebuild() {
      const build = await openIndexBuild(connection, index, finder);
      return {
        ...build,
        async publish(cursor) {
          await build.publish(cursor);
          wordCounts.wrote(Number.MAX_SAFE_INTEGER);
        },
      };
    },
    fingerprints: () => readFingerprints(connection, index),
    describe: async () => ({ version: await connection.version() }),
    async close() {
      // Requests are over when they are answered; connections close by themselves.
    },
  };
}
