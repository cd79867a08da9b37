import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PartialDate } from '../../../domain/ids.ts';
import { givenLine, givenText } from '../../../domain/registration/given-text.ts';
import { ReuseUse } from '../../../domain/reuse/reuse-statement.ts';
import { showStatement } from '../../../use-cases/describe-reuse.ts';
import type { ReuseEntry } from '../../../use-cases/read-reuse.ts';
import { stateReuse } from '../../../use-cases/state-reuse.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId } from '../parameters.ts';
import { json, ReuseStatementShown } from './reuse-schemas.ts';

export const ReuseBody = z
  .strictObject({
    organisation: givenLine(200).meta({ description: 'Code, id or name of who uses it', examples: ['LDS'] }),
    use: ReuseUse,
    since: PartialDate.optional().meta({ description: 'A year, month or day', examples: ['2025-04'] }),
    evidence: givenText(1000).optional().meta({ description: 'Where it can be seen: an address, a report' }),
    contact: givenLine(200)
      .optional()
      .meta({ description: 'A role mailbox or contact page, for moderators; never shown' }),
  })
  .meta({ id: 'ReuseBody' });

/** Stating that an organisation uses an asset. */
export async function registerStateReuse(root: FastifyInstance, services: ApiServices): Promise<void> {
  const { directory, links } = services;
  const toAnswer = (entry: ReuseEntry): WriteAnswer => ({
    status: entry.revision === 1 ? 201 : 200,
    body: showStatement(directory, entry),
    location: links.api(`/reuse/${entry.id}`),
  });

  root.withTypeProvider<ZodTypeProvider>().post(
    '/assets/:id/reuse',
    {
      config: { least: 'anonymous' },
      schema: {
        operationId: 'stateReuse',
        tags: ['reuse'],
        summary: 'State that an organisation uses an asset',
        description:
          'Said by a contributor of the organisation it is confirmed at once and counts; said by another contributor or a moderator it is claimed until the organisation confirms it; what anybody else says waits for a moderator. One statement an organisation and asset: a newer one replaces it as a revision (200). It lapses after twelve months.',
        params: z.strictObject({ id: anyId.meta({ description: 'Id of the asset', examples: ['bops'] }) }),
        querystring: z.strictObject({}),
        body: ReuseBody,
        response: {
          200: json('The statement, revised', ReuseStatementShown),
          201: json('The statement', ReuseStatementShown),
          ...problemResponses(400, 401, 404, 409, 410, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async (once) => {
        const stating = { ...services, kept: (entry: ReuseEntry) => once.kept(toAnswer(entry)) };
        const given = { asset: request.params.id, ...request.body };
        const entry = await stateReuse(stating, actorOf(request), given);
        services.settle();
        return toAnswer(entry);
      }),
  );
}
