import { toShownActor } from '../domain/access/shown-actor.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { Entry } from '../ports/entry-store.ts';

/** A working copy as its owner, its organisation and moderators see it. */
export function describeRegistration({
  id,
  revision,
  state,
  createdAt,
  updatedAt,
  document,
}: Entry<Submission>) {
  const { asset, contact, missing, similar, submittedBy, wasPublished, mergedInto, history } = document;
  return {
    id,
    state,
    revision,
    asset,
    missing,
    similar,
    ...(contact !== undefined && { contact }),
    submittedBy: toShownActor(submittedBy),
    wasPublished,
    ...(mergedInto !== undefined && { mergedInto }),
    history: history.map(({ actor, ...step }) => ({ ...step, actor: toShownActor(actor) })),
    createdAt,
    updatedAt,
  };
}
