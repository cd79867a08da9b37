import { CatalogueError } from '../../domain/errors.ts';
import type { RecordKind, RecordRef } from '../../domain/ids.ts';
import type { ChangeAction, Origin, RecordState, RecordWrite, WriteBatch } from '../../ports/record-store.ts';
import { hashOf } from './canonical-json.ts';
import { checkNames } from './check-names.ts';
import { type CurrentRecord, type CurrentState, refKey } from './current-state.ts';

/** What will be written of one record. `document` and `edges` only where they differ from what is stored. */
export interface PlannedChange extends RecordRef {
  action: ChangeAction;
  revision: number;
  origin: Origin;
  state: RecordState;
  mergedInto: string | null;
  document?: unknown;
  documentHash: string;
  edges?: Pick<RecordWrite, 'links' | 'terms' | 'aliases'>;
  edgesHash: string;
}

export interface WritePlan {
  changes: PlannedChange[];
  unchanged: number;
  /** Aliases of withdrawn records that a record of the batch takes over. */
  freedAliases: { kind: RecordKind; alias: string }[];
}

/** Decides what a batch changes; refuses it whole when any record cannot be written. */
export function planWrite(batch: WriteBatch, current: CurrentState): WritePlan {
  const { mergedInto, freedAliases } = checkNames(batch, current);
  const changes: PlannedChange[] = [];
  let unchanged = 0;
  for (const write of batch.put) {
    const change = planPut(write, current.records.get(refKey(write.record.kind, write.record.document.id)));
    if (change === undefined) unchanged += 1;
    else changes.push(change);
  }
  for (const { kind, id } of batch.withdraw) {
    const stored = current.records.get(refKey(kind, id));
    if (stored?.state !== 'published' || mergedInto.has(refKey(kind, id))) continue;
    changes.push(leave(stored, 'withdrawn', null));
  }
  for (const [key, target] of mergedInto) {
    const stored = current.records.get(key);
    if (stored === undefined || (stored.state === 'merged' && stored.merged_into === target)) continue;
    changes.push(leave(stored, 'merged', target));
  }
  return { changes, unchanged, freedAliases };
}

function planPut(write: RecordWrite, stored: CurrentRecord | undefined): PlannedChange | undefined {
  const { kind, document } = write.record;
  checkRevision(write, stored);
  checkOrigin(write, stored);
  const documentHash = hashOf(document);
  const edgesHash = hashOf(edgesOf(write));
  const changed = stored?.document_hash !== documentHash || stored.origin !== write.origin;
  // While it was gone, others may have taken its aliases over.
  const touched = stored?.state !== 'published' || stored.edges_hash !== edgesHash;
  const action = actionOn(stored, changed, touched);
  if (action === undefined) return undefined;
  return {
    kind,
    id: document.id,
    action,
    revision: (stored?.revision ?? 0) + (action === 'touched' ? 0 : 1),
    origin: write.origin,
    state: 'published',
    mergedInto: null,
    documentHash,
    edgesHash,
    ...(action !== 'touched' && { document }),
    ...(touched && { edges: write }),
  };
}

function actionOn(
  stored: CurrentRecord | undefined,
  changed: boolean,
  touched: boolean,
): ChangeAction | undefined {
  if (stored === undefined) return 'added';
  if (stored.state !== 'published') return 'restored';
  if (changed) return 'changed';
  return touched ? 'touched' : undefined;
}

function leave(
  stored: CurrentRecord,
  state: 'withdrawn' | 'merged',
  mergedInto: string | null,
): PlannedChange {
  return {
    kind: stored.kind,
    id: stored.id,
    action: state,
    revision: stored.revision + 1,
    origin: stored.origin,
    state,
    mergedInto,
    documentHash: stored.document_hash,
    edgesHash: stored.edges_hash,
  };
}

function checkRevision({ record, basedOn }: RecordWrite, stored: CurrentRecord | undefined): void {
  if (basedOn === undefined || basedOn === (stored?.revision ?? 0)) return;
  const name = `${record.kind} ${record.document.id}`;
  const message =
    stored === undefined
      ? `${name} is not stored, so it has no revision ${basedOn}`
      : `${name} is at revision ${stored.revision}, not ${basedOn}`;
  throw new CatalogueError('stale', message);
}

function checkOrigin(
  { record, origin, takesOver = false }: RecordWrite,
  stored: CurrentRecord | undefined,
): void {
  if (stored === undefined || stored.origin === origin || takesOver) return;
  const owner = stored.origin === 'registered' ? 'was registered by people' : 'comes from the files';
  throw new CatalogueError('conflict', `${record.kind} ${record.document.id} ${owner}`);
}

/** Equal edges give equal text, in whatever order and however often they were named. */
function edgesOf({ links, terms, aliases }: RecordWrite): string[][] {
  return [
    links.map((link) => `${link.name} ${link.kind} ${link.id}`),
    terms.map((term) => `${term.name} ${term.value}`),
    [...aliases],
  ].map((lines) => [...new Set(lines)].sort());
}
