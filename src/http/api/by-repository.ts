import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../domain/errors.ts';
import { findAssetByRepository } from '../../use-cases/find-asset-by-repository.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';
import { RepositoryParams } from './repository-params.ts';

/** From a repository's address to its asset; former and newer addresses lead there too. */
export async function registerByRepository(
  root: FastifyInstance,
  { store, enrichment, links }: ApiServices,
): Promise<void> {
  root.withTypeProvider<ZodTypeProvider>().get(
    '/assets/by-repository/:owner/:name',
    {
      schema: {
        operationId: 'findAssetByRepository',
        tags: ['assets'],
        summary: 'Find the asset of a repository',
        params: RepositoryParams,
        querystring: z.strictObject({}),
        response: {
          302: z.undefined().describe('The asset of the repository'),
          ...problemResponses(400, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { owner, name } = request.params;
      const repository = `${owner}/${name.replace(/\.git$/i, '')}`;
      const asset = await findAssetByRepository({ store, enrichment }, repository);
      if (asset === undefined) throw notFound(`The repository ${owner}/${name}`);
      return reply.redirect(links.record('asset', asset.id).self, 302);
    },
  );
}
