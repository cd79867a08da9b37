import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { facetNames } from '../../../domain/search/facets.ts';
import { kindFactors, signalFactors } from '../../../domain/search/ranking-signals.ts';
import { textFieldWeights } from '../../../domain/search/search-document.ts';
import type { MatchedAttributes } from './index-document.ts';
import type { TermFinder } from './term-finder.ts';

/** Raised when documents are shaped otherwise, so that indexes of the earlier shape are made anew. */
const documentShape = 3;

const matched: (keyof MatchedAttributes | 'key' | 'tag')[] = [
  ...(['key', 'tag', 'state', 'held', 'weighty', 'adopter', 'year'] as const),
  ...(['group', 'amount', 'updated', 'length'] as const),
];
const orders: (keyof MatchedAttributes | 'key')[] = [
  ...(['tier', 'updated', 'name', 'key', 'amount'] as const),
  ...(['worthNeed', 'worthMoney', 'worthUse'] as const),
];

/** Above any number of words, values or hits that an index can have: nothing is cut off silently. */
const noLimit = 10_000_000;

/**
 * Documents are found by conditions and put in order by the rules that all engines share, so that Meilisearch neither corrects words nor
 * stems, expands or ranks them by itself: docs/decisions/0007-meilisearch.md.
 */
export const indexSettings = {
  displayedAttributes: [
    ...['key', 'tag', 'traits', 'weights', 'words', 'shown', 'fingerprint'],
    ...['cursor', 'edition', 'stamp'],
  ],
  searchableAttributes: ['name'],
  filterableAttributes: [...facetNames, ...matched],
  sortableAttributes: orders,
  rankingRules: ['sort'],
  typoTolerance: { enabled: false },
  // All values are read, and sorted here. By their letters, Meilisearch reads them from the documents where few (up to 3,000) answer.
  faceting: { maxValuesPerFacet: noLimit, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: noLimit },
  // Neither texts nor facet values are searched by their letters.
  proximityPrecision: 'byAttribute',
  prefixSearch: 'disabled',
  facetSearch: false,
} satisfies Settings;

/** Names the settings, the terms, and the shape of documents with the numbers in them: an index with another one is made anew. */
export function editionOf({ names }: TermFinder): string {
  return createHash('sha1')
    .update(
      JSON.stringify([documentShape, indexSettings, names, textFieldWeights, kindFactors, signalFactors]),
    )
    .digest('base64url');
}
