import type { RecordStore } from '../ports/record-store.ts';

/** How many assets and projects each body leads; bodies that lead nothing are left out. */
export async function countBodyWork({
  store,
}: {
  store: Pick<RecordStore, 'termValues'>;
}): Promise<Map<string, { assets: number; projects: number }>> {
  const counts = new Map<string, { assets: number; projects: number }>();
  for (const [kind, name] of [
    ['asset', 'assets'],
    ['project', 'projects'],
  ] as const) {
    for (const { value, count } of await store.termValues(kind, 'lead')) {
      counts.set(value, { assets: 0, projects: 0, ...counts.get(value), [name]: count });
    }
  }
  return counts;
}
