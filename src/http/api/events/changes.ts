import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isAtLeast, Role } from '../../../domain/access/actor.ts';
import { EntryKind } from '../../../domain/entries/entry-kind.ts';
import { RecordKind } from '../../../domain/ids.ts';
import { readAllChanges, readPublicChanges } from '../../../use-cases/read-changes.ts';
import { actorOf } from '../../access/actor-of.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';

const wholeNumber = (min: number, max: number, message: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));

const ChangesQuery = z.strictObject({
  since: wholeNumber(0, Number.MAX_SAFE_INTEGER, 'must be a whole number: 0, or the `next` of an answer')
    .default(0)
    // `examples` would be dropped: zod leaves them out where input and output differ.
    .meta({ description: 'Changes after this one; 0 for all', 'x-examples': { one: { value: '0' } } }),
  limit: wholeNumber(1, 1000, 'must be a whole number from 1 to 1000')
    .default(100)
    .meta({
      description: 'Rows of the log to look at, at most 1000',
      'x-examples': { one: { value: '100' } },
    }),
});

export const ChangeShown = z
  .object({
    seq: z.int().meta({ description: 'Grows with every change; without gaps for a moderator or admin' }),
    at: z.string(),
    kind: z.union([RecordKind, EntryKind]),
    id: z.string(),
    revision: z.int(),
    action: z.string(),
    actor: z.object({
      role: Role,
      id: z.string().optional().meta({ description: 'Of a key or account; for moderators and admins' }),
      organisation: z.string().optional(),
    }),
  })
  .meta({ id: 'Change' });

const Changes = z
  .object({
    changes: z.array(ChangeShown),
    next: z.int().meta({ description: 'What to send as `since` next; moves on even where no row is shown' }),
  })
  .meta({ id: 'Changes' });

/** The change log: who follows it from 0 misses nothing. */
export async function registerChanges(root: FastifyInstance, services: ApiServices): Promise<void> {
  root.withTypeProvider<ZodTypeProvider>().get(
    '/changes',
    {
      schema: {
        operationId: 'listChanges',
        tags: ['events'],
        summary: 'What changed since a cursor, in order',
        description:
          'Changes of published records and of public statements of reuse, with actors as role and organisation; of a record that left only that it left. The key of a moderator or admin sees every row of the log.',
        querystring: ChangesQuery,
        response: {
          200: { description: 'The next changes', content: { 'application/json': { schema: Changes } } },
          ...problemResponses(400, 401, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const seesAll = isAtLeast(actorOf(request), 'moderator');
      reply.header('cache-control', seesAll ? 'no-store' : 'no-cache').header('vary', 'Authorization');
      return seesAll ? readAllChanges(services, request.query) : readPublicChanges(services, request.query);
    },
  );
}
