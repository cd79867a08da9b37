import type { FastifyInstance } from 'fastify';
import { openKnownAssets } from '../../../use-cases/open-known-assets.ts';
import type { Registering } from '../../../use-cases/register-asset.ts';
import type { ApiServices } from '../api-services.ts';
import { registerAssetImports } from './asset-imports.ts';
import { registerAssetRegistration } from './asset-registration.ts';
import { registerAssetWithdrawal } from './asset-withdrawal.ts';
import { registerEditTokens } from './edit-tokens.ts';
import { registerRegistrationChanges } from './registration-changes.ts';
import { registerRevisions } from './revisions.ts';

/** What people register, and what becomes of it. */
export async function registerRegistration(root: FastifyInstance, services: ApiServices): Promise<void> {
  const known = openKnownAssets(services.store);
  const registering: ApiServices & Registering = { ...services, known };
  await registerAssetRegistration(root, registering);
  await registerAssetImports(root, registering);
  await registerRegistrationChanges(root, services);
  await registerAssetWithdrawal(root, services);
  await registerEditTokens(root, services);
  await registerRevisions(root, services);
}
