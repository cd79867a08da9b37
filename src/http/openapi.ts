import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { OperationExamples } from './openapi-examples.ts';

/** Of the connection to the documentation, not of its answer. */
const hopHeaders = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/** OpenAPI 3.1 from the routes' own schemas: /openapi.json, and /docs to try it. Register before the routes. */
export function registerOpenApi(app: FastifyInstance, readExamples: () => Promise<OperationExamples>): void {
  const routes: RouteOptions[] = [];
  let opening: Promise<FastifyInstance> | undefined;

  // What describes the routes is loaded when somebody first asks: a second of work and some twenty megabytes that most starts have no use for.
  async function open(): Promise<FastifyInstance> {
    const { openDocumentation } = await import('./open-documentation.ts');
    return openDocumentation(routes, await readExamples());
  }

  function documentation(): Promise<FastifyInstance> {
    opening ??= open();
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const described = await (await documentation()).inject({ url: request.url, headers: request.headers });
    if (described.statusCode === 404) {
      reply.callNotFound();
      return reply;
    }
    for (const [name, value] of Object.entries(described.headers)) {
      if (value !== undefined && !hopHeaders.has(name)) reply.header(name, value);
    }
    return reply.code(described.statusCode).send(described.rawPayload);
  }

  app.addHook('onRoute', ({ method, url, schema, config }) => {
    if (schema?.hide || method === 'HEAD') return;
    routes.push({ method, url, schema, config } as RouteOptions);
  });
  app.addHook('onClose', async () => (await opening)?.close());
  for (const url of ['/openapi.json', '/docs', '/docs/*']) app.get(url, { schema: { hide: true } }, answer);
}
