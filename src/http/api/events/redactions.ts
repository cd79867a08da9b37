import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { toShownActor } from '../../../domain/access/shown-actor.ts';
import { EntryKind } from '../../../domain/entries/entry-kind.ts';
import { RecordKind } from '../../../domain/ids.ts';
import { givenText } from '../../../domain/registration/given-text.ts';
import { listRedactions } from '../../../use-cases/list-redactions.ts';
import { redact } from '../../../use-cases/redact.ts';
import { actorOf } from '../../access/actor-of.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId, paging } from '../parameters.ts';
import { ActorShown, json } from '../reuse/reuse-schemas.ts';

const RedactedKind = z.enum([...RecordKind.options, ...EntryKind.exclude(['redaction', 'delivery']).options]);

export const RedactionBody = z
  .strictObject({
    kind: RedactedKind.meta({ examples: ['asset'] }),
    id: anyId.meta({ examples: ['owner--name'] }),
    text: z
      .string()
      .min(1)
      .max(5000)
      .optional()
      .meta({ description: 'Exactly what has to go, wherever it stands' }),
    field: z
      .string()
      .regex(/^[A-Za-z]{1,60}$/, 'must be the name of a field')
      .optional()
      .meta({
        description: 'Or the field that holds it: everything it ever said goes',
        examples: ['description'],
      }),
    reason: givenText(500).meta({ description: 'Shown to everybody; must not say what has to go' }),
  })
  .meta({ id: 'RedactionBody' });

const fields = {
  id: z.string(),
  of: z.object({ kind: z.string(), id: z.string() }),
  field: z.string().optional(),
  reason: z.string(),
  by: ActorShown,
  at: z.string(),
};

const RedactionShown = z.object(fields).meta({ id: 'Redaction' });
const RedactionDone = z
  .object({
    ...fields,
    places: z.int().meta({ description: 'Documents and other rows it was taken out of' }),
    erased: z
      .boolean()
      .meta({ description: 'False while the files of the database still have to be rewritten' }),
  })
  .meta({ id: 'RedactionDone' });

/** Taking out what should never have come in. The body is not kept for repeated requests, whatever the caller sends as Idempotency-Key. */
export async function registerRedactions(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/redactions',
    {
      config: { least: 'admin' },
      schema: {
        operationId: 'redact',
        tags: ['events'],
        summary: 'Take a text out of every revision, the log, the indexes and whatever is sent later',
        description:
          'For what was given by mistake: a telephone number, a secret. `[redacted]` stands in its place. Of a key or an account, without text or field: who it was; a pseudonym stands in its place and it is of no use any more. What a curated file says has to be taken out of the file (409).',
        querystring: z.strictObject({}),
        body: RedactionBody,
        response: {
          201: json('What stays of it', RedactionDone),
          ...problemResponses(400, 401, 403, 404, 409, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const done = await redact(services, actorOf(request), request.body);
      services.settle();
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...done, by: toShownActor(done.by) });
    },
  );

  app.get(
    '/redactions',
    {
      schema: {
        operationId: 'listRedactions',
        tags: ['events'],
        summary: 'What was taken out: where, when, by which role and why; never what it was',
        querystring: z.strictObject(paging),
        response: {
          200: json(
            'Newest first',
            z.object({ redactions: z.array(RedactionShown) }).meta({ id: 'Redactions' }),
          ),
          ...problemResponses(400, 401, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { page, pageSize } = request.query;
      reply.header('cache-control', 'no-cache').header('vary', 'Authorization');
      const asked = { offset: (page - 1) * pageSize, limit: pageSize };
      return listRedactions(services, actorOf(request), asked);
    },
  );
}
