import type { FastifyInstance } from 'fastify';
import type { ApiServices } from '../api-services.ts';
import { registerChanges } from './changes.ts';
import { registerDeliveries } from './deliveries.ts';
import { registerRedactions } from './redactions.ts';
import { registerSubscriptions } from './subscriptions.ts';

/** What happened, for who asks and for who is told. */
export async function registerEvents(app: FastifyInstance, services: ApiServices): Promise<void> {
  await registerChanges(app, services);
  await registerSubscriptions(app, services);
  await registerDeliveries(app, services);
  await registerRedactions(app, services);
}
