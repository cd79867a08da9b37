import type { FastifyInstance } from 'fastify';
import type { ApiServices } from '../api-services.ts';
import { registerChangeReuse } from './change-reuse.ts';
import { registerInterests } from './interests.ts';
import { registerMessages } from './messages.ts';
import { registerReadReuse } from './read-reuse.ts';
import { registerStateReuse } from './state-reuse.ts';

/** Who uses what, who would like to, and how to reach those who made it. */
export async function registerReuse(app: FastifyInstance, services: ApiServices): Promise<void> {
  await registerStateReuse(app, services);
  await registerChangeReuse(app, services);
  await registerReadReuse(app, services);
  await registerInterests(app, services);
  await registerMessages(app, services);
}
