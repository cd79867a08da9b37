import type { Transaction } from 'kysely';
import type { WriteBatch, WriteReport } from '../../ports/record-store.ts';
import { applyPlan } from './apply-plan.ts';
import { readCurrentState } from './current-state.ts';
import { keepValue } from './keep-values.ts';
import { planWrite, type WritePlan } from './plan-write.ts';
import type { Tables } from './tables.ts';
import { touchAssets } from './touch-assets.ts';
import { writeEntries } from './write-entries.ts';

/** Writes everything of a batch inside a transaction that keeps other writers out. */
export async function writeBatch(
  trx: Transaction<Tables>,
  batch: WriteBatch,
  onProgress: (written: number, changing: number) => void,
): Promise<WriteReport> {
  const current = await readCurrentState(trx, batch);
  const plan = planWrite(batch, current);
  await applyPlan(trx, plan, batch, current.head, (written) => onProgress(written, plan.changes.length));
  const { entries = [], kept = [], touch = [] } = batch;
  await writeEntries(trx, entries, batch, current.head + plan.changes.length);
  const changed = new Set(plan.changes.flatMap(({ kind, id }) => (kind === 'asset' ? [id] : [])));
  const touched = touch.filter((id) => !changed.has(id));
  await touchAssets(trx, touched, batch);
  for (const value of kept) await keepValue(trx, value, batch.at);
  return toReport(plan);
}

function toReport({ changes, unchanged }: WritePlan): WriteReport {
  const count = (...actions: string[]) => changes.filter(({ action }) => actions.includes(action)).length;
  return {
    added: count('added', 'restored'),
    changed: count('changed'),
    touched: count('touched'),
    unchanged,
    withdrawn: count('withdrawn', 'merged'),
  };
}
