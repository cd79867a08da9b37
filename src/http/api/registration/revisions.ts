import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SubmissionState } from '../../../domain/registration/submission.ts';
import { listRevisions } from '../../../use-cases/list-revisions.ts';
import { actorOf } from '../../access/actor-of.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { ShownActor } from './correction-schemas.ts';
import { AssetParams } from './registration-changes.ts';

const Changed = z.object({
  field: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
const Revision = z.object({
  revision: z.int(),
  action: z.string(),
  at: z.string(),
  actor: ShownActor,
  changed: z.array(Changed),
});
const Revisions = z
  .object({
    id: z.string(),
    revisions: z.array(Revision).meta({ description: 'Of the public record, oldest first' }),
    workingCopy: z
      .array(Revision.extend({ state: SubmissionState.optional(), reason: z.string().optional() }))
      .optional()
      .meta({ description: 'Of the registration, for its owner, its organisation and moderators' }),
  })
  .meta({ id: 'AssetRevisions' });

export async function registerRevisions(root: FastifyInstance, services: ApiServices): Promise<void> {
  root.withTypeProvider<ZodTypeProvider>().get(
    '/assets/:id/revisions',
    {
      schema: {
        operationId: 'listAssetRevisions',
        tags: ['assets'],
        summary: 'Who changed an asset, when and what',
        params: AssetParams,
        querystring: z.strictObject({}),
        response: {
          200: { description: 'The versions', content: { 'application/json': { schema: Revisions } } },
          ...problemResponses(400, 401, 404, 410, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const revisions = await listRevisions(services, request.params.id, actorOf(request));
      return reply.header('cache-control', 'no-store').header('vary', 'authorization').send(revisions);
    },
  );
}
