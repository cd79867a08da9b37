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

/** What is shown of all that answers, facets counted: each with every filter but its own. */
export function countFound(
  query: SearchQuery,
  { table, rows: found }: KnownRecords,
): { shown: Rows; facets: SearchAnswer['facets'] } {
  const { groups, isAward, valuesOf } = table;
  const inGroup = mayGroup(query) ? countGroups(table, found) : undefined;
  const hidesAwards = !showsAward(query);
  const filters = [...query.filters]
    .filter(([, wanted]) => wanted.length > 0)
    .map(([name, wanted]) => ({
      name,
      numbers: new Set(wanted.flatMap((value) => valuesOf[name].numberOf(value) ?? [])),
    }));

  function passing(except?: FacetName): Rows {
    const others = filters.filter(({ name }) => name !== except);
    if (others.length === 0) return found;
    return found.filter((row) => others.every(({ name, numbers }) => valuesOf[name].hasOneOf(row, numbers)));
  }

  /** Not where the other of its group is shown. */
  function shownOf(rows: Rows): Rows {
    if (inGroup === undefined) return rows;
    return rows.filter(
      (row) => (inGroup[groups[row] as number] as number) < 2 || isAward[row] !== hidesAwards,
    );
  }

  const everything = shownOf(passing());
  const facets: SearchAnswer['facets'] = {};
  for (const { facets: names, but } of facetsTogether(query)) {
    const rows = passing(but);
    const shown = but === undefined ? everything : shownOf(rows);
    for (const name of names) {
      // Asking for a kind finds it either way.
      const counts = valuesOf[name].count(name === 'kind' ? rows : shown);
      facets[name] = mostFrequent(counts, query.facetLimit);
    }
  }
  return { shown: everything, facets };
}
