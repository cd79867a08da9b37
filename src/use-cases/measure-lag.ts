import type { RecordStore } from '../ports/record-store.ts';

/** How far an index is behind the store: changes not taken in, and the age of the oldest of them in seconds. */
export interface Lag {
  changes: number;
  seconds: number;
}

export async function measureLag(
  store: Pick<RecordStore, 'head' | 'changesSince'>,
  cursor: number,
): Promise<Lag> {
  const changes = Math.max(0, (await store.head()) - cursor);
  const [oldest] = changes > 0 ? await store.changesSince(cursor, 1) : [];
  const ageMs = oldest === undefined ? 0 : Date.now() - Date.parse(oldest.at);
  return { changes, seconds: Math.max(0, Math.round(ageMs / 1000)) };
}
