import type { Decision } from '../domain/decisions/decision.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { Submission } from '../domain/registration/submission.ts';
import { undoMerge } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryWrite } from '../ports/entry-store.ts';
import type { RecordWrite } from '../ports/record-store.ts';
import { planPublishing } from './publish-submission.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

type Merge = Extract<Decision, { type: 'merge' }>;

interface Undoing {
  at: string;
  /** As in the change log. */
  actor: string;
  reason: string;
}

/**
 * What to write besides so that what people registered stands by itself again, as it was before it was merged, and a registered survivor
 * gives its names back. What is stated of their use stays with the survivor: nobody can tell any more of which it was said. Errors:
 * CatalogueError 'conflict' where the survivor's own edit waits.
 */
export async function planUndoneMerge(
  store: CatalogueStore,
  { asset, merged, aliases = [] }: Merge,
  by: Undoing,
): Promise<{ put: RecordWrite[]; entries: EntryWrite[] }> {
  const entry = await store.findEntry<Submission>('submission', merged);
  const freed = await planFreedNames(store, asset, new Set([merged, ...aliases]), by);
  if (entry?.state !== 'merged') return freed;
  const before = undoMerge(entry.document, by);
  if (before.state === 'published') {
    const plan = await planPublishing({ store }, { ...entry, ...before }, { ...by, action: 'restored' });
    return { put: [...freed.put, ...plan.put], entries: [...freed.entries, ...plan.entries] };
  }
  const write = { state: before.state, action: 'restored', basedOn: entry.revision } as const;
  return { put: freed.put, entries: [...freed.entries, toSubmissionWrite(before.document, write)] };
}

/** Of a curated survivor the names go with the decision that gave them. */
async function planFreedNames(
  store: CatalogueStore,
  id: string,
  names: ReadonlySet<string>,
  { at, actor }: Undoing,
): Promise<{ put: RecordWrite[]; entries: EntryWrite[] }> {
  const survivor = await store.find('asset', id);
  if (survivor?.origin !== 'registered') return { put: [], entries: [] };
  const entry = await store.findEntry<Submission>('submission', survivor.id);
  if (entry?.state !== 'published') {
    const message = `An edit of "${survivor.id}" waits, or it is not public: decide that first`;
    throw new CatalogueError('conflict', message);
  }
  const { asset } = entry.document;
  const kept = { ...asset, aliases: asset.aliases.filter((name) => !names.has(name)) };
  const document = { ...entry.document, asset: kept };
  return planPublishing({ store }, { ...entry, document }, { at, actor, action: 'changed' });
}
