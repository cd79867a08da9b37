import forms from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { requireOwnOrigin } from '../access/same-origin.ts';
import { accessibilityPage } from './about/accessibility-page.ts';
import { registerDataPage } from './about/data-page.ts';
import { privacyPage } from './about/privacy-page.ts';
import { registerProsePage } from './about/prose.ts';
import { registerAccountPage } from './account/account-page.ts';
import { registerAccountsPage } from './account/accounts-page.ts';
import { registerAssetPage } from './asset/asset-page.ts';
import { registerAwardPage } from './award/award-page.ts';
import { registerComparePage } from './compare/compare-page.ts';
import { registerEditPages } from './edit/edit-page.ts';
import { registerFundPage } from './fund/fund-page.ts';
import { registerFundsPage } from './fund/funds-page.ts';
import { registerGuidePage } from './guide/guide-page.ts';
import { registerHomePage } from './home/home-page.ts';
import { registerKeysPage } from './keys/keys-page.ts';
import { registerNewKeyPage } from './keys/new-key-page.ts';
import { registerLineagePage } from './lineage/lineage-page.ts';
import { registerMailsPage } from './mails/mails-page.ts';
import { registerDecisionPage } from './moderate/decision-page.ts';
import { registerQueuePage } from './moderate/queue-page.ts';
import { registerRevisionsPage } from './moderate/revisions-page.ts';
import { registerOrganisationPage } from './organisation/organisation-page.ts';
import { registerOrganisationsPage } from './organisation/organisations-page.ts';
import { registerProjectPage } from './project/project-page.ts';
import { registerRedactPage } from './redact/redact-page.ts';
import { registerRegisterPages } from './register/register-page.ts';
import { registerResultsPage } from './results/results-page.ts';
import { registerServicePage } from './service/service-page.ts';
import { registerServicesPage } from './service/services-page.ts';
import { registerSignInPages } from './sign-in/register-sign-in-pages.ts';
import { registerSitemap } from './sitemap/register-sitemap.ts';
import { registerSourcePage } from './source/source-page.ts';
import { registerTakePart } from './take-part/register-take-part.ts';
import type { SignInPagesServices } from './web-services.ts';

/** The pages and the two files they load. */
export async function registerWeb(app: FastifyInstance, services: SignInPagesServices): Promise<void> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (page) => String(page));
  await app.register(forms);
  app.addHook('preHandler', async (request) => {
    if (request.method === 'POST') requireOwnOrigin(request, services.publicUrl);
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET') return services.pages.showKept(request, reply);
  });
  for (const { path, type, text } of services.pages.files) {
    app.get(path, { config: { rateLimit: false }, schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(text),
    );
  }
  registerHomePage(app, services);
  registerResultsPage(app, services);
  registerAssetPage(app, services);
  registerRegisterPages(app, services);
  registerEditPages(app, services);
  registerTakePart(app, services);
  registerProjectPage(app, services);
  registerAwardPage(app, services);
  registerFundsPage(app, services);
  registerFundPage(app, services);
  registerLineagePage(app, services);
  registerOrganisationsPage(app, services);
  registerOrganisationPage(app, services);
  registerServicesPage(app, services);
  registerServicePage(app, services);
  registerSourcePage(app, services);
  registerComparePage(app, services);
  registerDataPage(app, services);
  for (const page of [accessibilityPage, privacyPage]) registerProsePage(app, services, page);
  registerGuidePage(app, services);
  registerSitemap(app, services);
  await registerSignInPages(app, services);
  registerAccountPage(app, services);
  registerQueuePage(app, services);
  registerDecisionPage(app, services);
  registerRevisionsPage(app, services);
  registerKeysPage(app, services);
  registerNewKeyPage(app, services);
  registerAccountsPage(app, services);
  registerMailsPage(app, services);
  registerRedactPage(app, services);
}
