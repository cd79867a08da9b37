import { toRepositorySource } from '../../domain/records/repository.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import type { FileRecord } from './file-record.ts';

/** The accounts that councils publish under, added to the councils of the register. */
export function joinAccounts(
  records: readonly FileRecord[],
  accounts: ReadonlyMap<string, readonly string[]>,
  file: string,
): FileFault[] {
  const left = new Map(accounts);
  for (const record of records) {
    if (record.kind !== 'organisation') continue;
    record.document.accounts.push(...(left.get(record.document.id) ?? []));
    left.delete(record.document.id);
  }
  return [...left.keys()].map((id) => ({
    file,
    field: 'organisation',
    message: `there is no organisation "${id}"`,
  }));
}

/** A repository that was read is a source, whether facts of it were counted or not. */
export function repositorySources(records: readonly FileRecord[]): FileRecord[] {
  const known = new Set(records.flatMap((record) => (record.kind === 'source' ? [record.document.id] : [])));
  return records.flatMap((record) => {
    if (record.kind !== 'asset' || !record.document.checked || record.document.repository === undefined)
      return [];
    const source = toRepositorySource(record.document.repository);
    if (known.has(source.id)) return [];
    return [
      { kind: 'source', document: source, file: record.file, lineOf: () => record.lineOf('repository') },
    ];
  });
}
