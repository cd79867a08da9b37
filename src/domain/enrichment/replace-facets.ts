import {
  type FacetError,
  type Facets,
  type FacetValues,
  type RepositoryFacetName,
  repositoryFacetNames,
} from './facets.ts';

/** What one reading says of the facets; a facet that it does not name was not asked for and stays as it is. */
export interface FacetReadings {
  facets: Partial<FacetValues>;
  failed: Partial<Record<RepositoryFacetName, string>>;
  unchanged: readonly RepositoryFacetName[];
}

/** Each facet for itself: a new value replaces the earlier one; one that failed leaves it, with why. */
export function replaceFacets(earlier: Facets, reading: FacetReadings, at: string): Facets {
  const unchanged = new Set(reading.unchanged);
  const facets: Record<string, unknown> = {};
  for (const name of repositoryFacetNames) {
    const before = earlier[name];
    const message = reading.failed[name];
    if (message !== undefined) {
      if (before !== undefined) facets[name] = { ...before, lastError: { at, message } satisfies FacetError };
    } else if (reading.facets[name] !== undefined) {
      facets[name] = { value: reading.facets[name], source: 'github', fetchedAt: at };
    } else if (before !== undefined && unchanged.has(name)) {
      facets[name] = { value: before.value, source: before.source, fetchedAt: at };
    } else if (before !== undefined) facets[name] = before;
  }
  return facets as Facets;
}

/** Facets that failed and have no earlier value to stand beside. */
export function failedWithoutValue(earlier: Facets, { failed }: FacetReadings): string[] {
  return repositoryFacetNames
    .filter((name) => failed[name] !== undefined && earlier[name] === undefined)
    .map((name) => `${name}: ${failed[name]}`);
}

/** Facets whose value is another one than before. Activity moves its end with every reading: only its counts are compared. */
export function changedFacets(before: Facets, after: Facets): RepositoryFacetName[] {
  const shown = (facets: Facets, name: RepositoryFacetName) =>
    JSON.stringify(name === 'activity' ? facets.activity?.value.commits : facets[name]?.value);
  return repositoryFacetNames.filter((name) => shown(before, name) !== shown(after, name));
}
