import type { CatalogueRecord } from '../records/record.ts';
import { assetSearchDocument } from './asset-search-document.ts';
import { fundSearchDocument } from './fund-search-document.ts';
import { awardSearchDocument, projectSearchDocument } from './grant-search-documents.ts';
import type { SearchableRecord, SearchContext } from './search-context.ts';
import type { SearchDocument } from './search-document.ts';

/**
 * Whether a record is a hit of its own. A project of which nothing is known but its grant is not: its title is made from the grant, and
 * the award of the same id says as much.
 */
export function isSearchable(record: CatalogueRecord): boolean {
  if (record.kind !== 'project') return ['asset', 'award', 'fund'].includes(record.kind);
  const { id, titleBasis, problem, outcome, outputs, awards } = record.document;
  const saysNothing = titleBasis === 'made' && !problem && !outcome && outputs.length === 0;
  return !(saysNothing && awards.includes(id));
}

/** The one document of a record that every engine indexes. Notes for moderators and names of people stay out of it. */
export function toSearchDocument(record: SearchableRecord, context: SearchContext): SearchDocument {
  switch (record.kind) {
    case 'asset':
      return assetSearchDocument(record.document, record.updatedAt, context);
    case 'project':
      return projectSearchDocument(record.document, record.updatedAt, context);
    case 'award':
      return awardSearchDocument(record.document, record.updatedAt, context);
    case 'fund':
      return fundSearchDocument(record.document, record.updatedAt, context);
  }
}
