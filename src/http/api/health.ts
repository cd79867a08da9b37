import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { RecordKind } from '../../domain/ids.ts';
import { engineStates } from '../../use-cases/engine-state.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';

const Live = z.object({ status: z.enum(['live']) }).meta({ examples: [{ status: 'live' }] });

const Counts = z.object(
  Object.fromEntries(RecordKind.options.map((kind) => [kind, z.int()])) as Record<RecordKind, z.ZodInt>,
);

const Engine = z
  .object({
    engine: z.enum(['embedded', 'meilisearch']),
    state: z.enum(engineStates).meta({
      description:
        'answering and standing-by are well; connecting, filling, behind, failing, unreachable and refused are not',
    }),
    version: z.string().optional(),
    documents: z.int(),
    cursor: z.int().meta({ description: 'The newest change of the log that it has taken in' }),
    lagChanges: z.int().meta({ description: 'Changes of the log that it has not taken in' }),
    lagSeconds: z.int().meta({ description: 'Age of the oldest of them' }),
    breaker: z
      .enum(['closed', 'open', 'half-open'])
      .optional()
      .meta({ description: 'open: left alone after too many failures; half-open: about to be tried again' }),
    lastError: z.object({ message: z.string(), at: z.string() }).optional(),
  })
  .meta({ id: 'EngineStatus' });

const Ready = z
  .object({
    status: z.enum(['ready', 'standing-in', 'catching-up', 'unavailable', 'closing']).meta({
      description:
        'standing-in: the embedded index answers for Meilisearch; catching-up: what answers has not taken in the newest changes',
    }),
    store: z.object({
      status: z.enum(['ok', 'unavailable']),
      newestChange: z.int(),
      records: Counts.optional(),
    }),
    engines: z.array(Engine).meta({ description: 'The one that is wanted first' }),
  })
  .meta({ id: 'Readiness' });

type Readiness = z.infer<typeof Ready>;

async function readStore({ store }: ApiServices) {
  const newestChange = await store.head();
  const counts = await store.counts();
  const records = Object.fromEntries(
    RecordKind.options.map((kind) => [kind, counts[kind]?.published ?? 0]),
  ) as Record<RecordKind, number>;
  return { status: 'ok' as const, newestChange, records };
}

async function readEngines({ engines }: ApiServices): Promise<Readiness['engines']> {
  const statuses = await engines.status();
  return statuses.map(({ lag, ...status }) => ({
    ...status,
    lagChanges: lag.changes,
    lagSeconds: lag.seconds,
  }));
}

function statusOf({ store, engines }: Omit<Readiness, 'status'>): Readiness['status'] {
  const answering = engines.find(({ state }) => state === 'answering');
  if (store.status !== 'ok' || answering === undefined) return 'unavailable';
  if (answering !== engines[0]) return 'standing-in';
  return answering.lagChanges === 0 ? 'ready' : 'catching-up';
}

/** Liveness says that the process answers; readiness reads the store and says how each engine is. Neither is rate limited. */
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
        summary: 'Can the service answer, and how is each engine?',
        response: { 200: Ready, 503: Ready, ...problemResponses(500) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const store = await readStore(services).catch((error: unknown) => {
        request.log.error({ err: error }, 'store does not answer');
        return { status: 'unavailable' as const, newestChange: 0 };
      });
      const found = { store, engines: await readEngines(services) };
      const status = services.isClosing() ? 'closing' : statusOf(found);
      const answers = status !== 'closing' && status !== 'unavailable';
      return reply.code(answers ? 200 : 503).send({ status, ...found });
    },
  );
}
