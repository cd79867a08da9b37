import { type Actor, toActorName } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { type AccessedRegistration, getRegistration } from './get-registration.ts';
import type { Directory } from './open-directory.ts';
import { planPublishing } from './publish-submission.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

export interface WithdrawingAssets {
  store: CatalogueStore;
  directory: Pick<Directory, 'councils'>;
  now: () => Date;
}

export interface Withdrawal {
  actor: Actor;
  reason: string;
  kept?: (entry: Entry<Submission>) => KeptWrite[];
}

/**
 * Takes a registered asset from public view; nothing is deleted. The edit link's holder may do so while it is not public. Errors:
 * CatalogueError 'forbidden', 'conflict' where its state does not allow it, and those of getRegistration.
 */
export async function withdrawAsset(
  { store, directory, now }: WithdrawingAssets,
  id: string,
  { actor, reason, kept = () => [] }: Withdrawal,
): Promise<Entry<Submission>> {
  const accessed = await getRegistration({ store, directory }, id, actor);
  requireOwner(accessed, 'withdraw');
  const { entry, record } = accessed;
  const at = now().toISOString();
  const by = toActorName(actor);
  const next = step(entry, { to: 'withdrawn', at, by, reason });
  await store.write({
    ...{ actor: by, at, put: [] },
    withdraw: record?.state === 'published' ? [{ kind: 'asset', id: entry.id }] : [],
    entries: [
      toSubmissionWrite(next.document, {
        ...{ state: 'withdrawn', action: 'withdrawn', basedOn: entry.revision },
      }),
    ],
    kept: kept(next),
  });
  return next;
}

/** Makes it public again as it was, or lets it wait again where it never was. Errors: as withdrawAsset. */
export async function restoreAsset(
  { store, directory, now }: WithdrawingAssets,
  id: string,
  { actor, reason, kept = () => [] }: Withdrawal,
): Promise<Entry<Submission>> {
  const accessed = await getRegistration({ store, directory }, id, actor);
  requireOwner(accessed, 'restore');
  const { entry } = accessed;
  if (entry.state !== 'withdrawn') {
    const message = `The registration is ${entry.state}; only one that is withdrawn can be restored`;
    throw new CatalogueError('conflict', message, [], { state: entry.state });
  }
  const at = now().toISOString();
  const by = toActorName(actor);
  const to: SubmissionState = entry.document.wasPublished ? 'published' : 'pending';
  const next = step(entry, { to, at, by, reason });
  const plan =
    to === 'published'
      ? await planPublishing({ store }, entry, { at, actor: by, reason, action: 'restored' })
      : {
          put: [],
          entries: [
            toSubmissionWrite(next.document, { state: to, action: 'restored', basedOn: entry.revision }),
          ],
        };
  await store.write({ actor: by, at, withdraw: [], ...plan, kept: kept(next) });
  return next;
}

function requireOwner({ entry, access }: AccessedRegistration, what: string): void {
  if (access !== 'owner' || !entry.document.wasPublished) return;
  const message = `Only the record’s own organisation and moderators ${what} what was public`;
  throw new CatalogueError('forbidden', message);
}

function step(
  entry: Entry<Submission>,
  { to, at, by, reason }: { to: SubmissionState; at: string; by: string; reason: string },
): Entry<Submission> {
  const document = stepTo(entry.document, entry.state as SubmissionState, { to, at, actor: by, reason });
  return { ...entry, state: to, revision: entry.revision + 1, updatedAt: at, document };
}
