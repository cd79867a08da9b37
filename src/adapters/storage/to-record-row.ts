import type { RecordRow } from './read-records.ts';

/** From the values of `recordColumns`, in their order. */
export function toRecordRow(values: unknown[]): RecordRow {
  const [kind, id, revision, origin, state, merged_into, created_at, updated_at, document] = values;
  return { kind, id, revision, origin, state, merged_into, created_at, updated_at, document } as RecordRow;
}
