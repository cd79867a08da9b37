import type { FacetName } from '../../../domain/search/facets.ts';
import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { allOf, type Filter, isOneOf } from './filter-expressions.ts';

/** All filters but the one on a facet. */
export function filtersBut({ filters }: SearchQuery, except?: FacetName): Filter {
  return allOf(
    ...[...filters].map(([name, values]) =>
      name === except || values.length === 0 ? true : isOneOf(name, values),
    ),
  );
}

/** The facets that are counted together: those that nothing filters by, and each of the others by itself. */
export function facetsTogether({ facets, filters }: SearchQuery): { facets: FacetName[]; but?: FacetName }[] {
  const isFiltered = (name: FacetName) => (filters.get(name) ?? []).length > 0;
  return [
    { facets: facets.filter((name) => !isFiltered(name)) },
    ...facets.filter(isFiltered).map((name) => ({ facets: [name], but: name })),
  ];
}

export type FacetCounts = Partial<Record<FacetName, Readonly<Record<string, number>>>>;

type Counted = { value: string; count: number };

export function mostFrequent(values: Counted[], limit: number): Counted[] {
  const counts = Float64Array.from(values, ({ count }) => count).sort();
  // Of hundreds only those that may be among the first are put in order.
  const least = counts[counts.length - limit] ?? 0;
  return values
    .filter(({ count }) => count >= least)
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, limit);
}

/** Most frequent first, without those that are hidden behind another hit. */
export function toFacets(
  { facets, facetLimit }: SearchQuery,
  counted: FacetCounts,
  hidden: FacetCounts,
): SearchAnswer['facets'] {
  return Object.fromEntries(
    facets.map((name) => {
      // Asking for a kind finds it either way.
      const less = name === 'kind' ? undefined : hidden[name];
      const values: Counted[] = [];
      for (const [value, found] of Object.entries(counted[name] ?? {})) {
        const count = found - (less?.[value] ?? 0);
        if (count > 0) values.push({ value, count });
      }
      return [name, mostFrequent(values, facetLimit)];
    }),
  );
}
