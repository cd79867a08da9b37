import type { Decision } from '../domain/decisions/decision.ts';
import { CatalogueError, invalidInput, notFound } from '../domain/errors.ts';
import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryWrite, KeptWrite } from '../ports/entry-store.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { keepDecisions } from './keep-decisions.ts';
import { planMoves } from './move-statements.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

export interface MergingRecords {
  store: CatalogueStore;
  now: () => Date;
  inImportTurn<T>(work: () => Promise<T>): Promise<T>;
}

export interface Merging {
  /** Id of the asset, published or not, that is the same thing as `into`. */
  from: string;
  into: string;
  /** As in the change log. */
  actor: string;
  reason?: string;
  kept?: readonly KeptWrite[];
}

/**
 * Makes one asset of two: `from` gives its names to `into` and leads there; what people state of it is stated of `into`. Curated assets are
 * joined, of a registered one nothing but its names is taken. Errors: CatalogueError 'invalid' (`into` is not there), 'not-found',
 * 'conflict' (one record already; a curated one into a registered one; a state that does not allow it), 'stale'.
 */
export async function mergeRecords(
  { store, now, inImportTurn }: MergingRecords,
  { from, into, actor, reason, kept = [] }: Merging,
): Promise<{ survivor: string }> {
  return inImportTurn(async () => {
    const at = now().toISOString();
    const survivor = await findSurvivor(store, into);
    const [record] = await store.readMany('asset', [from]);
    const submission = await store.findEntry<Submission>('submission', from);
    if (record === undefined && submission === undefined) throw notFound(`The asset "${from}"`);
    checkMerge(from, record, survivor);
    const step = { to: 'merged' as const, at, actor, ...(reason !== undefined && { reason }) };
    const merged = submission && toMerged(submission, survivor.id, step);
    const aliases = [
      ...new Set([...(record?.document.aliases ?? []), ...(submission?.document.asset.aliases ?? [])]),
    ];
    const decision: Decision = {
      ...{ type: 'merge', asset: survivor.id, merged: from },
      ...(submission !== undefined && { aliases }),
    };
    const names = submission === undefined ? [] : [from, ...aliases];
    const entries = [
      ...(merged === undefined ? [] : [merged]),
      ...(await planAliases(store, survivor, names)),
      ...(await planMoves(store, { from, into: survivor.id, at, actor })),
    ];
    await keepDecisions({ store, now }, [decision], actor, { entries, kept, touch: [survivor.id] });
    return { survivor: survivor.id };
  });
}

async function findSurvivor(store: CatalogueStore, into: string): Promise<StoredRecord<'asset'>> {
  const survivor = await store.find('asset', into.toLowerCase());
  if (survivor?.state === 'published') return survivor;
  const message =
    survivor === undefined
      ? `there is no published asset "${into.slice(0, 100)}"`
      : `"${survivor.id}" was withdrawn; restore it first`;
  throw invalidInput([{ field: 'into', message }]);
}

function checkMerge(
  from: string,
  record: StoredRecord<'asset'> | undefined,
  survivor: StoredRecord<'asset'>,
): void {
  if (survivor.id === from || survivor.document.aliases.includes(from)) {
    throw new CatalogueError('conflict', `"${from}" and "${survivor.id}" are one record already`);
  }
  if (record === undefined || record.origin === 'registered') return;
  if (record.state !== 'published') {
    throw new CatalogueError('conflict', `"${from}" is ${record.state}; only what is published is merged`);
  }
  if (survivor.origin === 'registered') {
    throw new CatalogueError(
      'conflict',
      `"${from}" is curated and "${survivor.id}" was registered: merge the other way round`,
      [],
      { merge: { from: survivor.id, into: from } },
    );
  }
}

function toMerged(
  { state, revision, document }: Entry<Submission>,
  mergedInto: string,
  step: { to: 'merged'; at: string; actor: string; reason?: string },
): EntryWrite {
  const merged = stepTo({ ...document, mergedInto }, state as SubmissionState, step);
  return toSubmissionWrite(merged, { state: 'merged', action: 'merged', basedOn: revision });
}

/** A registered survivor's working copy has the names too, so that its next revision keeps them. */
async function planAliases(
  store: CatalogueStore,
  { id, origin }: StoredRecord<'asset'>,
  names: readonly string[],
): Promise<EntryWrite[]> {
  if (origin === 'curated') return [];
  const entry = await store.findEntry<Submission>('submission', id);
  if (entry === undefined) return [];
  const { asset } = entry.document;
  const aliases = [...new Set([...asset.aliases, ...names])];
  const document = { ...entry.document, asset: { ...asset, aliases } };
  const state = entry.state as SubmissionState;
  return [toSubmissionWrite(document, { state, action: 'changed', basedOn: entry.revision })];
}
