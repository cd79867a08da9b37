import { CatalogueError } from '../../domain/errors.ts';
import type { SearchIndex } from '../../ports/search-index.ts';
import { deleteIndexFiles, isDamage, openIndexDatabase, recreateTables } from './open-index-database.ts';
import { type IndexSession, openIndexSession } from './open-index-session.ts';

/**
 * The search index that needs no server: SQLite FTS5 in a file of its own (":memory:" for none). Several processes may have it open.
 * A file of another version or a damaged one is replaced by an empty index with cursor 0, for the indexer to fill again.
 */
export async function openEmbeddedIndex({ file }: { file: string }): Promise<SearchIndex> {
  let database = openIndexDatabase(file);
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
    database = openIndexDatabase(file);
  }

  /** Damage found while running: start again from empty, and let the caller know that this answer failed. */
  function guarded<T>(use: (session: IndexSession) => T): T {
    try {
      return use(session);
    } catch (error) {
      if (isDamage(error)) {
        replaceFile();
        session = openIndexSession(database);
        throw new CatalogueError('unavailable', 'the search index was damaged and is being rebuilt');
      }
      if (
        /SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY)|locked/.test(
          String((error as { code?: string }).code ?? error),
        )
      ) {
        throw new CatalogueError('unavailable', 'the search index cannot be used at the moment');
      }
      throw error;
    }
  }

  return {
    engine: 'embedded',
    search: async (query) => guarded((open) => open.search(query)),
    suggestTitles: async (typed, limit) => guarded((open) => open.suggestTitles(typed, limit)),
    apply: async (batch) => guarded((open) => open.apply(batch)),
    cursor: async () => guarded((open) => open.cursor()),
    count: async () => guarded((open) => open.count()),
    reset: async () =>
      guarded(() => {
        recreateTables(database);
        session = openIndexSession(database);
      }),
    close: async () => {
      database.close();
    },
  };
}
