import type { Change, RecordStore } from '../ports/record-store.ts';

/** What a row of the change log is known by: another log has another at its place. */
export function toHistory({ seq, kind, id, revision, action, at }: Change): string {
  return [seq, kind, id, revision, action, at].join(' ');
}

/** Of the change that a cursor stands at; undefined at the beginning of the log and beyond its end. */
export async function historyAt(
  store: Pick<RecordStore, 'changesSince'>,
  cursor: number,
): Promise<string | undefined> {
  if (cursor < 1) return undefined;
  const [change] = await store.changesSince(cursor - 1, 1);
  return change === undefined ? undefined : toHistory(change);
}
