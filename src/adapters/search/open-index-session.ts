import type { SearchAnswer, SearchIndex, SearchQuery, SortOrder } from '../../ports/search-index.ts';
import { filterRows } from './filter-rows.ts';
import { buildHighlighter } from './highlight-texts.ts';
import { buildMatcher, type Matcher } from './match-rows.ts';
import type { IndexDatabase } from './open-index-database.ts';
import { openPostings } from './open-postings.ts';
import { rankRows } from './rank-rows.ts';
import { prepareHitReader } from './read-hits.ts';
import { buildRowOrders, type RowOrder } from './row-orders.ts';
import { loadRowTable, type RowTable } from './row-table.ts';
import { prepareTitleSuggester } from './suggest-titles.ts';
import { prepareWriter } from './write-documents.ts';

/** An open database with what is kept of it in memory. Synchronous: nothing comes between the steps of a search. */
export interface IndexSession {
  search(query: SearchQuery): SearchAnswer;
  suggestTitles(typed: string, limit: number): Awaited<ReturnType<SearchIndex['suggestTitles']>>;
  apply(batch: Parameters<SearchIndex['apply']>[0]): void;
  cursor(): number;
  count(): number;
}

export function openIndexSession(database: IndexDatabase): IndexSession {
  const postings = openPostings(database, () => table);
  const write = prepareWriter(database);
  const readHits = prepareHitReader(database);
  const suggest = prepareTitleSuggester(database, postings);
  const dataVersion = database.prepare('pragma data_version');
  const findExact = database.prepare('select group_concat(row) as rows from exact_forms where form = ?');
  const readCursor = database.prepare('select cursor from position');
  let seenVersion = -1;
  let table: RowTable;
  let orders: (sort: SortOrder) => RowOrder;
  let matchRows: Matcher;

  function rowsChanged(): void {
    postings.forget();
    orders = buildRowOrders(database, table.size());
    matchRows = buildMatcher(postings, table.state, table.size());
  }

  /** Reads all rows again when another process has written since. */
  function refresh(): void {
    const { data_version: version } = dataVersion.get() as { data_version: number };
    if (version === seenVersion) return;
    table = loadRowTable(database);
    rowsChanged();
    seenVersion = version;
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

  function exactRows(form: string): number[] {
    if (form === '') return [];
    const { rows } = findExact.get(form) as { rows: string | null };
    return rows === null ? [] : rows.split(',').map(Number);
  }

  function search(query: SearchQuery): SearchAnswer {
    const exact = query.terms.length + query.phrases.length > 0 ? exactRows(query.exact) : [];
    const matches = matchRows(query, exact);
    const { rows, facets } = filterRows(table, matches.answers, query);
    const page = rankRows(table, rows, matches, exact, orders(query.sort), query);
    const hasText = query.terms.length + query.phrases.length > 0;
    const hits = readHits(page, hasText ? buildHighlighter(query) : undefined);
    return { total: rows.length, hits, facets };
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
    cursor: () => (readCursor.get() as { cursor: number }).cursor,
    count: () => reading(() => table.count()),
  };
}
