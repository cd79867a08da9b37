import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { MailState } from '../../../domain/mail/outgoing-mail.ts';
import { listMails } from '../../../use-cases/list-mails.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { paging } from '../parameters.ts';

const Mail = z
  .object({
    id: z.string(),
    state: MailState,
    createdAt: z.string(),
    purpose: z.string(),
    attempts: z.int(),
    nextAttemptAt: z.string(),
    lastError: z.string().optional(),
    to: z.string().optional(),
    subject: z.string().optional(),
    text: z.string().optional(),
    replyTo: z.string().optional().meta({ description: 'Where the answer goes' }),
  })
  .meta({ id: 'Mail' });

/** What is to be sent and was; without a mail server, where an admin finds what waits. */
export async function registerMails(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/mails',
    {
      config: { least: 'admin' },
      schema: {
        operationId: 'listMails',
        tags: ['access'],
        summary: 'Outgoing mail, newest first; its text and address as long as it waits',
        querystring: z.strictObject({
          state: MailState.optional().meta({ examples: ['waiting'] }),
          ...paging,
        }),
        response: {
          200: {
            description: 'A page of mails',
            content: { 'application/json': { schema: z.object({ total: z.int(), mails: z.array(Mail) }) } },
          },
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { state, ...page } = request.query;
      const asked = { ...page, ...(state !== undefined && { state }) };
      return reply.header('cache-control', 'no-store').send(await listMails(services, asked));
    },
  );
}
