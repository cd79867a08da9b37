import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Role } from '../../../domain/access/actor.ts';
import { csrfTokenOf } from '../../../use-cases/keep-sessions.ts';
import { actorOf } from '../../access/actor-of.ts';
import { sessionOf } from '../../access/session-cookie.ts';
import { problemResponses } from '../../problems.ts';

const Caller = z
  .object({
    role: Role,
    organisations: z.array(z.string()).meta({ description: 'Whom the caller speaks for' }),
    record: z.string().optional().meta({ description: 'The one asset that an edit token is for' }),
    session: z
      .object({
        expiresAt: z.string(),
        csrfToken: z.string().meta({ description: 'Sent as x-csrf-token with what changes something' }),
      })
      .optional(),
  })
  .meta({ id: 'Caller' });

/** Who the service takes the caller for. */
export async function registerSession(root: FastifyInstance): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/session',
    {
      schema: {
        operationId: 'getSession',
        tags: ['access'],
        summary: 'Who is calling: role and organisations; for browsers what they need to write',
        querystring: z.strictObject({}),
        response: {
          200: { description: 'The caller', content: { 'application/json': { schema: Caller } } },
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { role, organisations, record } = actorOf(request);
      const session = sessionOf(request);
      return reply.header('cache-control', 'no-store').send({
        role,
        organisations: [...organisations],
        ...(record !== undefined && { record }),
        ...(session && {
          session: { expiresAt: session.expiresAt, csrfToken: csrfTokenOf(session.cookie) },
        }),
      });
    },
  );
}
