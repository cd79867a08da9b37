import type { Transaction } from 'kysely';
import type { RecordKind, RecordRef } from '../../domain/ids.ts';
import type { WriteBatch } from '../../ports/record-store.ts';
import { inChunks } from './chunks.ts';
import { marksFor, runStatement } from './run-statement.ts';
import type { RecordsTable, Tables } from './tables.ts';

export type CurrentRecord = Omit<RecordsTable, 'document' | 'created_at' | 'updated_at'>;

/** What is stored of everything that a batch may touch. */
export interface CurrentState {
  /** By refKey. */
  records: Map<string, CurrentRecord>;
  /** Id of the record that has the alias, by refKey of the alias. */
  aliasOwners: Map<string, string>;
  head: number;
}

export function refKey(kind: RecordKind, id: string): string {
  return `${kind}/${id}`;
}

export async function readCurrentState(trx: Transaction<Tables>, batch: WriteBatch): Promise<CurrentState> {
  const records = new Map<string, CurrentRecord>();
  const aliasOwners = new Map<string, string>();
  for (const [kind, ids] of idsByKind(batch)) {
    for (const chunk of inChunks([...ids], 500)) {
      const owners = await runStatement<{ alias: string; id: string }>(
        trx,
        `select alias, id from aliases where kind = ? and alias in (${marksFor(chunk)})`,
        [kind, ...chunk],
      );
      for (const { alias, id } of owners) {
        aliasOwners.set(refKey(kind, alias), id);
        ids.add(id);
      }
    }
    for (const chunk of inChunks([...ids], 500)) {
      for (const record of await readRecords(trx, kind, chunk)) records.set(refKey(kind, record.id), record);
    }
  }
  return { records, aliasOwners, head: await readHead(trx) };
}

const recordColumns = 'kind, id, revision, origin, state, merged_into, document_hash, edges_hash';

function readRecords(trx: Transaction<Tables>, kind: RecordKind, ids: string[]): Promise<CurrentRecord[]> {
  const text = `select ${recordColumns} from records where kind = ? and id in (${marksFor(ids)})`;
  return runStatement<CurrentRecord>(trx, text, [kind, ...ids]);
}

async function readHead(trx: Transaction<Tables>): Promise<number> {
  const [row] = await runStatement<{ seq: number | null }>(trx, 'select max(seq) as seq from changes', []);
  return Number(row?.seq ?? 0);
}

function idsByKind({ put, withdraw }: WriteBatch): Map<RecordKind, Set<string>> {
  const named: RecordRef[] = [
    ...withdraw,
    ...put.flatMap(({ record: { kind, document }, aliases }) =>
      [document.id, ...aliases].map((id) => ({ kind, id })),
    ),
  ];
  const ids = new Map<RecordKind, Set<string>>();
  for (const { kind, id } of named) ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  return ids;
}
