import { foldExact, parseQuery } from '../../src/domain/query.ts';
import { type FacetName, facetNames, type SearchDocument } from '../../src/domain/search-document.ts';
import { exactForms } from '../../src/domain/search-text.ts';
import type { SearchQuery } from '../../src/ports/search-index.ts';

type Fields = Partial<Omit<SearchDocument, 'text' | 'facets' | 'summary'>> & {
  title?: string;
  text?: Partial<SearchDocument['text']>;
  facets?: Partial<SearchDocument['facets']>;
  summary?: Partial<SearchDocument['summary']>;
};

/** A whole search document from what a test is about. */
export function aSearchDocument({
  title = 'A title',
  text,
  facets,
  summary,
  ...fields
}: Fields = {}): SearchDocument {
  const kind = fields.kind ?? 'asset';
  const empty = Object.fromEntries(facetNames.map((name) => [name, [] as string[]])) as Record<
    FacetName,
    string[]
  >;
  return {
    kind,
    id: foldExact(title).replaceAll(/[ /]/g, '-'),
    text: {
      title,
      names: '',
      repository: '',
      subjects: '',
      summary: '',
      organisations: '',
      technology: '',
      body: '',
      ...text,
    },
    facets: { ...empty, kind: [kind], ...facets },
    exact: exactForms([title]),
    tier: 2,
    capacity: false,
    updatedAt: '2026-01-01T00:00:00.000Z',
    summary: { title, summary: text?.summary ?? '', organisations: [], languages: [], ...summary },
    ...fields,
  };
}

/** A query as a search asks an engine, from what a person types. */
export function aSearchQuery(typed = '', fields: Partial<SearchQuery> = {}): SearchQuery {
  const { text, words, phrases, excluded, prefixLast } = parseQuery(typed);
  return {
    terms: words,
    phrases,
    excluded,
    prefixLast,
    exact: foldExact(text),
    filters: new Map(),
    includeCapacity: false,
    sort: 'relevance',
    offset: 0,
    limit: 20,
    facets: [],
    facetLimit: 20,
    ...fields,
  };
}
