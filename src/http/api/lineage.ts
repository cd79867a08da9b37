import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Basis } from '../../domain/records/evidence.ts';
import { sendAnswer } from '../answer.ts';
import { lineageAnswer } from '../lineage-answer.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';
import { anyId } from './parameters.ts';
import { SourceReference } from './schemas.ts';

const LineageKind = z.enum(['source', 'fund', 'award', 'project', 'asset', 'organisation']);

const Lineage = z
  .object({
    start: z.string(),
    nodes: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        recordId: z.string().optional(),
        title: z.string(),
      }),
    ),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        type: z.string(),
        basis: Basis,
        sources: z.array(SourceReference),
      }),
    ),
  })
  .meta({ id: 'Lineage' });

export async function registerLineage(root: FastifyInstance, services: ApiServices): Promise<void> {
  root.withTypeProvider<ZodTypeProvider>().get(
    '/lineage/:kind/:id',
    {
      schema: {
        operationId: 'traceLineage',
        tags: ['lineage'],
        summary: 'From source through fund, award and project to assets and reuse',
        description:
          'Nodes and edges in both directions; each edge says how it is known and names its sources. A project without a public output says so in a node of its own.',
        params: z.strictObject({
          kind: LineageKind.meta({ examples: ['award'] }),
          id: anyId.meta({ examples: ['southwark-planning'] }),
        }),
        querystring: z.strictObject({}),
        response: {
          200: { description: 'The graph', content: { 'application/json': { schema: Lineage } } },
          ...problemResponses(400, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { kind, id } = request.params;
      return sendAnswer(request, reply, await lineageAnswer(services, kind, id));
    },
  );
}
