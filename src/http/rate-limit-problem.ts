import type { errorResponseBuilderContext } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

/** The error thrown when an address asks too often; the error handler makes it a problem with status 429. */
export function rateLimitProblem(
  _request: FastifyRequest,
  context: errorResponseBuilderContext,
): Error & { statusCode: number } {
  const error = new Error(`At most ${context.max} requests a minute; try again in ${context.after}`);
  return Object.assign(error, { statusCode: context.statusCode });
}
