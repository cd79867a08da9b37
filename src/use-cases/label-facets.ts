import type { FacetName } from '../domain/search/facets.ts';
import type { Directory } from './open-directory.ts';

export interface LabelledFacetValue {
  value: string;
  label: string;
  count: number;
}

const words: Readonly<Record<string, string>> = {
  'none-found': 'No licence found',
  unknown: 'Licence unknown',
  'data-standard': 'Data standard',
  'case-study': 'Case study',
};

const upkeepWords: Readonly<Record<string, string>> = {
  active: 'Changed within a year',
  quiet: 'Changed one to two years ago',
  untouched: 'Not changed for two years',
  archived: 'Archived',
  gone: 'Private or gone',
  unknown: 'Not known',
};

function inWords(value: string): string {
  return words[value] ?? `${value.slice(0, 1).toUpperCase()}${value.slice(1)}`;
}

/** Values of a facet with the words people read: names of bodies, services, funds and themes; licences and languages as they are. */
export function labelFacets(
  directory: Directory,
  facets: Partial<Record<FacetName, { value: string; count: number }[]>>,
): Partial<Record<FacetName, LabelledFacetValue[]>> {
  const labelOf: Partial<Record<FacetName, (value: string) => string>> = {
    organisation: (value) => directory.organisation(value)?.title ?? value,
    service: (value) => directory.service(value)?.title ?? value,
    fund: (value) => directory.fund(value)?.title ?? value,
    theme: (value) => directory.themeLabel(value) ?? value,
    region: (value) => value,
    language: (value) => value,
    licence: (value) => words[value] ?? value,
    reuse: (value) => (value === 'confirmed' ? 'Confirmed by users' : 'Claimed, not confirmed'),
    upkeep: (value) => upkeepWords[value] ?? value,
  };
  return Object.fromEntries(
    Object.entries(facets).map(([name, values]) => {
      const label = labelOf[name as FacetName] ?? inWords;
      return [name, values.map(({ value, count }) => ({ value, label: label(value), count }))];
    }),
  );
}
