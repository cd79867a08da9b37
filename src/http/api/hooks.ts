import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../domain/errors.ts';
import { findRepositoryOfNotice } from '../../use-cases/enrich-notice.ts';
import { problemResponses, sendProblem } from '../problems.ts';
import type { ApiServices } from './api-services.ts';

const Taken = z
  .object({
    status: z.enum(['queued', 'ignored']).meta({
      description: 'queued: the repository is read again at once; ignored: nothing that the catalogue shows',
    }),
    repository: z.string().optional(),
  })
  .meta({ id: 'NoticeTaken' });

/** A push of many commits is longer than what others may send. */
const longestDelivery = 5_000_000;

/** Deliveries of GitHub's webhooks. The signature is over the bytes of the body, which is therefore kept as it came. */
export async function registerHooks(root: FastifyInstance, services: ApiServices): Promise<void> {
  await root.register(async (scope) => {
    const app = scope.withTypeProvider<ZodTypeProvider>();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    app.post(
      '/hooks/github',
      {
        bodyLimit: longestDelivery,
        // Signed deliveries; many pushes in a minute are no abuse.
        config: { least: 'anonymous', limitedAsRead: true },
        schema: {
          operationId: 'takeGithubNotice',
          tags: ['enrichment'],
          summary: "Take a delivery of GitHub's webhooks, and read the repository again",
          description:
            'Signed with GITHUB_WEBHOOK_SECRET (`X-Hub-Signature-256`), content type application/json. Without a secret the operation is not offered: 404.',
          querystring: z.strictObject({}),
          response: {
            202: { description: 'Taken', content: { 'application/json': { schema: Taken } } },
            ...problemResponses(400, 401, 404, 413, 415, 429, 500, 503),
          },
        },
      },
      async (request, reply) => {
        const { notices } = services;
        if (notices === undefined) throw notFound('A secret for webhooks is not set, so that this address');
        const { 'x-github-event': event, 'x-hub-signature-256': signature } = request.headers;
        const notice = await notices.read({
          event: String(event ?? ''),
          signature: String(signature ?? ''),
          body: typeof request.body === 'string' ? request.body : '',
        });
        if (notice === 'forged') {
          return sendProblem(request, reply, 401, 'X-Hub-Signature-256 is not the signature of this body');
        }
        const repository = notice === 'ignored' ? undefined : await findRepositoryOfNotice(services, notice);
        if (repository !== undefined) notices.refresh(repository);
        const taken: z.infer<typeof Taken> =
          repository === undefined ? { status: 'ignored' } : { status: 'queued', repository };
        return reply.code(202).header('cache-control', 'no-store').send(taken);
      },
    );
  });
}
