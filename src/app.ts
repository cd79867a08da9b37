import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  fastify,
  LogController,
  type onResponseHookHandler,
} from 'fastify';
import { limitRefused, rateLimits } from './http/access/rate-limits.ts';
import { registerAccess } from './http/access/register-access.ts';
import { buildAnswerCache } from './http/answer.ts';
import type { ApiServices } from './http/api/api-services.ts';
import { registerApi } from './http/api/register-api.ts';
import { answerClientError } from './http/client-error.ts';
import { buildLinks } from './http/links.ts';
import { buildMetrics } from './http/metrics/build-metrics.ts';
import { registerMetrics } from './http/metrics/register-metrics.ts';
import { registerOpenApi } from './http/openapi.ts';
import type { OperationExamples } from './http/openapi-examples.ts';
import { registerProblems } from './http/problems.ts';
import { securityHeaders } from './http/security-headers.ts';
import { identifyBearer } from './use-cases/identify-bearer.ts';
import { noteKeyUse } from './use-cases/note-key-use.ts';

export interface AppOptions {
  logger?: FastifyBaseLogger;
  /** Which proxies may say who the caller is; see TRUST_PROXY. */
  trustProxy?: boolean | number | string;
  /** Requests an address may make in a minute. */
  rateLimitMax: number;
  /** Requests other than reading that an address may make in a minute, 60 unless given; keys may make more. */
  rateLimitWritesMax?: number;
  corsOrigins: string;
  publicUrl?: string;
  /** Lets whoever sends it read /metrics; without it only callers on this machine may. */
  metricsToken?: string;
  /** True once the process has been told to end: readiness says no and connections are not kept. */
  isClosing?: () => boolean;
  /** Shown in the OpenAPI document. */
  examples?: OperationExamples;
}

/** What the routes need of the services; the composition root gives more. */
export type AppServices = Pick<
  ApiServices,
  | 'store'
  | 'enrichment'
  | 'allowance'
  | 'notices'
  | 'engines'
  | 'directory'
  | 'reader'
  | 'countMiss'
  | 'newestChange'
  | 'now'
  | 'settle'
  | 'inImportTurn'
>;

const acceptableRequestId = /^[A-Za-z0-9._-]{1,64}$/;

function toTrustProxy(trusted: AppOptions['trustProxy']): NonNullable<FastifyServerOptions['trustProxy']> {
  return typeof trusted === 'number' ? (_address, hop) => hop < trusted : (trusted ?? false);
}

const logAnswer: onResponseHookHandler = (request, reply, done) => {
  const { method, routeOptions } = request;
  request.log.info(
    { method, route: routeOptions.url, status: reply.statusCode, tookMs: Math.round(reply.elapsedTime) },
    'answered',
  );
  done();
};

/** Builds the service over given services; no I/O of its own. */
export async function buildApp(services: AppServices, options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : {}),
    // Queries may hold what a person typed: requests are logged by their route (below), not by their address.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: toTrustProxy(options.trustProxy),
    bodyLimit: 1_000_000,
    // What still arrives on an open connection while the service closes is answered; readiness alone says no.
    return503OnClosing: false,
    // Longer than Node's limit for a whole address: what is too long is refused by each parameter's schema, with its name.
    routerOptions: { maxParamLength: 20_000 },
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && acceptableRequestId.test(given) ? given : randomUUID();
    },
    clientErrorHandler: answerClientError,
  });
  registerProblems(app);
  const headers = securityHeaders({ reachedByHttps: options.publicUrl?.startsWith('https:') ?? false });
  const isClosing = options.isClosing ?? (() => false);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    if (isClosing()) reply.header('connection', 'close');
    done();
  });
  if (['info', 'debug', 'trace'].includes(app.log.level)) app.addHook('onResponse', logAnswer);

  await app.register(
    rateLimit,
    rateLimits({ max: options.rateLimitMax, writesMax: options.rateLimitWritesMax ?? 60 }),
  );
  limitRefused(app);
  const noteUse = noteKeyUse(services);
  registerAccess(app, {
    async byBearer(secret) {
      const actor = await identifyBearer(services, secret);
      if (actor !== undefined) noteUse(actor);
      return actor;
    },
  });
  await app.register(cors, {
    origin: options.corsOrigins === '*' ? '*' : options.corsOrigins.split(',').map((origin) => origin.trim()),
    methods: ['GET', 'HEAD', 'OPTIONS'],
    exposedHeaders: [
      'ETag',
      'Link',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
      'Retry-After',
      'X-Request-Id',
    ],
    maxAge: 86_400,
  });
  // Brotli at its default of 11 costs more than it saves on answers made for each request.
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  });

  const metrics = buildMetrics(services);
  const api: ApiServices = {
    ...services,
    engines: metrics.engines,
    answers: buildAnswerCache(services.newestChange),
    links: buildLinks(options.publicUrl),
    isClosing,
  };
  registerMetrics(app, metrics, { token: options.metricsToken });
  await registerOpenApi(app, options.examples ?? {});
  await app.register(async (scope) => registerApi(scope, api));
  await app.ready();
  return app;
}
