/** Facets that a search can be narrowed by and counts. Values are ids or codes; labels are looked up when shown. */
export const facetNames = [
  'kind',
  'organisation',
  'region',
  'service',
  'theme',
  'fund',
  'fundingPhase',
  'maturity',
  'licence',
  'language',
  'assetKind',
  'upkeep',
  'reuse',
] as const;
export type FacetName = (typeof facetNames)[number];
