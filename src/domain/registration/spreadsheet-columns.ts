import { foldWords } from '../query/query.ts';

/** Columns of a spreadsheet of registrations, with other headings for the same. */
const headings: Record<string, readonly string[]> = {
  url: ['address', 'link', 'repository', 'repo', 'web address'],
  title: ['name'],
  assetKind: ['asset kind', 'kind', 'type', 'asset type'],
  summary: ['short description', 'about'],
  organisation: ['organization', 'council', 'authority', 'owner', 'lead'],
  services: ['service', 'lgsl', 'lgsl id', 'lgsl ids', 'services lgsl'],
  licence: ['license'],
  maturity: ['status', 'stage'],
  contact: ['mailbox', 'contact mailbox'],
  homepage: ['home page', 'website'],
  demo: [],
  documentation: ['docs'],
  description: [],
};
const lists: ReadonlySet<string> = new Set(['services']);

export const spreadsheetColumns = Object.keys(headings);

const fieldOf = new Map(
  Object.entries(headings).flatMap(([field, others]) =>
    [field, ...others].map((heading) => [foldWords(heading).join(' '), field]),
  ),
);

/** Which field each column is; undefined for those that mean nothing here, and for a second column of a field. */
export function readHeader(columns: readonly string[]): (string | undefined)[] {
  const taken = new Set<string>();
  return columns.map((heading) => {
    const field = fieldOf.get(foldWords(heading).join(' '));
    if (field === undefined || taken.has(field)) return undefined;
    taken.add(field);
    return field;
  });
}

/** A row as the body of a registration, as far as its cells are filled. */
export function toBody(
  fields: readonly (string | undefined)[],
  values: readonly string[],
): Record<string, unknown> {
  const filled = fields.flatMap((field, at): [string, unknown][] => {
    const value = values[at]?.trim() ?? '';
    if (field === undefined || value === '') return [];
    return [[field, lists.has(field) ? value.split(/[;,\s]+/).filter(Boolean) : toWord(field, value)]];
  });
  return Object.fromEntries(filled);
}

/** Kinds and maturities are words of a list, however they are written. */
function toWord(field: string, value: string): string {
  return field === 'assetKind' || field === 'maturity' ? value.toLowerCase().replace(/\s+/g, '-') : value;
}
