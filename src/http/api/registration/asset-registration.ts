import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AssetKind } from '../../../domain/records/asset.ts';
import { givenLine } from '../../../domain/registration/given-text.ts';
import { Registration } from '../../../domain/registration/registration-body.ts';
import { SimilarRecord } from '../../../domain/registration/submission.ts';
import { prefillRegistration } from '../../../use-cases/prefill-registration.ts';
import { type Registering, registerAsset } from '../../../use-cases/register-asset.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { editLinkOf, Registered, showRegistration } from './registration-schemas.ts';

const Prefilled = z
  .object({
    url: z.string().meta({ description: 'The address as the catalogue writes it' }),
    repository: z.string().optional(),
    fields: z.object({
      title: z.string().optional(),
      summary: z.string().optional(),
      assetKind: AssetKind.optional(),
      homepage: z.string().optional(),
      organisation: z.string().optional(),
      licence: z.string().optional(),
    }),
    existing: z
      .object({ id: z.string(), title: z.string().optional(), why: z.string() })
      .optional()
      .meta({ description: 'What is registered already: a registration would be refused' }),
    missing: z.array(z.string()),
    similar: z.array(z.object(SimilarRecord.shape)),
    readFrom: z.enum(['github', 'copy', 'nothing']),
  })
  .meta({ id: 'PrefilledRegistration' });

export async function registerAssetRegistration(
  root: FastifyInstance,
  services: ApiServices & Registering,
): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/assets',
    {
      config: { least: 'anonymous' },
      schema: {
        operationId: 'registerAsset',
        tags: ['registration'],
        summary: 'Register something that another council can reuse',
        description:
          'The address alone is enough for a repository on GitHub; what is no code needs title, kind and summary. It is public at once where a contributor of its own organisation or a moderator registers it; else it waits for a moderator. What is registered already is refused with 409, naming the record in `existing`; what is alike is named in `similar`. With `Idempotency-Key` a repeated request gets the same answer for a day.',
        querystring: z.strictObject({}),
        body: Registration,
        response: {
          201: {
            description: 'Registered; the edit token is shown this once',
            content: { 'application/json': { schema: Registered } },
          },
          ...problemResponses(400, 401, 409, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async (once) => {
        const toAnswer = ({ entry, editToken }: Awaited<ReturnType<typeof registerAsset>>) => {
          const { body, ...shown } = showRegistration(services.links, entry, 201);
          const secrets = { editLink: editLinkOf(services.links, entry.id, editToken), editToken };
          const location = services.links.record('asset', entry.id).self;
          return { ...shown, location, body: { ...(body as object), ...secrets } };
        };
        let answer: WriteAnswer | undefined;
        const registered = await registerAsset(services, request.body, actorOf(request), (written) => {
          answer = toAnswer(written);
          return once.kept(answer);
        });
        services.settle();
        if (registered.entry.state === 'published') {
          const { repository } = registered.entry.document.asset;
          if (repository !== undefined) services.refreshRepository?.(repository);
        }
        return answer ?? toAnswer(registered);
      }),
  );

  app.get(
    '/assets/prefill',
    {
      schema: {
        operationId: 'prefillRegistration',
        tags: ['registration'],
        summary: 'What a registration form begins with for an address',
        description: 'Read from GitHub when it can be reached. Registers nothing.',
        querystring: z.strictObject({
          url: givenLine(2000).meta({
            description: 'Address of a repository in any spelling, or of a page',
            examples: ['https://github.com/unboxed/bops'],
          }),
        }),
        response: {
          200: {
            description: 'What is known of it',
            content: { 'application/json': { schema: Prefilled } },
          },
          ...problemResponses(400, 401, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const prefilled = await prefillRegistration(services, request.query.url, actorOf(request));
      return reply.header('cache-control', 'no-store').send(prefilled);
    },
  );
}
