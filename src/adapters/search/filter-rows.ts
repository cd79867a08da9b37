import type { FacetName } from '../../domain/search-document.ts';
import type { SearchQuery } from '../../ports/search-index.ts';
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
      const column = table.facets[name];
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

function addCounts(counts: Uint32Array, setOf: Uint32Array, rows: ArrayLike<number>): void {
  for (let at = 0; at < rows.length; at += 1) {
    const set = setOf[rows[at] as number] as number;
    counts[set] = (counts[set] as number) + 1;
  }
}

/** Keeps the rows that all filters allow; each facet is counted over them and the rows that its own filter alone refuses. */
export function filterRows(table: RowTable, answers: Uint8Array, query: SearchQuery): FilteredRows {
  const filters = readFilters(table, query);
  const answering = withoutFilters(table, answers, query);
  const refusedOnlyBy = new Map(filters.map(({ name }) => [name, [] as number[]]));
  let rows = answering;
  if (filters.length > 0) {
    rows = answering.filter((row) => {
      const refusing = filters.filter(({ setOf, allowed }) => allowed[setOf[row] as number] === 0);
      if (refusing.length === 1 && refusing[0]) refusedOnlyBy.get(refusing[0].name)?.push(row);
      return refusing.length === 0;
    });
  }
  const facets: FilteredRows['facets'] = {};
  for (const name of query.facets) {
    const column = table.facets[name];
    const counts = new Uint32Array(column.setCount());
    addCounts(counts, column.setOf, rows);
    addCounts(counts, column.setOf, refusedOnlyBy.get(name) ?? []);
    facets[name] = column.mostFrequent(counts, query.facetLimit);
  }
  return { rows, facets };
}
