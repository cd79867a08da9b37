import { CatalogueError } from '../../src/domain/errors.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';

/** `strange`: an error that is none of ours, with a secret in it. */
export type Mood = 'well' | 'down' | 'hanging' | 'refusing' | 'strange';

export interface FaultyIndex {
  index: SearchIndex;
  /** How it is from now on: when it is searched, and when it is looked at or written to. */
  become(mood: { searched?: Mood; kept?: Mood }): void;
  /** How often it was searched. */
  searches(): number;
}

/** A real index that answers as Meilisearch, until it is told to be unwell. What hangs goes on when the mood changes. */
export function aFaultyIndex(inner: SearchIndex): FaultyIndex {
  const mood: { searched: Mood; kept: Mood } = { searched: 'well', kept: 'well' };
  let waiting: (() => void)[] = [];
  let searches = 0;

  async function meet(part: keyof typeof mood): Promise<void> {
    while (mood[part] === 'hanging') await new Promise<void>((resolve) => waiting.push(resolve));
    if (mood[part] === 'down') throw new CatalogueError('unavailable', 'it cannot be reached');
    if (mood[part] === 'strange') throw new Error('connect http://master:s3cret@10.0.0.7');
    if (mood[part] === 'refusing') {
      throw new CatalogueError('unavailable', 'it does not know the key', [
        { field: 'MEILI_SEARCH_KEY', message: 'is not known' },
      ]);
    }
  }

  const index: SearchIndex = {
    engine: 'meilisearch',
    async search(query) {
      searches += 1;
      await meet('searched');
      return inner.search(query);
    },
    async suggestTitles(typed, limit) {
      searches += 1;
      await meet('searched');
      return inner.suggestTitles(typed, limit);
    },
    vocabulary: () => inner.vocabulary(),
    apply: (batch) => meet('kept').then(() => inner.apply(batch)),
    cursor: () => meet('kept').then(() => inner.cursor()),
    count: () => meet('kept').then(() => inner.count()),
    async rebuild() {
      await meet('kept');
      const build = await inner.rebuild();
      return { ...build, put: (documents) => meet('kept').then(() => build.put(documents)) };
    },
    fingerprints: () => inner.fingerprints(),
    describe: () => meet('kept').then(() => ({ version: '1.50.0' })),
    close: () => inner.close(),
  };
  return {
    index,
    become(changed) {
      Object.assign(mood, changed);
      const held = waiting;
      waiting = [];
      for (const go of held) go();
    },
    searches: () => searches,
  };
}
