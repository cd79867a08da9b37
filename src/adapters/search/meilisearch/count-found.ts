import { HitKind } from '../../../domain/ids.ts';
import type { FacetName } from '../../../domain/search/facets.ts';
import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { facetsTogether, mostFrequent } from './facet-filters.ts';
import { mayGroup, showsAward } from './group-filters.ts';
import type { KnownRecords } from './keep-records.ts';
import type { RecordTable } from './record-table.ts';

type Rows = readonly number[];

/** By number of a group: how many of the rows are in it. */
function countGroups({ groups, groupNames }: RecordTable, rows: Rows): Uint32Array {
  const counts = new Uint32Array(groupNames.length);
  for (const row of rows) counts[groups[row] as number] = (counts[groups[row] as number] as number) + 1;
  counts[0] = 0;
  return counts;
}

function countKinds({ natureOf, natures }: RecordTable, rows: Rows): { value: string; count: number }[] {
  const counts = new Uint32Array(natures.length);
  for (const row of rows) counts[natureOf[row] as number] = (counts[natureOf[row] as number] as number) + 1;
  return HitKind.options
    .map((kind) => ({
      value: kind,
      count: natures.reduce((sum, one, at) => sum + (one.kind === kind ? (counts[at] as number) : 0), 0),
    }))
    .filter(({ count }) => count > 0);
}

/** By number of a facet's value: how many of the rows have it. */
function countValues({ values, starts, occurrences }: RecordTable, rows: Rows): Uint32Array {
  const counts = new Uint32Array(occurrences.length);
  for (const row of rows) {
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at += 1) {
      const value = values[at] as number;
      counts[value] = (counts[value] as number) + 1;
    }
  }
  return counts;
}

/** What is shown of all that answers, facets counted: each with every filter but its own. */
export function countFound(
  query: SearchQuery,
  { table, rows: found }: KnownRecords,
): { shown: number[]; facets: SearchAnswer['facets'] } {
  const { values, starts, groups, isAward } = table;
  const inGroup = mayGroup(query) ? countGroups(table, found) : undefined;
  const hidesAwards = !showsAward(query);
  const filters = [...query.filters]
    .filter(([, wanted]) => wanted.length > 0)
    .map(([name, wanted]) => ({
      name,
      numbers: new Set(wanted.flatMap((value) => table.valuesOf(name).get(value) ?? [])),
    }));

  function hasOneOf(row: number, numbers: ReadonlySet<number>): boolean {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      if (numbers.has(values[at] as number)) return true;
    }
    return false;
  }

  function passing(except?: FacetName): Rows {
    const others = filters.filter(({ name }) => name !== except);
    if (others.length === 0) return found;
    return found.filter((row) => others.every(({ numbers }) => hasOneOf(row, numbers)));
  }

  /** Not where the other of its group is shown. */
  function shownOf(rows: Rows): number[] {
    if (inGroup === undefined) return [...rows];
    return rows.filter(
      (row) => (inGroup[groups[row] as number] as number) < 2 || isAward[row] !== hidesAwards,
    );
  }

  function count(rows: Rows, names: readonly FacetName[]): SearchAnswer['facets'] {
    if (names.length === 0) return {};
    const counts = countValues(table, rows);
    return Object.fromEntries(
      names.map((name) => {
        const held: { value: string; count: number }[] = [];
        for (const [value, number] of table.valuesOf(name)) {
          const count = counts[number] as number;
          if (count > 0) held.push({ value, count });
        }
        return [name, mostFrequent(held, query.facetLimit)];
      }),
    );
  }

  const facets: SearchAnswer['facets'] = {};
  for (const { facets: names, but } of facetsTogether(query)) {
    const rows = passing(but);
    const others = names.filter((name) => name !== 'kind');
    // Asking for a kind finds it either way.
    if (names.includes('kind')) facets.kind = mostFrequent(countKinds(table, rows), query.facetLimit);
    Object.assign(facets, count(shownOf(rows), others));
  }
  return { shown: shownOf(passing()), facets };
}
