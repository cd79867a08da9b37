import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { givenText } from '../../../domain/registration/given-text.ts';
import { confirmReuse } from '../../../use-cases/confirm-reuse.ts';
import { showStatement } from '../../../use-cases/describe-reuse.ts';
import { disputeReuse } from '../../../use-cases/dispute-reuse.ts';
import type { ChangingReuse } from '../../../use-cases/get-reuse.ts';
import type { ReuseEntry } from '../../../use-cases/read-reuse.ts';
import { renewReuse } from '../../../use-cases/renew-reuse.ts';
import { withdrawReuse } from '../../../use-cases/withdraw-reuse.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId } from '../parameters.ts';
import { json, ReuseStatementShown } from './reuse-schemas.ts';

const params = z.strictObject({
  id: anyId.meta({ description: 'Id of the statement', examples: ['reuse-0a1b2c3d4e5f'] }),
});
const Nothing = z.strictObject({}).nullish();
const Reason = z.strictObject({ reason: givenText(1000) });
const OptionalReason = z.strictObject({ reason: givenText(1000).optional() }).nullish();

/** Confirming, renewing, disputing and withdrawing a statement. */
export async function registerChangeReuse(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const config = { least: 'contributor' } as const;
  const responses = {
    200: json('The statement as it is now', ReuseStatementShown),
    ...problemResponses(400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 429, 500, 503),
  };
  const querystring = z.strictObject({});
  const tags = ['reuse'];

  function act(
    request: FastifyRequest,
    reply: FastifyReply,
    change: (services: ChangingReuse) => Promise<ReuseEntry>,
  ): Promise<FastifyReply> {
    const toAnswer = (entry: ReuseEntry): WriteAnswer => ({
      status: 200,
      body: showStatement(services.directory, entry),
    });
    return answerOnce(request, reply, services, async (once) => {
      const entry = await change({ ...services, kept: (written) => once.kept(toAnswer(written)) });
      services.settle();
      return toAnswer(entry);
    });
  }

  app.post(
    '/reuse/:id/confirm',
    {
      config,
      schema: {
        operationId: 'confirmReuse',
        ...{ tags, params, querystring, body: Nothing, response: responses },
        summary: 'Confirm a statement, as a contributor of the using organisation',
      },
    },
    async (request, reply) =>
      act(request, reply, (changing) => confirmReuse(changing, actorOf(request), request.params.id)),
  );

  app.post(
    '/reuse/:id/renew',
    {
      config,
      schema: {
        operationId: 'renewReuse',
        ...{ tags, params, querystring, body: Nothing, response: responses },
        summary: 'Say that a statement still holds, for twelve months from now',
      },
    },
    async (request, reply) =>
      act(request, reply, (changing) => renewReuse(changing, actorOf(request), request.params.id)),
  );

  app.post(
    '/reuse/:id/dispute',
    {
      config,
      schema: {
        operationId: 'disputeReuse',
        ...{ tags, params, querystring, body: Reason, response: responses },
        summary: 'Say that a statement is not so, and why',
        description:
          'The word of the using organisation ends it as a claim or confirmation; that of others is shown beside it.',
      },
    },
    async (request, reply) =>
      act(request, reply, (changing) =>
        disputeReuse(changing, actorOf(request), request.params.id, request.body.reason),
      ),
  );

  app.post(
    '/reuse/:id/withdraw',
    {
      config,
      schema: {
        operationId: 'withdrawReuse',
        ...{ tags, params, querystring, body: OptionalReason, response: responses },
        summary: 'Withdraw a statement',
      },
    },
    async (request, reply) =>
      act(request, reply, (changing) =>
        withdrawReuse(changing, actorOf(request), request.params.id, request.body?.reason),
      ),
  );
}
