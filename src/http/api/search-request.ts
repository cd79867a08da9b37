import { z } from 'zod';
import { upkeepStates } from '../../domain/health/upkeep.ts';
import { HitKind } from '../../domain/ids.ts';
import { AssetKind, Maturity } from '../../domain/records/asset.ts';
import { FundingPhase } from '../../domain/records/evidence.ts';
import type { facetNames } from '../../domain/search/facets.ts';
import { checkNamedFilters, checkObservedValues, checkTermValues } from '../../use-cases/check-filters.ts';
import type { CatalogueSearch } from '../../use-cases/search-catalogue.ts';
import type { ApiServices } from './api-services.ts';
import {
  anyId,
  includeCapacity,
  paging,
  repeated,
  toUtc,
  typedText,
  updatedSince,
  upkeepFilter,
} from './parameters.ts';

/** What a search takes, in the API and on the page. */
export const SearchQuery = z.strictObject({
  q: typedText(500)
    .optional()
    .meta({
      description: 'What to look for; "phrases" and -words are understood',
      examples: ['housing repairs'],
    }),
  kind: repeated(HitKind, { example: 'asset' }),
  organisation: repeated(anyId, { description: 'Code or id; its predecessors are included', example: 'SWK' }),
  service: repeated(anyId, { description: 'LGSL id', example: '141' }),
  theme: repeated(anyId, { example: 'housing' }),
  region: repeated(typedText(60), { example: 'London' }),
  fund: repeated(anyId, { example: 'ldf-1-2m' }),
  fundingPhase: repeated(FundingPhase, { example: 'beta' }),
  maturity: repeated(Maturity, { example: 'live' }),
  licence: repeated(typedText(60), {
    description: 'Licence family as SPDX id, or none-found or unknown',
    example: 'MIT',
  }),
  language: repeated(typedText(60), { example: 'Ruby' }),
  assetKind: repeated(AssetKind, { example: 'product' }),
  upkeep: repeated(z.enum(upkeepStates), upkeepFilter),
  reuse: repeated(z.enum(['confirmed', 'claimed']), {
    description: 'confirmed: others have confirmed that they use it; claimed: somebody else says so',
    example: 'confirmed',
  }),
  updatedSince,
  include: includeCapacity,
  sort: z
    .enum(['relevance', 'newest', 'name', 'amount'])
    .default('relevance')
    .meta({ examples: ['relevance'] }),
  explain: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Say of each hit how it got its place: docs/ranking.md', examples: ['true'] }),
  ...paging,
});
export type SearchQuery = z.output<typeof SearchQuery>;

/** From valid parameters to a search. Errors: CatalogueError 'invalid' where a filter names what does not exist. */
export async function toCatalogueSearch(
  services: Pick<ApiServices, 'store' | 'directory'>,
  query: SearchQuery,
): Promise<CatalogueSearch> {
  const {
    q,
    kind,
    fundingPhase,
    maturity,
    licence,
    language,
    assetKind,
    upkeep,
    reuse,
    updatedSince: since,
    include,
    sort,
    explain,
    page,
    pageSize,
    ...named
  } = query;
  const filters = new Map<(typeof facetNames)[number], readonly string[]>(checkNamedFilters(services, named));
  const plain = {
    kind,
    fundingPhase,
    maturity,
    assetKind,
    upkeep,
    reuse,
    licence: await checkTermValues(services.store, 'asset', 'licence', licence),
    language: await checkObservedValues(services.directory, 'language', language),
  };
  for (const [name, values] of Object.entries(plain))
    if (values) filters.set(name as keyof typeof plain, values);
  return {
    text: q ?? '',
    filters,
    organisations: named.organisation ?? [],
    updatedSince: toUtc(since),
    includeCapacity: include === 'capacity',
    sort,
    explain: explain === 'true',
    offset: (page - 1) * pageSize,
    limit: pageSize,
  };
}
