import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { GrantedRole, toActorName } from '../../../domain/access/actor.ts';
import { givenLine } from '../../../domain/registration/given-text.ts';
import { listKeys, toListedKey } from '../../../use-cases/list-keys.ts';
import { makeKey } from '../../../use-cases/make-key.ts';
import { resolveBodies } from '../../../use-cases/resolve-bodies.ts';
import { revokeKey } from '../../../use-cases/revoke-key.ts';
import { actorOf } from '../../access/actor-of.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId, paging } from '../parameters.ts';

export const NewKeyBody = z
  .strictObject({
    name: givenLine(80).meta({ description: 'Unique among active keys; names a system, not a person' }),
    role: GrantedRole,
    organisations: z
      .array(givenLine(200))
      .max(50)
      .default([])
      .meta({ description: 'Code, id or name of the organisations a contributor speaks for' }),
    expiresAt: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When it ends; without it, when it is revoked' }),
  })
  .meta({ id: 'NewKey' });

const Key = z
  .object({
    id: z.string(),
    name: z.string(),
    role: GrantedRole,
    organisations: z.array(z.string()),
    state: z.enum(['active', 'expired', 'revoked']),
    createdAt: z.string(),
    expiresAt: z.string().optional(),
    revokedAt: z.string().optional(),
    lastUsedAt: z.string().optional().meta({ description: 'To the minute' }),
  })
  .meta({ id: 'Key' });

const MadeKey = Key.extend({
  key: z.string().meta({ description: 'The secret: shown this once' }),
}).meta({ id: 'MadeKey' });

const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});

/** Keys of the API, for admins. */
export async function registerKeys(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const config = { least: 'admin' } as const;

  app.get(
    '/keys',
    {
      config,
      schema: {
        operationId: 'listKeys',
        tags: ['access'],
        summary: 'Keys of the API, newest first, with when each was last used',
        querystring: z.strictObject(paging),
        response: {
          200: json('A page of keys', z.object({ total: z.int(), keys: z.array(Key) })),
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      reply.header('cache-control', 'no-store').send(await listKeys(services, request.query)),
  );

  app.post(
    '/keys',
    {
      config,
      schema: {
        operationId: 'makeKey',
        tags: ['access'],
        summary: 'Make a key; its secret is in this answer and nowhere else',
        querystring: z.strictObject({}),
        body: NewKeyBody,
        response: {
          201: json('The key', MadeKey),
          ...problemResponses(400, 409, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { organisations, expiresAt, ...rest } = request.body;
      const wanted = {
        ...rest,
        organisations: resolveBodies(services.directory.councils, organisations, 'organisations'),
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
      };
      const { id, key, document } = await makeKey(services, wanted, toActorName(actorOf(request)));
      const now = services.now();
      const shown = toListedKey({ ...{ id, document }, createdAt: now.toISOString() }, now);
      return reply
        .code(201)
        .header('location', services.links.api(`/keys/${id}`))
        .header('cache-control', 'no-store')
        .send({ ...shown, key });
    },
  );

  app.delete(
    '/keys/:id',
    {
      config,
      schema: {
        operationId: 'revokeKey',
        tags: ['access'],
        summary: 'Revoke a key, at once and for good',
        params: z.strictObject({ id: anyId.meta({ examples: ['key-4f1a09bc2d3e'] }) }),
        querystring: z.strictObject({}),
        response: {
          204: z.undefined().describe('Revoked'),
          ...problemResponses(400, 404, 409, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      await revokeKey(services, request.params, toActorName(actorOf(request)));
      return reply.code(204).send();
    },
  );
}
