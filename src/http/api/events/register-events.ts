import type { FastifyInstance } from 'fastify';
import type { ApiServices } from '../api-services.ts';
import { registerChanges } from './changes.ts';

/** What happened, for who asks and for who is told. */
export async function registerEvents(app: FastifyInstance, services: ApiServices): Promise<void> {
  await registerChanges(app, services);
}
