import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  fastify,
  LogController,
  type onResponseHookHandler,
  type onRouteHookHandler,
} from 'fastify';
import { type AccessOptions, type AccessServices, openAccess } from './http/access/open-access.ts';
import { buildAnswerCache } from './http/answer.ts';
import type { ApiServices } from './http/api/api-services.ts';
import { registerApi } from './http/api/register-api.ts';
import { answerClientError } from './http/client-error.ts';
import { buildLinks } from './http/links.ts';
import { buildMetrics } from './http/metrics/build-metrics.ts';
import { registerMetrics } from './http/metrics/register-metrics.ts';
import { noCompilers } from './http/no-compilers.ts';
import { registerOpenApi } from './http/openapi.ts';
import type { OperationExamples } from './http/openapi-examples.ts';
import { registerProblems } from './http/problems.ts';
import { securityHeaders } from './http/security-headers.ts';
import { buildFormGuards } from './http/web/form/form-guards.ts';
import { buildPageCache } from './http/web/page-cache.ts';
import { buildProblemPage, wantsPage } from './http/web/problem/show-problem.ts';
import { registerWeb } from './http/web/register-web.ts';
import { buildPages } from './http/web/show-page.ts';
import type { ShownSettings } from './http/web/web-services.ts';
import type { PageFiles } from './ports/templates.ts';
import { openKnownAssets } from './use-cases/open-known-assets.ts';

export interface AppOptions extends AccessOptions {
  logger?: FastifyBaseLogger;
  /** Which proxies may say who the caller is; see TRUST_PROXY. */
  trustProxy?: boolean | number | string;
  corsOrigins: string;
  /** Lets whoever sends it read /metrics; without it only callers on this machine may. */
  metricsToken?: string;
  /** True once the process has been told to end: readiness says no and connections are not kept. */
  isClosing?: () => boolean;
  /** What the privacy page says of how long things are kept; as configured where it is not given. */
  retentionDays?: ShownSettings['retentionDays'];
  /** Shown in the OpenAPI document; read when somebody first asks for it. */
  readExamples?: () => Promise<OperationExamples>;
  /** Told of every route as it is made. */
  onRoute?: onRouteHookHandler;
}

/** What the routes need of the services; the composition root gives more. */
export type AppServices = Pick<
  ApiServices,
  | 'store'
  | 'enrichment'
  | 'allowance'
  | 'notices'
  | 'lookUp'
  | 'readSpreadsheet'
  | 'refreshRepository'
  | 'engines'
  | 'directory'
  | 'reader'
  | 'countMiss'
  | 'newestChange'
  | 'now'
  | 'settle'
  | 'inImportTurn'
  | 'poster'
> &
  AccessServices & { pages: PageFiles };

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

function toShownSettings(options: AppOptions): ShownSettings {
  const { securityContact, rateLimitMax, rateLimitWritesMax = 60, sessionIdleMinutes = 60 } = options;
  return {
    ...(securityContact !== undefined && { contact: securityContact }),
    sessionIdleMinutes,
    retentionDays: options.retentionDays ?? { rejected: 90, messages: 30 },
    readsPerMinute: rateLimitMax,
    writesPerMinute: rateLimitWritesMax,
  };
}

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
    schemaController: { compilersFactory: noCompilers },
  });
  if (options.onRoute) app.addHook('onRoute', options.onRoute);
  const pages = buildPages(
    services.pages,
    buildPageCache(services.newestChange, services.now),
    options.publicUrl,
  );
  const showProblem = buildProblemPage(pages);
  registerProblems(app, (request, reply, problem) =>
    wantsPage(request) ? showProblem(request, reply, problem) : undefined,
  );
  const headers = securityHeaders({ reachedByHttps: options.publicUrl?.startsWith('https:') ?? false });
  const isClosing = options.isClosing ?? (() => false);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    if (isClosing()) reply.header('connection', 'close');
    done();
  });
  if (['info', 'debug', 'trace'].includes(app.log.level)) app.addHook('onResponse', logAnswer);

  const signIn = await openAccess(app, services, options);
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
    answers: buildAnswerCache(services.newestChange, services.now),
    links: buildLinks(options.publicUrl),
    isClosing,
    sessions: signIn.sessions,
    known: openKnownAssets(services.store),
  };
  registerMetrics(app, metrics, { token: options.metricsToken });
  registerOpenApi(app, options.readExamples ?? (async () => ({})));
  const web = {
    ...signIn,
    ...api,
    pages,
    forms: buildFormGuards(services),
    settings: toShownSettings(options),
  };
  await app.register(async (scope) => registerWeb(scope, web));
  await app.register(async (scope) => registerApi(scope, api));
  await app.ready();
  return app;
}
