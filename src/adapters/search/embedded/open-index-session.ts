import { CatalogueError } from '../../../domain/errors.ts';
import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { isTextQuery } from '../../../domain/search/points.ts';
import { goalOf } from '../../../domain/search/ranking-signals.ts';
import type {
  IndexedFingerprint,
  SearchAnswer,
  SearchIndex,
  SearchQuery,
  SortOrder,
} from '../../../ports/search-index.ts';
import { buildHighlighter } from '../highlight-texts.ts';
import { buildExplainer } from './explain-rows.ts';
import { filterRows } from './filter-rows.ts';
import { prepareNamedFinder } from './find-named-rows.ts';
import { buildMatcher, type Matcher } from './match-rows.ts';
import type { IndexDatabase } from './open-index-database.ts';
import { openPostings } from './open-postings.ts';
import { buildRanking, rankRows } from './rank-rows.ts';
import { prepareFingerprintReader } from './read-fingerprints.ts';
import { prepareHitReader } from './read-hits.ts';
import { readVocabulary } from './read-vocabulary.ts';
import { buildRowOrders, type RowOrder } from './row-orders.ts';
import { loadRowTable, type RowTable } from './row-table.ts';
import { prepareTitleSuggester } from './suggest-titles.ts';
import { prepareWriter } from './write-documents.ts';

/** An open database with what is kept of it in memory. Synchronous: nothing comes between the steps of a search. */
export interface IndexSession {
  search(query: SearchQuery): SearchAnswer;
  suggestTitles(typed: string, limit: number): Awaited<ReturnType<SearchIndex['suggestTitles']>>;
  apply(batch: Parameters<SearchIndex['apply']>[0]): void;
  vocabulary(): ReadonlyMap<string, number>;
  cursor(): number;
  history(): string | undefined;
  count(): number;
  /** Those of some hundred rows; `last` is where to go on, undefined at the end. */
  fingerprintsAfter(row: number): { last?: number; found: IndexedFingerprint[] };
}

export function openIndexSession(database: IndexDatabase): IndexSession {
  const postings = openPostings(database, () => table);
  const write = prepareWriter(database);
  const hitReader = prepareHitReader(database);
  const suggest = prepareTitleSuggester(database, postings);
  const findNamed = prepareNamedFinder(database);
  const dataVersion = database.prepare('pragma data_version');
  const fingerprintsAfter = prepareFingerprintReader(database);
  const findExact = database.prepare('select group_concat(row) as rows from exact_forms where form = ?');
  const readCursor = database.prepare('select cursor, history from position');
  let seenVersion = -1;
  let table: RowTable;
  let orders: (sort: SortOrder) => RowOrder;
  let matchRows: Matcher;
  let words: ReadonlyMap<string, number> | undefined;

  function rowsChanged(): void {
    postings.forget();
    hitReader.forget();
    orders = buildRowOrders(database, table.size());
    matchRows = buildMatcher(postings, table);
    words = undefined;
  }

  /** Reads all rows again when another process has written since. */
  function refresh(): void {
    const { data_version: version } = dataVersion.get() as { data_version: number };
    if (version === seenVersion) return;
    table = loadRowTable(database);
    rowsChanged();
    seenVersion = version;
  }

  function readPosition(): { cursor: number; history: string | null } {
    const [position] = readCursor.all() as { cursor: number; history: string | null }[];
    return position ?? { cursor: 0, history: null };
  }

  /** One snapshot for all statements of a read, whatever another process writes meanwhile. */
  function reading<T>(read: () => T): T {
    database.exec('begin');
    try {
      refresh();
      return read();
    } finally {
      database.exec('commit');
    }
  }

  /** The rows of the first form that some record has. */
  function exactRows({ exact, exactForms = [exact] }: UnderstoodQuery): number[] {
    for (const form of exactForms.filter((one) => one !== '')) {
      const { rows } = findExact.get(form) as { rows: string | null };
      if (rows !== null) return rows.split(',').map(Number);
    }
    return [];
  }

  function search(query: SearchQuery): SearchAnswer {
    const { asked } = query;
    const hasText = isTextQuery(asked);
    const exact = hasText ? exactRows(asked) : [];
    const matches = matchRows(asked, exact);
    const { rows, facets } = filterRows(table, matches.answers, query);
    const order = orders(query.sort);
    const isRanked = query.sort === 'relevance' && (hasText || asked.organisations.length > 0);
    const ranking =
      isRanked || query.explain
        ? buildRanking(table, matches, exact, findNamed(asked, matches.weights), goalOf(asked), order)
        : undefined;
    const page = rankRows(rows, order, query, isRanked ? ranking : undefined);
    const explainer =
      query.explain && ranking ? buildExplainer(table, postings, asked, matches, ranking) : undefined;
    const hits = hitReader.read(page, hasText ? buildHighlighter(asked) : undefined, explainer);
    return { total: rows.length, hits, facets };
  }

  function vocabulary(): ReadonlyMap<string, number> {
    words ??= readVocabulary(database);
    return words;
  }

  reading(() => undefined);
  return {
    search: (query) => reading(() => search(query)),
    suggestTitles: (typed, limit) => reading(() => suggest(typed, limit, table, orders('relevance').rankOf)),
    apply(batch) {
      database.exec('begin immediate');
      let written: ReturnType<typeof write>;
      try {
        refresh();
        // Another process put an index in its place that was made before what this batch goes on from.
        if (readPosition().cursor < (batch.after ?? 0)) {
          throw new CatalogueError('stale', 'the search index was made anew meanwhile');
        }
        written = write(batch);
        database.exec('commit');
      } catch (error) {
        database.exec('rollback');
        throw error;
      }
      for (const row of written.removed) table.remove(row);
      for (const facts of written.put) table.set(facts);
      if (written.removed.length + written.put.length > 0) rowsChanged();
    },
    vocabulary: () => reading(vocabulary),
    cursor: () => readPosition().cursor,
    history: () => readPosition().history ?? undefined,
    count: () => reading(() => table.count()),
    fingerprintsAfter,
  };
}
