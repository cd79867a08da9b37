import type { FastifyInstance } from 'fastify';
import type { ApiServices } from '../api-services.ts';
import { registerAssetImports } from './asset-imports.ts';
import { registerAssetRegistration } from './asset-registration.ts';
import { registerAssetWithdrawal } from './asset-withdrawal.ts';
import { registerEditTokens } from './edit-tokens.ts';
import { registerRegistrationChanges } from './registration-changes.ts';
import { registerRevisions } from './revisions.ts';

/** What people register, and what becomes of it. */
export async function registerRegistration(root: FastifyInstance, services: ApiServices): Promise<void> {
  await registerAssetRegistration(root, services);
  await registerAssetImports(root, services);
  await registerRegistrationChanges(root, services);
  await registerAssetWithdrawal(root, services);
  await registerEditTokens(root, services);
  await registerRevisions(root, services);
}
