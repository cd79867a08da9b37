import type { FastifyInstance } from 'fastify';
import { CorrectableKind } from '../../../domain/corrections/correctable-fields.ts';
import type { WebServices } from '../web-services.ts';
import { claimForm } from './claim-form.ts';
import { correctionForm } from './correction-form.ts';
import { registerInterestForm } from './interest-form.ts';
import { registerInterestsPage } from './interests-page.ts';
import { messageForm } from './message-form.ts';
import { registerRecordForm } from './record-form.ts';
import { reuseForm } from './reuse-form.ts';
import { registerSentPage } from './sent-page.ts';
import { registerStatementPage } from './statement-page.ts';

/** What readers do with an asset, and how they correct what is said of funding. */
export function registerTakePart(app: FastifyInstance, services: WebServices): void {
  for (const form of [reuseForm, messageForm, claimForm]) registerRecordForm(app, services, form(services));
  for (const kind of CorrectableKind.options) {
    registerRecordForm(app, services, correctionForm(services, kind));
  }
  registerInterestForm(app, services);
  registerInterestsPage(app, services);
  registerStatementPage(app, services);
  registerSentPage(app, services);
}
