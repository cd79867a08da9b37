import type { Actor } from '../domain/access/actor.ts';
import { toShownActor } from '../domain/access/shown-actor.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import { changedFields } from './changed-fields.ts';
import { findRegistration } from './get-registration.ts';
import type { Directory } from './open-directory.ts';

interface ListingRevisions {
  store: CatalogueStore;
  directory: Pick<Directory, 'councils'>;
}

/** What strangers do not read in a record. */
const hidden = ['notesForModerators'];

/**
 * The versions of an asset, oldest first, each with what it changed. Strangers get those that were published of what is public; its owner,
 * its organisation and moderators the working copy's too. Errors: CatalogueError 'not-found', 'gone' for what was withdrawn.
 */
export async function listRevisions({ store, directory }: ListingRevisions, given: string, actor: Actor) {
  const record = await store.find('asset', given.toLowerCase());
  const own = await findRegistration({ store, directory }, given, actor);
  if (record === undefined && own === undefined) throw notFound(`The asset "${given.slice(0, 100)}"`);
  if (record?.state === 'withdrawn' && own === undefined) {
    throw new CatalogueError('gone', `The asset "${record.id}" was withdrawn`);
  }
  const id = record?.id ?? own?.entry.id ?? given;
  const revisions = record === undefined ? [] : await readRecord(store, id);
  return { id, revisions, ...(own && { workingCopy: await readWorkingCopy(store, id) }) };
}

async function readRecord(store: CatalogueStore, id: string) {
  const revisions = await store.revisions({ kind: 'asset', id });
  return revisions
    .filter(({ action }) => action !== 'touched')
    .map(({ revision, action, actor, at, document }, index, all) => ({
      ...{ revision, action, at },
      actor: toShownActor(actor),
      changed: changedFields(toFields(all[index - 1]?.document), toFields(document), { leaveOut: hidden }),
    }));
}

async function readWorkingCopy(store: CatalogueStore, id: string) {
  const revisions = await store.entryRevisions('submission', id);
  return revisions.map(({ revision, action, actor, at, document }, index) => {
    const before = revisions[index - 1]?.document as Submission | null | undefined;
    const submission = document as Submission | null;
    const last = submission?.history.at(-1);
    const isStep = (submission?.history.length ?? 0) > (before?.history.length ?? 0);
    return {
      ...{ revision, action, at },
      actor: toShownActor(actor),
      ...(isStep && last && { state: last.to }),
      ...(isStep && last?.reason !== undefined && { reason: last.reason }),
      changed: changedFields(toFields(before?.asset), toFields(submission?.asset)),
    };
  });
}

function toFields(document: unknown): Readonly<Record<string, unknown>> {
  return typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : {};
}
