import type { FastifyInstance } from 'fastify';
import type { ApiServices } from '../api-services.ts';
import { registerAccounts } from './accounts.ts';
import { registerKeys } from './keys.ts';
import { registerMails } from './mails.ts';
import { registerSession } from './session.ts';

export async function registerAccessRoutes(api: FastifyInstance, services: ApiServices): Promise<void> {
  await registerSession(api);
  await registerKeys(api, services);
  await registerAccounts(api, services);
  await registerMails(api, services);
}
