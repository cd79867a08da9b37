import type { RecordStore } from '../ports/record-store.ts';

/** How many assets and projects each body leads, projects for planning capacity left out; bodies that lead nothing are not among them. */
export async function countBodyWork({
  store,
}: {
  store: Pick<RecordStore, 'termValues' | 'readAll'>;
}): Promise<Map<string, { assets: number; projects: number }>> {
  const counts = new Map<string, { assets: number; projects: number }>();
  for (const { value, count } of await store.termValues('asset', 'lead')) {
    counts.set(value, { assets: count, projects: 0 });
  }
  for await (const { document } of store.readAll('project')) {
    if (document.capacity) continue;
    for (const { organisation } of document.leads) {
      const known = counts.get(organisation) ?? { assets: 0, projects: 0 };
      counts.set(organisation, { ...known, projects: known.projects + 1 });
    }
  }
  return counts;
}
