import { foldExact } from '../../src/domain/query/query.ts';
import { readPlainQuery } from '../../src/domain/query/read-plain-query.ts';
import type { UnderstoodQuery } from '../../src/domain/query/understood-query.ts';
import { type FacetName, facetNames } from '../../src/domain/search/facets.ts';
import type { SearchDocument } from '../../src/domain/search/search-document.ts';
import { exactForms } from '../../src/domain/search/search-text.ts';
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
    originals: [],
    signals: [],
    adopters: [],
    years: [],
    capacity: false,
    updatedAt: '2026-01-01T00:00:00.000Z',
    summary: { title, summary: text?.summary ?? '', organisations: [], languages: [], ...summary },
    ...fields,
  };
}

/** A query as a search asks an engine, from what a person types: its words as they are, with what `asked` says besides. */
export function aSearchQuery(
  typed = '',
  { asked, ...fields }: Partial<Omit<SearchQuery, 'asked'>> & { asked?: Partial<UnderstoodQuery> } = {},
): SearchQuery {
  return {
    asked: { ...readPlainQuery(typed), ...asked },
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
