import { readFile } from 'node:fs/promises';
import type { RecordKind } from '../../domain/ids.ts';
import { type CatalogueRecord, documentSchemas } from '../../domain/records/record.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import type { FileRecord } from './file-record.ts';
import { lineAt, parseYaml, toFileFaults } from './yaml-documents.ts';

export interface ReadRecords {
  records: FileRecord[];
  faults: FileFault[];
}

/** The one record that a file holds. */
export async function readRecordFile(kind: RecordKind, file: string): Promise<ReadRecords> {
  const text = await readFile(file, 'utf8');
  const parsed = parseYaml(text, file);
  if (parsed.fault !== undefined) return { records: [], faults: [parsed.fault] };
  return toRecord(kind, parsed.value, text, file, []);
}

/** The records that a file holds as a list. */
export async function readRecordList(kind: RecordKind, file: string): Promise<ReadRecords> {
  const text = await readFile(file, 'utf8');
  const parsed = parseYaml(text, file);
  if (parsed.fault !== undefined) return { records: [], faults: [parsed.fault] };
  // A file with comments alone holds an empty list.
  const values: unknown = parsed.value ?? [];
  if (!Array.isArray(values)) return { records: [], faults: [{ file, line: 1, message: 'not a list' }] };
  return joinRead(values.map((value, index) => toRecord(kind, value, text, file, [index])));
}

export function joinRead(parts: readonly ReadRecords[]): ReadRecords {
  return {
    records: parts.flatMap((part) => part.records),
    faults: parts.flatMap((part) => part.faults),
  };
}

function toRecord(
  kind: RecordKind,
  value: unknown,
  text: string,
  file: string,
  at: readonly PropertyKey[],
): ReadRecords {
  const checked = documentSchemas[kind].safeParse(value);
  if (!checked.success) return { records: [], faults: toFileFaults(checked.error, text, file, at) };
  const record = { kind, document: checked.data } as CatalogueRecord;
  const lineOf = (field: string) => lineAt(text, [...at, ...field.split('.')]);
  return { records: [{ ...record, file, lineOf }], faults: [] };
}
