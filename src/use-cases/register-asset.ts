import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import { CatalogueError, invalidInput } from '../domain/errors.ts';
import { repositoryId } from '../domain/ids.ts';
import type { Asset } from '../domain/records/asset.ts';
import { findAlike, type KnownAssets } from '../domain/registration/find-alike.ts';
import { toKnownAsset } from '../domain/registration/known-asset.ts';
import { missingFields } from '../domain/registration/missing-fields.ts';
import type { Registration } from '../domain/registration/registration-body.ts';
import { readRegisteredAddress } from '../domain/registration/repository-address.ts';
import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import type { RepositoryLookup } from '../ports/repository-lookup.ts';
import { chooseAssetId } from './choose-asset-id.ts';
import { draftRegistration } from './draft-registration.ts';
import { type Duplicate, findDuplicate, type Registrable } from './find-duplicate.ts';
import type { Directory } from './open-directory.ts';
import type { CurrentAssets } from './open-known-assets.ts';
import { planPublishing } from './publish-submission.ts';
import { readGivenFields } from './read-given-fields.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

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
  const asset = { ...drafted, aliases };
  const state = stateAtFirst(registering, asset, actor, draft ?? false);
  const editToken = makeSecret('cre');
  const earlier = await store.findEntry<Submission>('submission', id);
  const submission = toSubmission({ asset, contact, state, actor, at, editToken, known }, earlier);
  const entry: Entry<Submission> = {
    ...{ kind: 'submission', id, state, createdAt: earlier?.createdAt ?? at, updatedAt: at },
    ...{ revision: (earlier?.revision ?? 0) + 1, document: submission },
  };
  const registered = { entry, editToken };
  try {
    await write(registering, { entry, earlier, actor, at, kept: kept(registered) });
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

function stateAtFirst(
  { directory }: Registering,
  { lead }: Asset,
  actor: Actor,
  draft: boolean,
): SubmissionState {
  if (draft) return 'draft';
  if (isAtLeast(actor, 'moderator')) return 'published';
  const isOwn = actor.role === 'contributor' && speaksFor(actor, lead?.organisation, directory.councils);
  return isOwn ? 'published' : 'pending';
}

interface NewSubmission {
  asset: Asset;
  contact: string | undefined;
  state: SubmissionState;
  actor: Actor;
  at: string;
  editToken: string;
  known: KnownAssets;
}

function toSubmission(
  { asset, contact, state, actor, at, editToken, known }: NewSubmission,
  earlier: Entry<Submission> | undefined,
): Submission {
  const by = toActorName(actor);
  const similar = findAlike(toKnownAsset(asset, false), known);
  const fresh: Submission = {
    asset,
    ...(contact !== undefined && { contact }),
    missing: missingFields({ asset, contact }),
    similar,
    submittedBy: by,
    token: { hash: hashSecret(editToken), expiresAt: monthsAfter(at, tokenMonths) },
    wasPublished: state === 'published',
    history: earlier === undefined ? [{ at, actor: by, to: state }] : earlier.document.history,
  };
  if (earlier === undefined) return fresh;
  return stepTo(fresh, earlier.state as SubmissionState, { to: state, at, actor: by });
}

async function write(
  { store }: Registering,
  {
    entry,
    earlier,
    actor,
    at,
    kept,
  }: { entry: Entry<Submission>; earlier?: Entry<Submission>; actor: Actor; at: string; kept: KeptWrite[] },
): Promise<void> {
  const by = toActorName(actor);
  const basedOn = earlier?.revision ?? 0;
  if (entry.state === 'published') {
    // The step is in its history already.
    const plan = await planPublishing(
      { store },
      { ...entry, revision: basedOn },
      { at, actor: by, action: 'submitted' },
    );
    await store.write({ actor: by, at, ...plan, withdraw: [], kept });
    return;
  }
  const state = entry.state as SubmissionState;
  const submitted = toSubmissionWrite(entry.document, { state, action: 'submitted', basedOn });
  await store.write({ actor: by, at, put: [], withdraw: [], entries: [submitted], kept });
}

export function monthsAfter(at: string, months: number): string {
  const time = new Date(at);
  time.setUTCMonth(time.getUTCMonth() + months);
  return time.toISOString();
}
