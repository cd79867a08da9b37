import type { FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { registerAssetPage } from './asset/asset-page.ts';
import { registerHomePage } from './home/home-page.ts';
import { registerResultsPage } from './results/results-page.ts';
import type { WebServices } from './web-services.ts';

/** The pages and the two files they load. */
export function registerWeb(app: FastifyInstance, services: WebServices): void {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (page) => String(page));
  for (const { path, type, text } of services.pages.files) {
    app.get(path, { config: { rateLimit: false }, schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(text),
    );
  }
  registerHomePage(app, services);
  registerResultsPage(app, services);
  registerAssetPage(app, services);
}
