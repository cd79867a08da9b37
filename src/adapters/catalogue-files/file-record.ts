import type { z } from 'zod';
import type { RecordKind } from '../../domain/ids.ts';
import { type CatalogueRecord, documentSchemas } from '../../domain/records/record.ts';
import type { CatalogueFiles, FileFault } from '../../ports/catalogue-files.ts';

export type FileRecord = Awaited<ReturnType<CatalogueFiles['read']>>['records'][number];

/** The fields of a document as a reader makes them, before the schema fills in what is left out. */
export type Fields<K extends RecordKind> = z.input<(typeof documentSchemas)[K]>;

/** A record made of one row of a table, checked like a file that a person wrote; every field of it stands in the line of the row. */
export function toFileRecord<K extends RecordKind>(
  kind: K,
  fields: Fields<K>,
  place: { file: string; line: number },
): { records: FileRecord[]; faults: FileFault[] } {
  const checked = documentSchemas[kind].safeParse(fields);
  if (!checked.success) {
    const faults = checked.error.issues.map((issue) => ({
      ...place,
      field: issue.path.join('.'),
      message: issue.message,
    }));
    return { records: [], faults };
  }
  const record = { kind, document: checked.data } as CatalogueRecord;
  return { records: [{ ...record, file: place.file, lineOf: () => place.line }], faults: [] };
}
