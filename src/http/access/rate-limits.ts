import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAtLeast } from '../../domain/access/actor.ts';
import { rateLimitProblem } from '../rate-limit-problem.ts';
import { actorOf, isRefused } from './actor-of.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Limited like reading although its method is not one that only reads. */
    limitedAsRead?: boolean;
  }
}

const unsafe: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** How many times as many writes a key may make as an address. */
const writesByKey = 10;

export function isWrite({ method, routeOptions }: FastifyRequest): boolean {
  return unsafe.has(method) && routeOptions.config?.limitedAsRead !== true;
}

/** What is counted together: reads, writes and failed sign-ins apart, by key or account where there is one, else by address. */
function bucketOf(request: FastifyRequest): string {
  // A network of the size that one customer is given counts as one address.
  const address = rateLimit.normalizeIP(request.ip, 64);
  if (isRefused(request)) return `refused ${address}`;
  return `${isWrite(request) ? 'write' : 'read'} ${actorOf(request).id ?? address}`;
}

/** Limits a minute: `max` for reading, `writesMax` for the rest. Those with an admin's key or account have none. */
export function rateLimits({ max, writesMax }: { max: number; writesMax: number }): RateLimitPluginOptions {
  return {
    max: (request) => {
      if (isRefused(request)) return writesMax;
      if (!isWrite(request)) return max;
      const { id } = actorOf(request);
      return id === undefined ? writesMax : writesMax * writesByKey;
    },
    keyGenerator: bucketOf,
    allowList: (request) => !isRefused(request) && isAtLeast(actorOf(request), 'admin'),
    cache: 20_000,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    errorResponseBuilder: rateLimitProblem,
  };
}

/** Most routes have their limit; those without one, and addresses that lead nowhere, must not be places to guess secrets at. */
export function limitRefused(app: FastifyInstance): void {
  const count = app.createRateLimit();
  app.addHook('preParsing', async (request, reply) => {
    if (!isRefused(request)) return;
    if (!request.is404 && request.routeOptions.config?.rateLimit !== false) return;
    const limit = await count(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    reply.header('retry-after', limit.ttlInSeconds);
    throw rateLimitProblem(request, {
      statusCode: 429,
      ban: false,
      max: limit.max,
      ttl: limit.ttl,
      after: `${limit.ttlInSeconds} seconds`,
    });
  });
}
