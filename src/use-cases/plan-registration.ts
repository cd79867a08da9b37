import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import type { Asset } from '../domain/records/asset.ts';
import { findAlike, type KnownAssets } from '../domain/registration/find-alike.ts';
import { toKnownAsset } from '../domain/registration/known-asset.ts';
import { missingFields } from '../domain/registration/missing-fields.ts';
import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryWrite } from '../ports/entry-store.ts';
import type { RecordWrite } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import { planPublishing } from './publish-submission.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

interface PlanningRegistrations {
  store: CatalogueStore;
  directory: Pick<Directory, 'councils'>;
  known: KnownAssets;
}

export interface NewRegistration {
  asset: Asset;
  contact: string | undefined;
  actor: Actor;
  at: string;
  draft?: boolean;
  token?: Submission['token'];
}

export interface PlannedRegistration {
  /** As it will have been written. */
  entry: Entry<Submission>;
  put: RecordWrite[];
  entries: EntryWrite[];
}

/** What to write for a new registration: its working copy, and the record where whoever registers it may decide that it is public. */
export async function planRegistration(
  { store, directory, known }: PlanningRegistrations,
  { asset, contact, actor, at, draft = false, token }: NewRegistration,
): Promise<PlannedRegistration> {
  const by = toActorName(actor);
  const state = stateAtFirst(directory, asset, actor, draft);
  const earlier = await store.findEntry<Submission>('submission', asset.id);
  const fresh: Submission = {
    asset,
    ...(contact !== undefined && { contact }),
    missing: missingFields({ asset, contact }),
    similar: findAlike(toKnownAsset(asset, false), known),
    submittedBy: by,
    ...(token && { token }),
    wasPublished: state === 'published',
    history: earlier === undefined ? [{ at, actor: by, to: state }] : earlier.document.history,
  };
  // One that was rejected, or withdrawn before anybody saw it, is taken up again.
  const document =
    earlier === undefined
      ? fresh
      : stepTo(fresh, earlier.state as SubmissionState, { to: state, at, actor: by });
  const basedOn = earlier?.revision ?? 0;
  const entry: Entry<Submission> = {
    ...{ kind: 'submission', id: asset.id, state, revision: basedOn + 1, document },
    ...{ createdAt: earlier?.createdAt ?? at, updatedAt: at },
  };
  if (state !== 'published') {
    return {
      ...{ entry, put: [] },
      entries: [toSubmissionWrite(document, { state, action: 'submitted', basedOn })],
    };
  }
  // The step is in its history already.
  const stored = { ...entry, revision: basedOn };
  return { entry, ...(await planPublishing({ store }, stored, { at, actor: by, action: 'submitted' })) };
}

export function stateAtFirst(
  { councils }: Pick<Directory, 'councils'>,
  { lead }: Pick<Asset, 'lead'>,
  actor: Actor,
  draft: boolean,
): SubmissionState {
  if (draft) return 'draft';
  if (isAtLeast(actor, 'moderator')) return 'published';
  const isOwn = actor.role === 'contributor' && speaksFor(actor, lead?.organisation, councils);
  return isOwn ? 'published' : 'pending';
}
