import type { CatalogueFiles, FileFault } from '../ports/catalogue-files.ts';
import { checkRecords } from './check-records.ts';
import type { ReadRecord } from './read-record.ts';

/**
 * Everything that is wrong with the curated files, in order of file and line. References are checked once every file can be read: before,
 * each would be told of a record that is there.
 */
export async function checkCatalogue(
  files: Pick<CatalogueFiles, 'read'>,
): Promise<{ records: ReadRecord[]; faults: FileFault[] }> {
  const { records, faults } = await files.read();
  const found = faults.length > 0 ? faults : checkRecords(records);
  return { records, faults: found.toSorted(byPlace) };
}

/** "file:line: field: message", as editors and terminals follow it. */
export function describeFault({ file, line, field, message }: FileFault): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return field === undefined ? `${place}: ${message}` : `${place}: ${field}: ${message}`;
}

function byPlace(one: FileFault, other: FileFault): number {
  return one.file < other.file ? -1 : one.file > other.file ? 1 : (one.line ?? 0) - (other.line ?? 0);
}
