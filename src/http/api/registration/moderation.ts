import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ModerationVerb, WaitingType } from '../../../domain/moderation/waiting.ts';
import { givenFields } from '../../../domain/registration/given-fields.ts';
import { givenLine, givenText } from '../../../domain/registration/given-text.ts';
import { SimilarRecord } from '../../../domain/registration/submission.ts';
import { type Decided, decideWaiting, type Verdict } from '../../../use-cases/decide-waiting.ts';
import { describeWaiting } from '../../../use-cases/describe-waiting.ts';
import { listWaiting } from '../../../use-cases/list-waiting.ts';
import type { Registering } from '../../../use-cases/register-asset.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { pageLinks } from '../page-links.ts';
import { paging, repeated } from '../parameters.ts';
import { RecordLinks } from '../schemas.ts';
import { ShownActor } from './correction-schemas.ts';

const Waiting = z
  .object({
    id: z.string(),
    type: WaitingType,
    title: z.string(),
    subject: z.string().meta({ description: 'Id of the record or service that it is about' }),
    state: z.string(),
    at: z.string().meta({ description: 'When it began to wait' }),
    ageDays: z.int(),
    actor: ShownActor,
    similar: z.array(SimilarRecord).meta({ description: 'Records that may be about the same thing' }),
    reasons: z.array(z.string()).meta({ description: 'What speaks for it, and what is not known' }),
    changes: z
      .array(z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }))
      .optional()
      .meta({ description: 'Of an edit or a correction: what it changes, field by field' }),
    actions: z.array(ModerationVerb).meta({ description: 'What can be decided' }),
  })
  .meta({ id: 'Waiting' });

const Queue = z.object({ total: z.int(), page: z.int(), pageSize: z.int(), records: z.array(Waiting) });

const DecidedShown = z
  .object({
    id: z.string(),
    type: z.enum([...WaitingType.options, 'asset']),
    state: z.string(),
    at: z.string(),
    record: z.string().optional().meta({ description: 'The asset that it leads to' }),
    links: RecordLinks.optional(),
  })
  .meta({ id: 'Decided' });

const params = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,400}$/, 'must be an id that the queue shows')
    .meta({
      description: 'As the queue shows it; to merge also the id of a published asset',
      examples: ['correction-4f1a09bc2d3e'],
    }),
});
const reason = givenText(1000);
/** What is said with each decision. */
export const verdictBodies = {
  approve: givenFields({ reason: reason.optional() }).nullish(),
  'request-changes': givenFields({ reason }),
  reject: givenFields({ reason }),
  merge: givenFields({
    into: givenLine(200).meta({ description: 'Id of the published asset that stays' }),
    reason: reason.optional(),
  }),
} satisfies Record<ModerationVerb, z.ZodType>;

const told: Record<ModerationVerb, { operationId: string; summary: string; description: string }> = {
  approve: {
    operationId: 'approve',
    summary: 'Approve what waits',
    description:
      'A registration becomes a record, an edit its next revision, a correction stands over the file, a proposal is shown as observed. Of two moderators the second gets 409 or 412.',
  },
  'request-changes': {
    operationId: 'requestChanges',
    summary: 'Ask for changes of a registration or an edit',
    description: 'Who submitted it sees the reason, changes it, and it waits again.',
  },
  reject: {
    operationId: 'reject',
    summary: 'Reject what waits, with a reason',
    description: 'What was public before stays as it is. A proposal never comes back.',
  },
  merge: {
    operationId: 'merge',
    summary: 'Make one asset of two',
    description:
      'The names of this one lead to the other, with what is stated of it. A registered one goes into a curated one, never the other way round.',
  },
};

/** What waits for a moderator, and what is decided about it. */
export async function registerQueue(
  root: FastifyInstance,
  services: ApiServices & Registering,
): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/moderation',
    {
      config: { least: 'moderator' },
      schema: {
        operationId: 'listWaiting',
        tags: ['moderation'],
        summary: 'Everything that waits for a moderator, oldest first',
        querystring: z.strictObject({ type: repeated(WaitingType, { example: 'correction' }), ...paging }),
        response: {
          200: { description: 'A page of it', content: { 'application/json': { schema: Queue } } },
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { type: types, page, pageSize } = request.query;
      const offset = (page - 1) * pageSize;
      const { total, waiting } = await listWaiting(services, { types, offset, limit: pageSize });
      const now = services.now();
      const records = await Promise.all(waiting.map((one) => describeWaiting(services, one, now)));
      return reply
        .header('cache-control', 'no-store')
        .header('link', pageLinks(request, page, pageSize, total))
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ total, page, pageSize, records }) as unknown as z.infer<typeof Queue>);
    },
  );
  for (const verb of ModerationVerb.options) registerVerb(root, services, verb);
}

function registerVerb(
  root: FastifyInstance,
  services: ApiServices & Registering,
  verb: ModerationVerb,
): void {
  root.withTypeProvider<ZodTypeProvider>().post(
    `/moderation/:id/${verb}`,
    {
      config: { least: 'moderator' },
      schema: {
        ...told[verb],
        tags: ['moderation'],
        params,
        querystring: z.strictObject({}),
        body: verdictBodies[verb],
        response: {
          200: {
            description: 'What was decided',
            content: { 'application/json': { schema: DecidedShown } },
          },
          ...problemResponses(400, 404, 409, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const given = (request.body ?? {}) as Pick<Verdict, 'reason' | 'into'>;
      const verdict = { verb, actor: actorOf(request), ...given };
      return decide(request, reply, services, request.params.id, verdict);
    },
  );
}

function decide(
  request: FastifyRequest,
  reply: FastifyReply,
  services: ApiServices & Registering,
  id: string,
  verdict: Verdict,
): Promise<FastifyReply> {
  const toAnswer = (decided: Decided): WriteAnswer => {
    const { record } = decided;
    const links = record === undefined ? undefined : services.links.record('asset', record);
    return { status: 200, body: { ...decided, ...(links && { links }) } };
  };
  return answerOnce(request, reply, services, async (once) => {
    const kept = (decided: Decided) => once.kept(toAnswer(decided));
    const decided = await decideWaiting({ ...services, kept }, id, verdict);
    services.settle();
    return toAnswer(decided);
  });
}
