import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { labelFacets } from '../../use-cases/label-facets.ts';
import { searchCatalogue } from '../../use-cases/search-catalogue.ts';
import { suggest } from '../../use-cases/suggest.ts';
import { sendAnswer, toEtag } from '../answer.ts';
import { problemResponses } from '../problems.ts';
import { takeTurns } from '../take-turns.ts';
import type { ApiServices } from './api-services.ts';
import { pageLinks } from './page-links.ts';
import { typedText } from './parameters.ts';
import { SearchAnswer, Suggestions } from './search-answers.ts';
import { SearchQuery, toCatalogueSearch } from './search-request.ts';
import { showHit } from './show-hit.ts';

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
      const { q, page, pageSize } = request.query;
      const search = await toCatalogueSearch(services, request.query);
      const answer = await searchCatalogue(services, search);
      if (q && answer.total === 0 && search.filters?.size === 0) services.countMiss(q);
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
