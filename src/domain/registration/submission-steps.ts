import { CatalogueError } from '../errors.ts';
import type { Submission, SubmissionState } from './submission.ts';

/** Where a registration may go from each state. `merged` is the end: its id leads to the other record. */
const steps: Record<SubmissionState, readonly SubmissionState[]> = {
  draft: ['pending', 'published', 'withdrawn'],
  pending: ['published', 'changes-requested', 'rejected', 'withdrawn', 'merged'],
  'changes-requested': ['pending', 'published', 'rejected', 'withdrawn', 'merged'],
  published: ['pending', 'withdrawn', 'merged'],
  rejected: ['draft', 'pending', 'published', 'merged'],
  withdrawn: ['draft', 'pending', 'published', 'merged'],
  merged: [],
};

export interface Step {
  to: SubmissionState;
  at: string;
  /** As in the change log. */
  actor: string;
  reason?: string;
}

export function stepsFrom(from: SubmissionState): readonly SubmissionState[] {
  return steps[from];
}

/**
 * The working copy in its next state, with the step in its history. To stay where one is is no step. Errors: CatalogueError 'conflict'
 * naming the state and where it may go.
 */
export function stepTo<S extends Submission>(
  submission: S,
  from: SubmissionState,
  { to, at, actor, reason }: Step,
): S {
  if (!steps[from].includes(to)) {
    const allowed = steps[from];
    const onwards = allowed.length === 0 ? 'nothing follows it' : `it can become ${allowed.join(', ')}`;
    throw new CatalogueError(
      'conflict',
      `The registration is ${from} and cannot become ${to}; ${onwards}`,
      [{ field: 'state', message: `is ${from}`, allowed }],
      { state: from },
    );
  }
  const step = { at, actor, from, to, ...(reason !== undefined && { reason }) };
  return {
    ...submission,
    wasPublished: submission.wasPublished || to === 'published',
    history: [...submission.history, step],
  };
}

/** The working copy as it was before it was merged, with the step in its history: not for whoever looks after it, but for undoing the merge. */
export function undoMerge(
  { mergedInto: _, ...submission }: Submission,
  by: Omit<Step, 'to'>,
): { state: SubmissionState; document: Submission } {
  const state = submission.history.at(-1)?.from ?? 'pending';
  const { at, actor, reason } = by;
  const step = { at, actor, from: 'merged' as const, to: state, ...(reason !== undefined && { reason }) };
  return { state, document: { ...submission, history: [...submission.history, step] } };
}
