import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { anyId } from './api/parameters.ts';
import { type Links, type PublicKind, pathOf } from './links.ts';
import { problemResponses } from './problems.ts';

/** Kinds of record that have pages. */
const paged: ReadonlySet<PublicKind> = new Set(['asset', 'organisation', 'service', 'source']);

/** The stable paths of pages that are not there yet: each leads to the same record in the API. */
export async function registerWebPaths(root: FastifyInstance, links: Links): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  for (const kind of Object.keys(pathOf) as PublicKind[]) {
    if (paged.has(kind)) continue;
    const name = kind[0]?.toUpperCase() + kind.slice(1);
    app.get(
      `/${pathOf[kind]}/:id`,
      {
        schema: {
          operationId: `get${name}Page`,
          tags: ['web'],
          summary: `Stable path of the page of one ${kind}`,
          params: z.strictObject({ id: anyId }),
          response: {
            302: z.undefined().describe('The record in the API'),
            ...problemResponses(400, 429, 500),
          },
        },
      },
      async (request, reply) => reply.redirect(links.record(kind, request.params.id.toLowerCase()).self, 302),
    );
  }
}
