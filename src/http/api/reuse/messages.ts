import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { givenLine, givenText } from '../../../domain/registration/given-text.ts';
import { MessageState, type OwnerMessage } from '../../../domain/reuse/owner-message.ts';
import type { Entry } from '../../../ports/entry-store.ts';
import { writeToOwners } from '../../../use-cases/write-to-owners.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId } from '../parameters.ts';
import { json } from './reuse-schemas.ts';

export const MessageBody = z
  .strictObject({
    text: givenText(5000).meta({ examples: ['May we see how you set it up?'] }),
    replyTo: z
      .email('must be an e-mail address')
      .max(254)
      .meta({ description: 'Where the owners answer; forgotten some time after the message was sent' }),
    organisation: givenLine(200)
      .optional()
      .meta({ description: 'Code, id or name', examples: ['LDS'] }),
  })
  .meta({ id: 'MessageBody' });

const MessageTaken = z
  .object({
    id: z.string(),
    state: MessageState.meta({
      description: 'pending: a moderator looks at it first; sent: it is on its way',
    }),
    asset: z.string(),
    sentAt: z.string(),
  })
  .meta({ id: 'MessageTaken' });

/** Writing to the owners of an asset by way of their role mailbox, which nobody gets to see. */
export async function registerMessages(root: FastifyInstance, services: ApiServices): Promise<void> {
  const toAnswer = ({ id, state, document }: Entry<OwnerMessage>): WriteAnswer => ({
    status: 201,
    body: { id, state, asset: document.asset, sentAt: document.sentAt },
  });

  root.withTypeProvider<ZodTypeProvider>().post(
    '/assets/:id/messages',
    {
      config: { least: 'anonymous' },
      schema: {
        operationId: 'writeToOwners',
        tags: ['reuse'],
        summary: 'Write to the owners of an asset',
        description:
          "The message goes to the role mailbox they gave, which is shown to nobody. A contributor's is sent at once, anybody else's waits for a moderator. Where no mailbox is known the answer is 409 and says where to ask instead.",
        params: z.strictObject({ id: anyId.meta({ description: 'Id of the asset', examples: ['bops'] }) }),
        querystring: z.strictObject({}),
        body: MessageBody,
        response: {
          201: json('Taken', MessageTaken),
          ...problemResponses(400, 401, 404, 409, 410, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async (once) => {
        const writing = { ...services, kept: (entry: Entry<OwnerMessage>) => once.kept(toAnswer(entry)) };
        const given = { asset: request.params.id, ...request.body };
        const entry = await writeToOwners(writing, actorOf(request), given);
        services.settle();
        return toAnswer(entry);
      }),
  );
}
