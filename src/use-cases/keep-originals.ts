import { RecordKind } from '../domain/ids.ts';
import { type CatalogueRecord, documentSchemas } from '../domain/records/record.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** Key of the records that decisions change, as the files state them: what was decided can be undone without the files. */
export const originalsNote = 'catalogue.originals';

/** By kind and id. One that this version could not read any more is left out: the stored record stands for it. */
export async function readOriginals(store: Pick<RecordStore, 'note'>): Promise<Map<string, CatalogueRecord>> {
  const kept = JSON.parse((await store.note(originalsNote)) ?? '[]') as { kind: string; document: unknown }[];
  return new Map(
    kept.flatMap(({ kind: given, document: text }): [string, CatalogueRecord][] => {
      const kind = RecordKind.parse(given);
      const read = documentSchemas[kind].safeParse(text);
      if (!read.success) return [];
      return [[`${kind} ${read.data.id}`, { kind, document: read.data } as CatalogueRecord]];
    }),
  );
}

/** Those of the files' records that are another, or none, after what was decided. */
export function toOriginals(
  base: readonly CatalogueRecord[],
  after: readonly CatalogueRecord[],
  registered: ReadonlySet<string>,
): string {
  const same = new Set<object>(after.map(({ document }) => document));
  const changed = base.filter(
    ({ kind, document }) => !same.has(document) && !registered.has(`${kind} ${document.id}`),
  );
  return JSON.stringify(changed.map(({ kind, document }) => ({ kind, document })));
}
