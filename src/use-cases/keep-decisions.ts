import { z } from 'zod';
import { applyDecisions } from '../domain/decisions/apply-decisions.ts';
import { Decision } from '../domain/decisions/decision.ts';
import { RecordKind, type RecordRef } from '../domain/ids.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import type { RecordStore, StoredRecord, WriteReport } from '../ports/record-store.ts';
import { toRecordWrites } from './to-record-writes.ts';

/** Key of what was decided besides the files, as JSON: written with the records that it changes, read by every import. */
export const decisionsNote = 'catalogue.decisions';

export async function readDecisions(store: Pick<RecordStore, 'note'>): Promise<Decision[]> {
  return z.array(Decision).parse(JSON.parse((await store.note(decisionsNote)) ?? '[]'));
}

/**
 * Brings the records to what was decided, and keeps it for the next import, in one transaction. The caller holds the import's lease.
 * Errors: CatalogueError 'stale' where somebody else changed one of the records meanwhile.
 */
export async function keepDecisions(
  { store, now }: { store: RecordStore; now: () => Date },
  added: readonly Decision[],
  actor: string,
): Promise<WriteReport> {
  const known = await readDecisions(store);
  const there = new Set(known.map((decision) => JSON.stringify(decision)));
  const decisions = [...known, ...added.filter((decision) => !there.has(JSON.stringify(decision)))];
  const before = await readRecords(store);
  const stored = new Map(before.map((record) => [refKey(record), record]));
  const after = applyDecisions(before.map(toCatalogueRecord), decisions);
  const held = new Set(after.map(({ kind, document }) => refKey({ kind, id: document.id })));
  const withdraw: RecordRef[] = before.filter((record) => !held.has(refKey(record)));
  const changed = toRecordWrites(after).flatMap((write) => {
    const { kind, document } = write.record;
    const known = stored.get(refKey({ kind, id: document.id }));
    if (known?.document === document) return [];
    return [{ ...write, origin: known?.origin ?? write.origin, ...(known && { basedOn: known.revision }) }];
  });
  const notes = { [decisionsNote]: JSON.stringify(decisions) };
  return store.write({ actor, at: now().toISOString(), put: changed, withdraw, notes });
}

async function readRecords(store: Pick<RecordStore, 'readAll'>): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (const kind of RecordKind.options) {
    for await (const record of store.readAll(kind)) records.push(record);
  }
  return records;
}

function toCatalogueRecord({ kind, document }: StoredRecord): CatalogueRecord {
  return { kind, document } as CatalogueRecord;
}

function refKey({ kind, id }: RecordRef): string {
  return `${kind} ${id}`;
}
