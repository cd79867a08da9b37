import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { givenFields } from '../../../domain/registration/given-fields.ts';
import { refreshAsset } from '../../../use-cases/refresh-asset.ts';
import { type RenewedToken, renewEditToken, revokeEditToken } from '../../../use-cases/renew-edit-token.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { AssetParams } from './registration-changes.ts';
import { editLinkOf } from './registration-schemas.ts';

const NoQuery = z.strictObject({});
const Nothing = givenFields({}).nullish();
const NewToken = z
  .object({ id: z.string(), editLink: z.string(), editToken: z.string(), expiresAt: z.string() })
  .meta({ id: 'NewEditToken' });
const Queued = z
  .object({ status: z.literal('queued'), repository: z.string() })
  .meta({ id: 'QueuedRefresh' });

/** What moderators do for an asset: a new edit link, or none any more, and facts read anew. */
export async function registerEditTokens(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const config = { least: 'moderator' } as const;

  app.post(
    '/assets/:id/edit-token',
    {
      config,
      schema: {
        operationId: 'renewEditToken',
        tags: ['registration'],
        summary: 'Make a new edit link for a registered asset',
        description: 'The one before it no longer works. It lapses after twelve months.',
        params: AssetParams,
        querystring: NoQuery,
        body: Nothing,
        response: {
          201: {
            description: 'The new link; shown this once',
            content: { 'application/json': { schema: NewToken } },
          },
          ...problemResponses(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async (once) => {
        const toAnswer = (renewed: RenewedToken): WriteAnswer => ({
          status: 201,
          body: { ...renewed, editLink: editLinkOf(services.links, renewed.id, renewed.editToken) },
        });
        const kept = (renewed: RenewedToken) => once.kept(toAnswer(renewed));
        const renewed = await renewEditToken(services, request.params.id, { actor: actorOf(request), kept });
        return toAnswer(renewed);
      }),
  );

  app.delete(
    '/assets/:id/edit-token',
    {
      config,
      schema: {
        operationId: 'revokeEditToken',
        tags: ['registration'],
        summary: 'Revoke the edit link of a registered asset',
        params: AssetParams,
        querystring: NoQuery,
        response: {
          204: z.undefined().describe('It no longer works'),
          ...problemResponses(400, 401, 403, 404, 409, 412, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async (once) => {
        const answer = { status: 204 };
        const revoking = { actor: actorOf(request), kept: once.kept(answer) };
        await revokeEditToken(services, request.params.id, revoking);
        return answer;
      }),
  );

  app.post(
    '/assets/:id/refresh',
    {
      config,
      schema: {
        operationId: 'refreshAsset',
        tags: ['enrichment'],
        summary: 'Read the facts about an asset’s repository from GitHub again, soon',
        params: AssetParams,
        querystring: NoQuery,
        body: Nothing,
        response: {
          202: { description: 'Queued', content: { 'application/json': { schema: Queued } } },
          ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async () => {
        const repository = await refreshAsset(services, request.params.id, actorOf(request));
        return { status: 202, body: { status: 'queued', repository } };
      }),
  );
}
