import type { RecordKind } from '../domain/ids.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** A published record that has a page of its own. */
export interface ListedPage {
  kind: RecordKind;
  id: string;
  /** ISO-8601: of the record, not of what points to it. */
  updatedAt: string;
}

/** Every published record of the kinds, in order of kind and id. */
export async function listPages<K extends RecordKind>(
  store: Pick<RecordStore, 'readAll'>,
  kinds: readonly K[],
): Promise<(ListedPage & { kind: K })[]> {
  const pages: (ListedPage & { kind: K })[] = [];
  for (const kind of kinds) {
    for await (const { id, updatedAt } of store.readAll(kind)) pages.push({ kind, id, updatedAt });
  }
  return pages;
}
