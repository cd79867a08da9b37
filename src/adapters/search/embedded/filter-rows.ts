import { HitKind } from '../../../domain/ids.ts';
import type { FacetName } from '../../../domain/search/facets.ts';
import type { SearchQuery } from '../../../ports/search-index.ts';
import type { RowTable } from './row-table.ts';

export interface FilteredRows {
  rows: Uint32Array;
  facets: Partial<Record<FacetName, { value: string; count: number }[]>>;
}

interface ActiveFilter {
  name: FacetName;
  setOf: Uint32Array;
  allowed: Uint8Array;
}

function readFilters(table: RowTable, query: SearchQuery): ActiveFilter[] {
  return [...query.filters]
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => {
      const column = table.columns[name];
      return { name, setOf: column.setOf, allowed: column.setsWith(values) };
    });
}

/** The rows that answer and that everything but the filters allows. */
function withoutFilters(table: RowTable, answers: Uint8Array, query: SearchQuery): Uint32Array {
  const { state, updatedMs } = table;
  const since = query.updatedSince === undefined ? Number.NEGATIVE_INFINITY : Date.parse(query.updatedSince);
  const greatestState = query.includeCapacity ? 2 : 1;
  const rows = new Uint32Array(table.count());
  let kept = 0;
  for (let row = 1; row < answers.length; row += 1) {
    if (answers[row] === 0 || (state[row] as number) > greatestState) continue;
    if ((updatedMs[row] as number) >= since) rows[kept++] = row;
  }
  return rows.subarray(0, kept);
}

const kindOfAward = HitKind.options.indexOf('award');

/**
 * One row of each group: the award where money is asked for, else the other. Those that the filter on kinds refuses do not take the
 * place of one that it allows.
 */
function findShown(
  table: RowTable,
  rows: Uint32Array,
  isAllowed: (row: number) => boolean,
  showsAward: boolean,
): (row: number) => boolean {
  const { groupOf, kind } = table;
  const shown = new Uint32Array(table.groupCount());
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const group = groupOf[row] as number;
    if (group === 0 || !isAllowed(row)) continue;
    if (shown[group] === 0 || (kind[row] === kindOfAward) === showsAward) shown[group] = row;
  }
  return (row) => {
    const other = shown[groupOf[row] as number] as number;
    return other === 0 || other === row || groupOf[row] === 0 || !isAllowed(row);
  };
}

function addCounts(counts: Uint32Array, setOf: Uint32Array, rows: ArrayLike<number>): void {
  for (let at = 0; at < rows.length; at += 1) {
    const set = setOf[rows[at] as number] as number;
    counts[set] = (counts[set] as number) + 1;
  }
}

/**
 * Keeps the rows that all filters allow, one of each group; each facet is counted over them and the rows that its own filter alone
 * refuses. A kind's count takes both of a group, because asking for the kind finds it.
 */
export function filterRows(table: RowTable, answers: Uint8Array, query: SearchQuery): FilteredRows {
  const filters = readFilters(table, query);
  const answering = withoutFilters(table, answers, query);
  const ofKind = filters.find(({ name }) => name === 'kind');
  const isShown = findShown(
    table,
    answering,
    (row) => ofKind === undefined || ofKind.allowed[ofKind.setOf[row] as number] === 1,
    query.asked.purpose === 'money' || query.sort === 'amount',
  );
  const refusedOnlyBy = new Map(filters.map(({ name }) => [name, [] as number[]]));
  const hidden: number[] = [];
  const rows = answering.filter((row) => {
    const refusing =
      filters.length === 0 ? [] : filters.filter(({ setOf, allowed }) => allowed[setOf[row] as number] === 0);
    const shown = isShown(row);
    if (refusing.length === 1 && refusing[0] && (shown || refusing[0].name === 'kind')) {
      refusedOnlyBy.get(refusing[0].name)?.push(row);
    }
    if (refusing.length === 0 && !shown) hidden.push(row);
    return refusing.length === 0 && shown;
  });
  const facets: FilteredRows['facets'] = {};
  for (const name of query.facets) {
    const column = table.columns[name];
    const counts = new Uint32Array(column.setCount());
    addCounts(counts, column.setOf, rows);
    addCounts(counts, column.setOf, refusedOnlyBy.get(name) ?? []);
    if (name === 'kind') addCounts(counts, column.setOf, hidden);
    facets[name] = column.mostFrequent(counts, query.facetLimit);
  }
  return { rows, facets };
}
