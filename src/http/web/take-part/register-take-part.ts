import type { FastifyInstance } from 'fastify';
import type { WebServices } from '../web-services.ts';
import { registerAssetForm } from './asset-form.ts';
import { claimForm } from './claim-form.ts';
import { correctionForm } from './correction-form.ts';
import { registerInterestForm } from './interest-form.ts';
import { registerInterestsPage } from './interests-page.ts';
import { messageForm } from './message-form.ts';
import { reuseForm } from './reuse-form.ts';
import { registerSentPage } from './sent-page.ts';
import { registerStatementPage } from './statement-page.ts';

/** What readers do with an asset. */
export function registerTakePart(app: FastifyInstance, services: WebServices): void {
  for (const form of [reuseForm, correctionForm, messageForm, claimForm]) {
    registerAssetForm(app, services, form(services));
  }
  registerInterestForm(app, services);
  registerInterestsPage(app, services);
  registerStatementPage(app, services);
  registerSentPage(app, services);
}
