import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HitKind } from '../../domain/ids.ts';
import { AssetKind, Maturity } from '../../domain/records/asset.ts';
import { FundingPhase } from '../../domain/records/evidence.ts';
import type { facetNames } from '../../domain/search/facets.ts';
import { checkNamedFilters, checkTermValues } from '../../use-cases/check-filters.ts';
import { labelFacets } from '../../use-cases/label-facets.ts';
import { searchCatalogue } from '../../use-cases/search-catalogue.ts';
import { suggest } from '../../use-cases/suggest.ts';
import { sendAnswer, toEtag } from '../answer.ts';
import { problemResponses } from '../problems.ts';
import { takeTurns } from '../take-turns.ts';
import type { ApiServices } from './api-services.ts';
import { pageLinks } from './page-links.ts';
import { anyId, includeCapacity, paging, repeated, toUtc, typedText, updatedSince } from './parameters.ts';
import { SearchAnswer, Suggestions } from './search-answers.ts';
import { showHit } from './show-hit.ts';

const SearchQuery = z.strictObject({
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

export async function registerSearch(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const preHandler = takeTurns();

  app.get(
    '/search',
    {
      preHandler,
      schema: {
        operationId: 'search',
        tags: ['search'],
        summary: 'Search assets, projects, awards and funds',
        description:
          'All words first, then fewer. A repeated filter means any of its values; different filters all hold. Planning-capacity awards are left out unless asked for.',
        querystring: SearchQuery,
        response: {
          200: {
            description: 'A page of hits with facets',
            content: { 'application/json': { schema: SearchAnswer } },
          },
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const startedAt = performance.now();
      const {
        q,
        kind,
        fundingPhase,
        maturity,
        licence,
        language,
        assetKind,
        updatedSince: since,
        include,
        sort,
        explain,
        page,
        pageSize,
        ...named
      } = request.query;
      const filters = new Map<(typeof facetNames)[number], readonly string[]>(
        checkNamedFilters(services, named),
      );
      const plain = {
        kind,
        fundingPhase,
        maturity,
        assetKind,
        licence: await checkTermValues(services.store, 'asset', 'licence', licence),
        language: await checkTermValues(services.store, 'asset', 'language', language),
      };
      for (const [name, values] of Object.entries(plain))
        if (values) filters.set(name as keyof typeof plain, values);
      const answer = await searchCatalogue(services, {
        text: q ?? '',
        filters,
        organisations: named.organisation ?? [],
        updatedSince: toUtc(since),
        includeCapacity: include === 'capacity',
        sort,
        explain: explain === 'true',
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
      if (q && answer.total === 0 && filters.size === 0) services.countMiss(q);
      reply.header('link', pageLinks(request, page, pageSize, answer.total));
      // The tag names the state of the index and the question, because the answer itself says how long it took.
      const { engine, warning } = answer;
      const etag = toEtag(answer.cursor, `${request.url} ${engine} ${warning ?? ''}`);
      const body = {
        query: answer.query,
        total: answer.total,
        page,
        pageSize,
        engine,
        ...(warning === undefined ? {} : { warning }),
        tookMs: Math.round((performance.now() - startedAt) * 10) / 10,
        hits: answer.hits.map((hit) => showHit(hit, services.links.record(hit.kind, hit.id))),
        facets: labelFacets(services.directory, answer.facets),
        ...(answer.didYouMean ? { didYouMean: answer.didYouMean } : {}),
      };
      return sendAnswer(request, reply, { etag, body: JSON.stringify(body) });
    },
  );

  app.get(
    '/suggest',
    {
      preHandler,
      schema: {
        operationId: 'suggest',
        tags: ['search'],
        summary: 'Suggestions while typing',
        querystring: z.strictObject({
          q: typedText(100).meta({ description: 'What has been typed so far', examples: ['hous'] }),
          limit: z.coerce
            .number()
            .int()
            .min(1)
            .max(20)
            .default(8)
            .meta({ examples: [8] }),
        }),
        response: { 200: Suggestions, ...problemResponses(400, 429, 500, 503) },
      },
    },
    async (request, reply) => {
      const suggestions = await suggest(services, request.query.q, request.query.limit);
      const body = JSON.stringify({ suggestions });
      return sendAnswer(request, reply, { etag: toEtag(services.newestChange(), body), body });
    },
  );
}
