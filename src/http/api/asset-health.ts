import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CatalogueError, notFound } from '../../domain/errors.ts';
import { describeHealth } from '../../use-cases/describe-health.ts';
import { sendAnswer } from '../answer.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';
import { anyId } from './parameters.ts';
import { RecordLinks } from './schemas.ts';

const Outcome = z
  .enum(['met', 'not-met', 'unknown'])
  .meta({ description: 'unknown: nothing at hand proves it either way; never taken for a no' });

const Rules = z.array(
  z
    .object({
      rule: z.string(),
      outcome: Outcome,
      why: z.string(),
      evidence: z.array(
        z.object({
          what: z.string(),
          value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
          source: z.string().meta({
            description: 'github, copy (counted in a stored copy), catalogue, or the id of a source record',
          }),
          seenAt: z.string().meta({ description: 'When it was read or stated: a day, or a moment in UTC' }),
        }),
      ),
    })
    .meta({ id: 'HealthRule' }),
);

const AssetHealth = z
  .object({
    id: z.string(),
    title: z.string(),
    asOf: z.string().meta({ description: 'The day that the rules were applied' }),
    repository: z.string().optional().meta({ description: 'For a product its main one' }),
    maturity: Rules.meta({ description: 'What people state' }),
    upkeep: Rules.meta({ description: 'What is observed of the repository; empty where there is none' }),
    reuse: Rules.meta({ description: 'What users confirm; what was only observed is listed, never counted' }),
    parts: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          repository: z.string().optional(),
          upkeep: z.record(z.string(), Outcome).meta({ description: 'Outcome by rule' }),
        }),
      )
      .meta({ description: 'Of a product: how each part fares; its own health says why' }),
    links: RecordLinks,
  })
  .meta({ id: 'AssetHealth' });

/** Three parts and no score: each rule with its evidence and when that was seen. */
export async function registerAssetHealth(root: FastifyInstance, services: ApiServices): Promise<void> {
  const { store, answers, directory, links } = services;
  root.withTypeProvider<ZodTypeProvider>().get(
    '/assets/:id/health',
    {
      schema: {
        operationId: 'getAssetHealth',
        tags: ['assets'],
        summary: 'Judge the health of an asset by explained rules',
        description:
          'In three parts that are never added up: maturity as stated, upkeep as observed, reuse as confirmed. Each rule says what came of it, why, and by what evidence.',
        params: z.strictObject({ id: anyId.meta({ description: 'Id of the asset', examples: ['bops'] }) }),
        querystring: z.strictObject({}),
        response: {
          200: {
            description: 'The rules that apply',
            content: { 'application/json': { schema: AssetHealth } },
          },
          304: z.undefined().describe('The caller holds the newest version'),
          308: z.undefined().describe('The asset has another id'),
          ...problemResponses(400, 404, 410, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const record = await store.find('asset', id.toLowerCase());
      if (record === undefined) throw notFound(`The asset "${id.slice(0, 100)}"`);
      if (record.state === 'withdrawn')
        throw new CatalogueError('gone', `The asset "${record.id}" was withdrawn`);
      const own = links.record('asset', record.id);
      if (record.id !== id.toLowerCase()) return reply.redirect(`${own.self}/health`, 308);
      const now = services.now();
      // What is known may stand still for years: the rules are applied anew every day.
      const day = now.toISOString().slice(0, 10);
      const answer = await answers.get(`health:${record.id}:${day}`, async () => ({
        version: record.revision,
        holdsUntil: (await directory.readReuse([record.document], now.toISOString())).get(record.id)
          ?.holdsUntil,
        body: {
          ...(await describeHealth(services, record, now)),
          links: { ...own, self: `${own.self}/health` },
        },
      }));
      return sendAnswer(request, reply, answer);
    },
  );
}
