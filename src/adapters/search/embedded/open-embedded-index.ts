import { setImmediate as nextTurn } from 'node:timers/promises';
import { CatalogueError } from '../../../domain/errors.ts';
import type { SearchIndex } from '../../../ports/search-index.ts';
import { eraseLeftOvers } from './erase-left-overs.ts';
import { openIndexBuild } from './open-index-build.ts';
import {
  closeIndexDatabase,
  deleteIndexFiles,
  isDamage,
  isOutOfReach,
  openIndexDatabase,
  takeOverTables,
} from './open-index-database.ts';
import { type IndexSession, openIndexSession } from './open-index-session.ts';

export interface EmbeddedIndexOptions {
  /** ":memory:" for none. */
  file: string;
  /** Names what documents are made from besides the records (lists of other names): another edition starts from empty. */
  edition?: string;
}

/**
 * The search index that needs no server: SQLite FTS5 in a file of its own (":memory:" for none). Several processes may have it open.
 * A file of another version or a damaged one is replaced by an empty index with cursor 0, for the indexer to fill again.
 */
export async function openEmbeddedIndex({ file, edition = '' }: EmbeddedIndexOptions): Promise<SearchIndex> {
  let database = openIndexDatabase(file, edition);
  let session: IndexSession;
  try {
    session = openIndexSession(database);
  } catch (error) {
    if (!isDamage(error)) throw error;
    replaceFile();
    session = openIndexSession(database);
  }

  function replaceFile(): void {
    database.close();
    if (file !== ':memory:') deleteIndexFiles(file);
    database = openIndexDatabase(file, edition);
  }

  /**
   * Damage found while running: start again from empty, and let the caller know that this answer failed. After any other failure the
   * statements are prepared anew, because libsql reports the error of a failed one once more when it is used again.
   */
  function guarded<T>(use: (session: IndexSession) => T): T {
    try {
      return use(session);
    } catch (error) {
      const isDamaged = isDamage(error);
      if (isDamaged) replaceFile();
      session = openIndexSession(database);
      if (isDamaged)
        throw new CatalogueError('unavailable', 'the search index was damaged and is being rebuilt');
      if (isOutOfReach(error)) {
        throw new CatalogueError('unavailable', 'the search index cannot be used at the moment');
      }
      throw error;
    }
  }

  /** Over a connection of its own and in steps, between which searches are answered from what there was before. */
  async function takeOver(built: string): Promise<void> {
    const isShared = file === ':memory:';
    let failure: unknown;
    try {
      const writing = isShared ? database : openIndexDatabase(file, edition);
      try {
        for (const _ of takeOverTables(writing, edition, built)) if (!isShared) await nextTurn();
      } finally {
        if (!isShared) writing.close();
      }
    } catch (error) {
      failure = error;
    }
    // Reading all rows anew takes a while too; a search that comes before does it.
    await nextTurn();
    guarded((open) => {
      if (failure !== undefined) throw failure;
      if (isShared) session = openIndexSession(database);
      else open.count();
    });
  }

  /** Whoever writes waits for it: waiting for the lock would hold the thread that is to give it back. */
  let takingOver: Promise<unknown> = Promise.resolve();
  function publish(built: string): Promise<void> {
    const published = takeOver(built);
    takingOver = published.catch(() => undefined);
    return published;
  }

  return {
    engine: 'embedded',
    search: async (query) => guarded((open) => open.search(query)),
    suggestTitles: async (typed, limit) => guarded((open) => open.suggestTitles(typed, limit)),
    vocabulary: async () => guarded((open) => open.vocabulary()),
    async apply(batch) {
      await takingOver;
      guarded((open) => open.apply(batch));
    },
    cursor: async () => guarded((open) => open.cursor()),
    history: async () => guarded((open) => open.history()),
    count: async () => guarded((open) => open.count()),
    rebuild: async () => guarded(() => openIndexBuild({ file, edition, publish })),
    async *fingerprints() {
      for (let after = 0; ; ) {
        const { last, found } = guarded((open) => open.fingerprintsAfter(after));
        yield* found;
        if (last === undefined) return;
        after = last;
      }
    },
    async erase() {
      await takingOver;
      return file === ':memory:' || eraseLeftOvers(file);
    },
    close: async () => {
      await takingOver;
      closeIndexDatabase(database);
    },
  };
}
