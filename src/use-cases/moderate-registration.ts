import { CatalogueError } from '../domain/errors.ts';
import { Submission, SubmissionState } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryAction, KeptWrite } from '../ports/entry-store.ts';
import type { Decision } from './moderate-reuse.ts';
import { planPublishing } from './publish-submission.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

interface Moderating {
  store: CatalogueStore;
  kept?: (state: SubmissionState) => KeptWrite[];
}

/** Publishes it, or makes a waiting edit the record's next revision. Errors: CatalogueError 'conflict', 'stale'. */
async function approve(
  { store, kept = () => [] }: Moderating,
  entry: Entry,
  { actor, at, reason }: Decision,
): Promise<SubmissionState> {
  expectWaiting(entry);
  const document = Submission.parse(entry.document);
  const record = await store.find('asset', entry.id);
  if (record !== undefined && (record.origin === 'curated' || record.id !== entry.id)) {
    const message = `"${entry.id}" is a record of the files by now: merge this into "${record.id}", or reject it`;
    throw new CatalogueError('conflict', message, [], { existing: { id: record.id } });
  }
  const plan = await planPublishing(
    { store },
    { ...entry, document },
    { at, actor, ...(reason !== undefined && { reason }) },
  );
  await store.write({ actor, at, ...plan, withdraw: [], kept: kept('published') });
  return 'published';
}

/** Whoever submitted it may change it and have it wait again. Errors: CatalogueError 'conflict', 'stale'. */
async function requestChanges(moderating: Moderating, entry: Entry, by: Decision): Promise<SubmissionState> {
  expectWaiting(entry);
  return step(moderating, entry, by, 'changes-requested', 'changes-requested');
}

/** A waiting edit is dropped, and the working copy is again what is published. Errors: CatalogueError 'conflict', 'stale'. */
async function reject(moderating: Moderating, entry: Entry, by: Decision): Promise<SubmissionState> {
  expectWaiting(entry);
  const { wasPublished } = Submission.parse(entry.document);
  const record = wasPublished ? (await moderating.store.readMany('asset', [entry.id]))[0] : undefined;
  if (record?.state !== 'published') return step(moderating, entry, by, 'rejected', 'rejected');
  const document = { ...Submission.parse(entry.document), asset: record.document };
  return step(moderating, { ...entry, document }, by, 'published', 'rejected');
}

export const registrationModeration = { approve, requestChanges, reject };

async function step(
  { store, kept = () => [] }: Moderating,
  entry: Entry,
  { actor, at, reason }: Decision,
  to: SubmissionState,
  action: EntryAction,
): Promise<SubmissionState> {
  const from = SubmissionState.parse(entry.state);
  const because = reason !== undefined && { reason };
  const document = stepTo(Submission.parse(entry.document), from, { to, at, actor, ...because });
  const entries = [toSubmissionWrite(document, { state: to, action, basedOn: entry.revision })];
  await store.write({ actor, at, put: [], withdraw: [], entries, kept: kept(to) });
  return to;
}

function expectWaiting({ id, state }: Entry): void {
  if (state === 'pending' || state === 'changes-requested') return;
  throw new CatalogueError('conflict', `The registration "${id}" does not wait: it is ${state}`, [
    { field: 'state', message: `is ${state}`, allowed: ['pending', 'changes-requested'] },
  ]);
}
