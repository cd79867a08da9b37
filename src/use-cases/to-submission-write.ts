import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import { heldTerms, holdsItsPlace, submissionTerms } from '../domain/registration/submission-terms.ts';
import type { EntryAction, EntryWrite } from '../ports/entry-store.ts';

/** A working copy as it is written, with what it is found by. `basedOn`: the revision it was made from, 0 for a new one. */
export function toSubmissionWrite(
  submission: Submission,
  { state, action, basedOn }: { state: SubmissionState; action: EntryAction; basedOn: number },
): EntryWrite {
  return {
    kind: 'submission',
    id: submission.asset.id,
    state,
    document: submission,
    action,
    terms: submissionTerms(submission),
    ...(holdsItsPlace(submission, state) && { unique: heldTerms(submission) }),
    basedOn,
  };
}
