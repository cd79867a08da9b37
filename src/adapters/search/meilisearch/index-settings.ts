import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { facetNames } from '../../../domain/search/facets.ts';
import { kindFactors, signalFactors } from '../../../domain/search/ranking-signals.ts';
import { textFieldWeights } from '../../../domain/search/search-document.ts';
import type { MatchedAttributes } from './index-document.ts';
import type { TermFinder } from './term-finder.ts';

/** Raised when documents are shaped otherwise, so that indexes of the earlier shape are made anew. */
const documentShape = 2;

const matched: (keyof MatchedAttributes | 'key')[] = [
  ...(['key', 'state', 'held', 'weighty', 'adopter', 'year'] as const),
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
    ...['key', 'tag', 'traits', 'basis', 'words', 'shown', 'fingerprint'],
    ...['cursor', 'edition', 'stamp'],
  ],
  searchableAttributes: ['name'],
  filterableAttributes: [...facetNames, ...matched],
  sortableAttributes: orders,
  rankingRules: ['sort'],
  typoTolerance: { enabled: false },
  faceting: { maxValuesPerFacet: noLimit, sortFacetValuesBy: { '*': 'count' } },
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
