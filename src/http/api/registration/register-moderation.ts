import type { FastifyInstance } from 'fastify';
import { openKnownAssets } from '../../../use-cases/open-known-assets.ts';
import type { ApiServices } from '../api-services.ts';
import { registerCorrections } from './corrections.ts';
import { registerQueue } from './moderation.ts';
import { registerOwnership } from './ownership.ts';

/** What people say of curated records, and what moderators decide. */
export async function registerModeration(root: FastifyInstance, services: ApiServices): Promise<void> {
  await registerCorrections(root, services);
  await registerOwnership(root, services);
  await registerQueue(root, { ...services, known: openKnownAssets(services.store) });
}
