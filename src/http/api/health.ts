import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { RecordKind } from '../../domain/ids.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';

const Live = z.object({ status: z.enum(['live']) }).meta({ examples: [{ status: 'live' }] });

const Counts = z.object(
  Object.fromEntries(RecordKind.options.map((kind) => [kind, z.int()])) as Record<RecordKind, z.ZodInt>,
);

const Ready = z
  .object({
    status: z.enum(['ready', 'catching-up', 'unavailable']),
    store: z.object({
      status: z.enum(['ok', 'unavailable']),
      newestChange: z.int(),
      records: Counts.optional(),
    }),
    index: z.object({
      engine: z.enum(['embedded', 'meilisearch']),
      status: z.enum(['ok', 'unavailable']),
      documents: z.int(),
      cursor: z.int(),
      lagChanges: z.int().meta({ description: 'Changes of the log that the index has not taken in' }),
    }),
  })
  .meta({ id: 'Readiness' });

async function readStore({ store }: ApiServices) {
  const newestChange = await store.head();
  const counts = await store.counts();
  const records = Object.fromEntries(
    RecordKind.options.map((kind) => [kind, counts[kind]?.published ?? 0]),
  ) as Record<RecordKind, number>;
  return { status: 'ok' as const, newestChange, records };
}

async function readIndex({ index }: ApiServices, newestChange: number) {
  const cursor = await index.cursor();
  return {
    engine: index.engine,
    status: 'ok' as const,
    documents: await index.count(),
    cursor,
    lagChanges: Math.max(0, newestChange - cursor),
  };
}

/** Liveness says that the process answers; readiness reads the store and the index. Neither is rate limited. */
export async function registerHealth(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const config = { rateLimit: false as const };

  app.get(
    '/health/live',
    {
      config,
      schema: {
        operationId: 'getLiveness',
        tags: ['health'],
        summary: 'Is the process alive?',
        response: { 200: Live, ...problemResponses(500) },
      },
    },
    async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' as const }),
  );

  app.get(
    '/health/ready',
    {
      config,
      schema: {
        operationId: 'getReadiness',
        tags: ['health'],
        summary: 'Can the service answer, and how current is its index?',
        response: { 200: Ready, 503: Ready, ...problemResponses(500) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const store = await readStore(services).catch((error: unknown) => {
        request.log.error({ err: error }, 'store does not answer');
        return { status: 'unavailable' as const, newestChange: 0 };
      });
      const index = await readIndex(services, store.newestChange).catch((error: unknown) => {
        request.log.error({ err: error }, 'index does not answer');
        return {
          engine: services.index.engine,
          status: 'unavailable' as const,
          documents: 0,
          cursor: 0,
          lagChanges: store.newestChange,
        };
      });
      const answers = store.status === 'ok' && index.status === 'ok';
      const status = answers ? (index.lagChanges === 0 ? 'ready' : 'catching-up') : 'unavailable';
      return reply.code(answers ? 200 : 503).send({ status, store, index });
    },
  );
}
