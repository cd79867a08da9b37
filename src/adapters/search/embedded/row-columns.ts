import { type FacetName, facetNames } from '../../../domain/search/facets.ts';
import type { SearchDocument } from '../../../domain/search/search-document.ts';

/** What rows can be narrowed by: the facets that a search names, and what only an understood query asks for. */
export const columnNames = [...facetNames, 'adopter', 'year'] as const;
export type ColumnName = FacetName | 'adopter' | 'year';

/** The values of a document by column, in their order. */
export function columnValues({ facets, adopters, years }: SearchDocument): string[][] {
  return [...facetNames.map((name) => facets[name]), adopters, years.map(String)];
}
