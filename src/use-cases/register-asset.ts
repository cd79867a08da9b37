import { type Actor, toActorName } from '../domain/access/actor.ts';
import { CatalogueError, invalidInput } from '../domain/errors.ts';
import { repositoryId } from '../domain/ids.ts';
import type { Registration } from '../domain/registration/registration-body.ts';
import { readRegisteredAddress } from '../domain/registration/repository-address.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import type { RepositoryLookup } from '../ports/repository-lookup.ts';
import { chooseAssetId } from './choose-asset-id.ts';
import { draftRegistration } from './draft-registration.ts';
import { type Duplicate, findDuplicate, type Registrable } from './find-duplicate.ts';
import type { Directory } from './open-directory.ts';
import type { CurrentAssets } from './open-known-assets.ts';
import { planRegistration } from './plan-registration.ts';
import { readGivenFields } from './read-given-fields.ts';
import { hashSecret, makeSecret } from './secrets.ts';

export interface Registering {
  store: CatalogueStore;
  enrichment: Pick<EnrichmentStore, 'find' | 'findByHostId'>;
  directory: Directory;
  known: CurrentAssets;
  lookUp: RepositoryLookup;
  now: () => Date;
}

export interface Registered {
  entry: Entry<Submission>;
  /** The edit link's secret, shown this once. */
  editToken: string;
}

export const tokenMonths = 12;

/**
 * Takes a registration in: duplicates are refused (CatalogueError 'conflict' with the member `existing`), what is alike is hinted at. It is
 * public at once where somebody who may decide it says so. `kept`: rows for the same write, made from what will have been written.
 */
export async function registerAsset(
  registering: Registering,
  registration: Registration,
  actor: Actor,
  kept: (registered: Registered) => KeptWrite[] = () => [],
): Promise<Registered> {
  const { store, directory, known, now } = registering;
  const { url, contact, draft, ...fields } = registration;
  const address = readRegisteredAddress(url);
  if ('fault' in address) throw invalidInput([{ field: 'url', message: address.fault }]);
  const given = readGivenFields(directory, fields);
  await known.refresh();
  const { wanted, aliases, found } = await settleAddress(registering, address);

  const at = now().toISOString();
  const id =
    'repository' in wanted
      ? repositoryId(wanted.repository)
      : await chooseAssetId(store, given.set.title ?? '');
  const drafted = await draftRegistration(registering, wanted, given, {
    ...{ actor, at, id },
    ...(found && { found }),
  });
  const editToken = makeSecret('cre');
  const planned = await planRegistration(registering, {
    ...{ asset: { ...drafted, aliases }, contact, actor, at },
    ...(draft && { draft }),
    token: { hash: hashSecret(editToken), expiresAt: monthsAfter(at, tokenMonths) },
  });
  const { entry, put, entries } = planned;
  const registered = { entry, editToken };
  try {
    await store.write({ actor: toActorName(actor), at, put, withdraw: [], entries, kept: kept(registered) });
  } catch (error) {
    await refuseDuplicate(registering, wanted, error);
    throw error;
  }
  return registered;
}

/** The address under which it is known now, after making sure that nobody has registered it. */
async function settleAddress(registering: Registering, wanted: Registrable) {
  refuse(await findDuplicate(registering, wanted));
  if ('address' in wanted) return { wanted, aliases: [] };
  const found = await registering.lookUp(wanted.repository);
  if (found === undefined) return { wanted, aliases: [] };
  const { repository, hostId } = found;
  const present = { repository };
  refuse(await findDuplicate(registering, present, { hostId }));
  const hasMoved = repositoryId(repository) !== repositoryId(wanted.repository);
  return { wanted: present, aliases: hasMoved ? [repositoryId(wanted.repository)] : [], found };
}

function refuse(existing: Duplicate | undefined): void {
  if (existing === undefined) return;
  const message = `It is registered already as "${existing.id}": ${existing.why}`;
  throw new CatalogueError('conflict', message, [{ field: 'url', message: existing.why }], { existing });
}

/** Somebody else may have registered it in the same moment. */
async function refuseDuplicate(registering: Registering, wanted: Registrable, error: unknown): Promise<void> {
  if (!(error instanceof CatalogueError) || !['conflict', 'stale'].includes(error.kind)) return;
  await registering.known.refresh();
  refuse(await findDuplicate(registering, wanted));
}

export function monthsAfter(at: string, months: number): string {
  const time = new Date(at);
  time.setUTCMonth(time.getUTCMonth() + months);
  return time.toISOString();
}
