import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describeEnrichment } from '../../use-cases/enrich-describe.ts';
import { describeRepository } from '../../use-cases/enrich-describe-repository.ts';
import { sendAnswer, toEtag } from '../answer.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';
import { EnrichmentStatus, RepositorySighting } from './enrichment-schemas.ts';
import { RepositoryParams } from './repository-params.ts';

/** What was read from GitHub: how far that is, and of one repository what was seen and when. */
export async function registerEnrichment(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const { store, enrichment, allowance } = services;

  app.get(
    '/enrichment',
    {
      schema: {
        operationId: 'getEnrichment',
        tags: ['enrichment'],
        summary: 'How far the facts about repositories are read: budget, queue, runs and errors',
        querystring: z.strictObject({}),
        response: {
          200: { description: 'The state', content: { 'application/json': { schema: EnrichmentStatus } } },
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (_request, reply) => {
      const status = await describeEnrichment({
        records: store,
        enrichment,
        allowance,
        now: () => new Date(),
      });
      return reply.header('cache-control', 'no-store').send(status);
    },
  );

  app.get(
    '/enrichment/:owner/:name',
    {
      schema: {
        operationId: 'getRepositorySighting',
        tags: ['enrichment'],
        summary: 'What was seen of a repository, facet by facet, each with its source and date',
        description:
          'By any address that the repository has or had, in any case: an old one answers with `state` moved and `movedTo`, and with the facets of the repository at its new address. A repository of the catalogue that was never read answers with `state` unread and what is known from a copy.',
        params: RepositoryParams,
        querystring: z.strictObject({}),
        response: {
          200: {
            description: 'What is known',
            content: { 'application/json': { schema: RepositorySighting } },
          },
          ...problemResponses(400, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { owner, name } = request.params;
      const sighting = await describeRepository(services, `${owner}/${name.replace(/\.git$/i, '')}`);
      const body = JSON.stringify(sighting);
      return sendAnswer(request, reply, { etag: toEtag(services.newestChange(), body), body }).header(
        'cache-control',
        'no-cache',
      );
    },
  );
}
