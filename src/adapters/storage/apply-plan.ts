import type { Transaction } from 'kysely';
import type { WriteBatch } from '../../ports/record-store.ts';
import { groupByKind, inChunks } from './chunks.ts';
import type { PlannedChange, WritePlan } from './plan-write.ts';
import { insertRows } from './run-statement.ts';
import type { Tables } from './tables.ts';
import { writeEdges } from './write-edges.ts';

/** How many records are written between two reports of progress. */
const chunkSize = 200;

/** Writes the rows of a plan. `head` is the newest `seq` of the log before it. */
export async function applyPlan(
  trx: Transaction<Tables>,
  plan: WritePlan,
  batch: WriteBatch,
  head: number,
  onProgress: (written: number) => void,
): Promise<void> {
  for (const { kind, alias } of plan.freedAliases) {
    await trx.deleteFrom('aliases').where('kind', '=', kind).where('alias', '=', alias).execute();
  }
  // All old edges go before any new one comes: an alias may move from one record of the batch to another.
  for (const chunk of inChunks(plan.changes, chunkSize)) await removeEdges(trx, chunk);
  let written = 0;
  for (const chunk of inChunks(plan.changes, chunkSize)) {
    await keepSuperseded(trx, chunk);
    await writeRecords(trx, chunk, batch.at);
    await writeEdges(trx, chunk);
    await logChanges(trx, chunk, batch, head + written);
    written += chunk.length;
    onProgress(written);
    // A long import leaves room for requests; readers have a connection of their own and see nothing of it yet.
    if (written < plan.changes.length) await new Promise((resolve) => setImmediate(resolve));
  }
  for (const [key, value] of Object.entries(batch.notes ?? {})) {
    await trx
      .insertInto('notes')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  }
}

async function removeEdges(trx: Transaction<Tables>, changes: PlannedChange[]): Promise<void> {
  const stale = changes.filter((change) => change.edges !== undefined && change.action !== 'added');
  for (const [kind, ofKind] of groupByKind(stale)) {
    const ids = ofKind.map((change) => change.id);
    for (const table of ['links', 'terms', 'aliases'] as const) {
      await trx.deleteFrom(table).where('kind', '=', kind).where('id', 'in', ids).execute();
    }
  }
}

async function keepSuperseded(trx: Transaction<Tables>, changes: PlannedChange[]): Promise<void> {
  const replaced = changes.filter((change) => change.document !== undefined && change.action !== 'added');
  for (const [kind, ofKind] of groupByKind(replaced)) {
    const ids = ofKind.map((change) => change.id);
    await trx
      .insertInto('superseded')
      .columns(['kind', 'id', 'revision', 'document'])
      .expression((from) =>
        from
          .selectFrom('records')
          .select(['kind', 'id', 'revision', 'document'])
          .where('kind', '=', kind)
          .where('id', 'in', ids),
      )
      .execute();
  }
}

const replaced = [
  'revision',
  'origin',
  'state',
  'merged_into',
  'updated_at',
  'document',
  'document_hash',
  'edges_hash',
] as const satisfies (keyof Tables['records'])[];
const replacing = `on conflict (kind, id) do update set ${replaced.map((column) => `${column} = excluded.${column}`).join(', ')}`;

async function writeRecords(trx: Transaction<Tables>, changes: PlannedChange[], at: string): Promise<void> {
  const rows = changes.flatMap((change) => (change.document === undefined ? [] : [toRow(change, at)]));
  await insertRows(trx, 'records', rows, replacing);
  for (const change of changes) {
    if (change.document !== undefined) continue;
    await trx
      .updateTable('records')
      .set({
        revision: change.revision,
        state: change.state,
        merged_into: change.mergedInto,
        updated_at: at,
        edges_hash: change.edgesHash,
      })
      .where('kind', '=', change.kind)
      .where('id', '=', change.id)
      .execute();
  }
}

function toRow(change: PlannedChange, at: string): Tables['records'] {
  return {
    kind: change.kind,
    id: change.id,
    revision: change.revision,
    origin: change.origin,
    state: change.state,
    merged_into: change.mergedInto,
    created_at: at,
    updated_at: at,
    document: JSON.stringify(change.document),
    document_hash: change.documentHash,
    edges_hash: change.edgesHash,
  };
}

async function logChanges(
  trx: Transaction<Tables>,
  changes: PlannedChange[],
  { actor, at }: WriteBatch,
  head: number,
): Promise<void> {
  const rows = changes.map(({ kind, id, revision, action }, index) => ({
    seq: head + index + 1,
    kind,
    id,
    revision,
    action,
    actor,
    at,
  }));
  await insertRows(trx, 'changes', rows);
}
