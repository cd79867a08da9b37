import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CatalogueError, type ErrorKind, type Fault } from '../domain/errors.ts';
import { toFaults } from './faults.ts';

/** RFC 9457 problem details; `errors` names each field that is at fault and, where there are few, what is allowed. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    requestId: z.string(),
    errors: z
      .array(z.object({ field: z.string(), message: z.string(), allowed: z.array(z.string()).optional() }))
      .optional(),
  })
  .meta({
    id: 'Problem',
    examples: [
      {
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'page: must be 1 or more',
        instance: '/api/v1/search?page=0',
        requestId: '0b7b1c9e-6a55-4a5f-9d2f-4e6b1f6f6a10',
        errors: [{ field: 'page', message: 'must be 1 or more' }],
      },
    ],
  });

const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  stale: 412,
  'precondition-required': 428,
  unavailable: 503,
};

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The problem responses that any operation may answer with, for its schema. */
export function problemResponses<S extends number>(...statuses: S[]) {
  const response = (status: number) => ({
    description: titles[status] ?? 'Problem',
    content: { 'application/problem+json': { schema: Problem } },
  });
  return Object.fromEntries(statuses.map((status) => [status, response(status)])) as Record<
    S,
    ReturnType<typeof response>
  >;
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  detail: string,
  faults: readonly Fault[] = [],
  members: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  const body = {
    type: 'about:blank',
    title: titles[status] ?? 'Problem',
    status,
    detail,
    instance: request.url.slice(0, 500),
    requestId: request.id,
    ...(faults.length > 0
      ? {
          errors: faults.map(({ field, message, allowed }) => ({
            field,
            message,
            ...(allowed ? { allowed: [...allowed] } : {}),
          })),
        }
      : {}),
    ...members,
  };
  // Sent as text: the body is a problem whatever schema the route has for its status.
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(body));
}

/** Shows a problem as a page, to whom wants one; undefined where problem details will do. */
export type ShowProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  problem: { status: number; faults: readonly Fault[] },
) => FastifyReply | undefined;

/** Maps every error to a problem in one place. Causes of a 500 go to the log, never to the caller. */
export function registerProblems(app: FastifyInstance, showPage: ShowProblem = () => undefined): void {
  const answer: typeof sendProblem = (request, reply, status, detail, faults = [], members = {}) =>
    showPage(request, reply, { status, faults }) ??
    sendProblem(request, reply, status, detail, faults, members);

  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof CatalogueError) {
      if (error.kind === 'unavailable') reply.header('retry-after', '5');
      if (error.kind === 'unauthenticated') reply.header('www-authenticate', 'Bearer realm="catalogue"');
      return answer(request, reply, statusOf[error.kind], error.message, error.faults, error.members);
    }
    if (hasZodFastifySchemaValidationErrors(error)) {
      const faults = toFaults(error.validation, error.validationContext);
      return answer(
        request,
        reply,
        400,
        faults.map((fault) => `${fault.field}: ${fault.message}`).join('; '),
        faults,
      );
    }
    const status = isResponseSerializationError(error) ? 500 : (error.statusCode ?? 500);
    if (status >= 500) {
      request.log.error({ err: error }, 'request failed');
      return answer(
        request,
        reply,
        500,
        'Something went wrong here; the request id tells us which request it was',
      );
    }
    return answer(request, reply, status, error.message);
  });
  app.setNotFoundHandler((request, reply) =>
    answer(
      request,
      reply,
      404,
      `There is nothing at ${request.method} ${request.url.split('?')[0]?.slice(0, 200)}`,
    ),
  );
}
