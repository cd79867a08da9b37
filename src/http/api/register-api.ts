import type { FastifyInstance, HTTPMethods } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { sendProblem } from '../problems.ts';
import { registerAccessRoutes } from './access/register-access-routes.ts';
import type { ApiServices } from './api-services.ts';
import { registerAssets } from './assets.ts';
import { registerByRepository } from './by-repository.ts';
import { registerEnrichment } from './enrichment.ts';
import { registerEvents } from './events/register-events.ts';
import { registerFunding } from './funding.ts';
import { registerHealth } from './health.ts';
import { registerHooks } from './hooks.ts';
import { registerLineage } from './lineage.ts';
import { registerReference } from './reference.ts';
import { registerModeration } from './registration/register-moderation.ts';
import { registerRegistration } from './registration/register-registration.ts';
import { registerResolve } from './resolve.ts';
import { registerReuse } from './reuse/register-reuse.ts';
import { registerSearch } from './search.ts';

// HEAD comes with GET.
const methods: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Answers 405 with `Allow` where a path exists and the method does not. */
function refuseOtherMethods(app: FastifyInstance, served: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [url, methodsServed] of served) {
    const refused = methods.filter((method) => !methodsServed.has(method));
    const allow = [...methodsServed, 'OPTIONS'].join(', ');
    app.route({
      method: refused,
      url,
      config: { refusesMethod: true },
      schema: { hide: true },
      handler: (request, reply) => {
        reply.header('allow', allow);
        return sendProblem(request, reply, 405, `${request.method} is not offered here; ${allow} are`);
      },
    });
  }
}

/** Every route with a zod schema. Answers are written as they are: that they fit their schemas is proved by tests, not paid for at run time. */
export async function registerApi(app: FastifyInstance, services: ApiServices): Promise<void> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  const served = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method, schema }) => {
    if (schema?.hide) return;
    const known = served.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    served.set(url, known);
  });
  await registerHealth(app, services);
  await app.register(
    async (api) => {
      await registerSearch(api, services);
      await registerByRepository(api, services);
      await registerAssets(api, services);
      await registerFunding(api, services);
      await registerReference(api, services);
      await registerLineage(api, services);
      await registerResolve(api, services);
      await registerEnrichment(api, services);
      await registerRegistration(api, services);
      await registerModeration(api, services);
      await registerHooks(api, services);
      await registerReuse(api, services);
      await registerEvents(api, services);
      await registerAccessRoutes(api, services);
    },
    { prefix: '/api/v1' },
  );
  refuseOtherMethods(app, served);
}
