import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { ApiServices } from '../api/api-services.ts';
import { sendProblem } from '../problems.ts';
import { observeRequests } from './http-metrics.ts';
import { hasToken, isFromThisMachine } from './metrics-access.ts';
import { buildStoreMetrics } from './store-metrics.ts';

export interface MetricsOptions {
  /** Whoever sends it may read; without one, only callers on this machine may. */
  token?: string;
}

/**
 * GET /metrics in Prometheus' text format, outside the public API and its rate limit. Register it before the routes that it counts.
 * Labels are made of what the service knows (routes, engines, kinds), never of what a caller sends.
 */
export function registerMetrics(
  app: FastifyInstance,
  { store }: Pick<ApiServices, 'store'>,
  { token }: MetricsOptions,
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  app.addHook('onResponse', observeRequests(registry));
  const readStore = buildStoreMetrics(registry, store);

  app.get('/metrics', { config: { rateLimit: false }, schema: { hide: true } }, async (request, reply) => {
    if (token !== undefined && !hasToken(request, token)) {
      reply.header('www-authenticate', 'Bearer realm="metrics"');
      return sendProblem(request, reply, 401, 'Send the token of METRICS_TOKEN as Authorization: Bearer');
    }
    if (token === undefined && !isFromThisMachine(request))
      return sendProblem(
        request,
        reply,
        403,
        'Without METRICS_TOKEN only callers on this machine may read this',
      );
    await readStore();
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}
