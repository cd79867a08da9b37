import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { Submission } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { getRegistration } from './get-registration.ts';
import type { Directory } from './open-directory.ts';
import { planPublishing } from './publish-submission.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

interface SubmittingDrafts {
  store: CatalogueStore;
  directory: Pick<Directory, 'councils'>;
  now: () => Date;
}

/** A draft waits for a moderator from now on, or is public where whoever submits it may decide so. Errors: CatalogueError 'conflict' for what is no draft, and those of getRegistration. */
export async function submitDraft(
  { store, directory, now }: SubmittingDrafts,
  id: string,
  { actor, kept = () => [] }: { actor: Actor; kept?: (entry: Entry<Submission>) => KeptWrite[] },
): Promise<Entry<Submission>> {
  const { entry, access } = await getRegistration({ store, directory }, id, actor);
  if (entry.state !== 'draft') {
    const message = `The registration is ${entry.state}; only a draft is submitted`;
    throw new CatalogueError('conflict', message, [], { state: entry.state });
  }
  const at = now().toISOString();
  const by = toActorName(actor);
  const to = access === 'organisation' || isAtLeast(actor, 'moderator') ? 'published' : 'pending';
  const document = stepTo(entry.document, 'draft', { to, at, actor: by });
  const next = { ...entry, state: to, revision: entry.revision + 1, updatedAt: at, document };
  const plan =
    to === 'published'
      ? await planPublishing({ store }, entry, { at, actor: by, action: 'submitted' })
      : {
          put: [],
          entries: [toSubmissionWrite(document, { state: to, action: 'submitted', basedOn: entry.revision })],
        };
  await store.write({ actor: by, at, withdraw: [], ...plan, kept: kept(next) });
  return next;
}
