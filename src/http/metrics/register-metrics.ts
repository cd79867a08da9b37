import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../problems.ts';
import type { Metrics } from './build-metrics.ts';
import { hasToken, isFromThisMachine } from './metrics-access.ts';

interface MetricsAccess {
  /** Whoever sends it may read; without one, only callers on this machine may. */
  token?: string;
}

/** GET /metrics, outside the public API and its rate limit. Register it before the routes that it is to count. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, { token }: MetricsAccess): void {
  app.addHook('onResponse', metrics.observeAnswer);

  app.get(
    '/metrics',
    { config: { rateLimit: false, ownToken: token !== undefined }, schema: { hide: true } },
    async (request, reply) => {
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
      return reply
        .header('cache-control', 'no-store')
        .type(metrics.contentType)
        .send(await metrics.read());
    },
  );
}
