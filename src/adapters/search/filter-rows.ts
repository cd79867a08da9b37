import type { FacetName } from '../../domain/search-document.ts';
import type { SearchQuery } from '../../ports/search-index.ts';
import type { FacetColumn } from './facet-column.ts';
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

/** The most frequent values of the counted sets. */
function mostFrequent(
  column: FacetColumn,
  countBySet: Uint32Array,
  limit: number,
): { value: string; count: number }[] {
  const counts = new Map<number, number>();
  countBySet.forEach((count, set) => {
    if (count === 0) return;
    for (const code of column.sets[set] ?? []) counts.set(code, (counts.get(code) ?? 0) + count);
  });
  return [...counts]
    .map(([code, count]) => ({ value: column.values[code] as string, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}

/** Keeps the rows that all filters allow, and counts each facet over the rows that all filters but its own allow, in one pass. */
export function filterRows(table: RowTable, answers: Uint8Array, query: SearchQuery): FilteredRows {
  const filters: ActiveFilter[] = [...query.filters]
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => ({
      name,
      setOf: table.facets[name].setOf,
      allowed: table.facets[name].setsWith(values),
    }));
  const counted = query.facets.map((name) => ({
    filter: filters.findIndex((filter) => filter.name === name),
    setOf: table.facets[name].setOf,
    counts: new Uint32Array(table.facets[name].sets.length),
  }));
  const since = query.updatedSince === undefined ? Number.NEGATIVE_INFINITY : Date.parse(query.updatedSince);
  const greatestState = query.includeCapacity ? 2 : 1;
  const rows = new Uint32Array(table.count());
  let kept = 0;
  for (let row = 1; row < answers.length; row += 1) {
    if (answers[row] === 0 || (table.state[row] as number) > greatestState) continue;
    if ((table.updatedMs[row] as number) < since) continue;
    let refusals = 0;
    let refusedBy = -1;
    for (let at = 0; at < filters.length; at += 1) {
      const { setOf, allowed } = filters[at] as ActiveFilter;
      if (allowed[setOf[row] as number] === 0) {
        refusals += 1;
        refusedBy = at;
      }
    }
    if (refusals > 1) continue;
    if (refusals === 0) rows[kept++] = row;
    for (const facet of counted) {
      if (refusals === 0 || facet.filter === refusedBy) {
        const set = facet.setOf[row] as number;
        facet.counts[set] = (facet.counts[set] as number) + 1;
      }
    }
  }
  const facets: FilteredRows['facets'] = {};
  query.facets.forEach((name, index) => {
    const counts = counted[index]?.counts;
    if (counts) facets[name] = mostFrequent(table.facets[name], counts, query.facetLimit);
  });
  return { rows: rows.subarray(0, kept), facets };
}
