import type { FastifyInstance } from 'fastify';
import type { ApiServices } from '../api-services.ts';
import { registerCorrections } from './corrections.ts';

/** What people say of curated records, and what moderators decide. */
export async function registerModeration(root: FastifyInstance, services: ApiServices): Promise<void> {
  await registerCorrections(root, services);
}
