import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { type FastifyInstance, fastify, type RouteOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { securitySchemes, withAccess } from './access/documented-access.ts';
import { noCompilers } from './no-compilers.ts';
import { type OperationExamples, withExamples } from './openapi-examples.ts';
import { usedComponentsOnly } from './used-components.ts';

const about = `Finds what UK councils were funded to build and lets others reuse it: funds, awards, projects and their open-source outputs.

Reading needs no key; one that is sent is checked on every route. Lists are paged (\`page\`, \`pageSize\`, \`Link\` headers); a mirror follows with \`updatedSince\`. Every answer has an \`ETag\`;
send it back as \`If-None-Match\` and an unchanged record costs a 304. Errors are problem details (RFC 9457) that name the field at fault.`;

/** Answers /openapi.json and /docs for an app that has these routes, none of which it serves itself. */
export async function openDocumentation(
  routes: readonly RouteOptions[],
  examples: OperationExamples,
): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: noCompilers },
  });
  // Nothing is sent to the routes, so that nothing need be compiled for them.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Council Reuse Catalogue',
        version: '1.0.0',
        description: about,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes },
      tags: [
        { name: 'search', description: 'Find assets, projects, awards and funds' },
        { name: 'assets', description: 'What another council can reuse' },
        { name: 'registration', description: 'Register what others can reuse, and keep it current' },
        { name: 'projects', description: 'What was to be done, and what came of it' },
        { name: 'awards', description: 'Grants' },
        { name: 'funds', description: 'Programmes that pay' },
        { name: 'organisations', description: 'Councils past and present, and other bodies' },
        { name: 'services', description: 'The Local Government Service List' },
        { name: 'sources', description: 'Where facts were stated' },
        { name: 'lineage', description: 'From source to reuse' },
        { name: 'corrections', description: 'What people say of curated records, and who looks after them' },
        { name: 'moderation', description: 'What waits for a moderator' },
        { name: 'access', description: 'Keys, accounts and who is calling' },
        { name: 'health', description: 'State of the service' },
        { name: 'web', description: 'Stable paths of the pages' },
      ],
    },
    transform: ({ schema, route, ...rest }) =>
      jsonSchemaTransform({ ...rest, route, schema: withAccess(schema, route) }),
    transformObject: (document) => usedComponentsOnly(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformSpecification: (document) => withExamples(document, examples),
    theme: {
      title: 'Council Reuse Catalogue API',
      css: [{ filename: 'catalogue.css', content: '.swagger-ui .topbar { display: none; }' }],
    },
  });
  for (const { method, url, schema, config } of routes) {
    app.route({ method, url, schema, config, handler: async () => undefined });
  }
  let text: string | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(withExamples(app.swagger(), examples));
    return reply
      .header('cache-control', 'public, max-age=300')
      .type('application/json; charset=utf-8')
      .send(text);
  });
  await app.ready();
  return app;
}
