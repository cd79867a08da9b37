import type { RecordKind } from '../domain/ids.ts';
import { referencesOf } from '../domain/records/record-links.ts';
import type { FileFault } from '../ports/catalogue-files.ts';
import { findChainFaults } from './find-chain-faults.ts';
import { aliasesOf, faultAt, type ReadRecord } from './read-record.ts';

/** Ids and aliases of each kind, with the record that has them. */
type Names = Map<string, ReadRecord>;

/** What is wrong with the records taken together: names that are not unique, references to nothing, chains that lead nowhere. */
export function checkRecords(records: readonly ReadRecord[]): FileFault[] {
  const { names, faults } = readNames(records);
  return [
    ...faults,
    ...records.flatMap((record) => findLooseMentions(record, names)),
    ...findChainFaults(records),
  ];
}

function readNames(records: readonly ReadRecord[]): { names: Names; faults: FileFault[] } {
  const names: Names = new Map();
  const faults: FileFault[] = [];

  function take(record: ReadRecord, name: string, field: string): void {
    const other = names.get(keyOf(record.kind, name));
    if (other === undefined) names.set(keyOf(record.kind, name), record);
    else if (other !== record || field !== 'id') {
      const message = `"${name}" is ${other.document.id === name ? 'the id' : 'an alias'} of a record in ${other.file}`;
      faults.push(faultAt(record, field, message));
    }
  }

  for (const record of records) take(record, record.document.id, 'id');
  for (const record of records) {
    for (const [index, alias] of aliasesOf(record).entries()) take(record, alias, `aliases.${index}`);
  }
  return { names, faults };
}

function findLooseMentions(record: ReadRecord, names: Names): FileFault[] {
  return referencesOf(record).flatMap(({ field, kind, id }) => {
    const found = names.get(keyOf(kind, id));
    if (found?.document.id === id) return [];
    const message =
      found === undefined ? `there is no ${kind} "${id}"` : `"${id}" is an alias of "${found.document.id}"`;
    return [faultAt(record, field, message)];
  });
}

function keyOf(kind: RecordKind, name: string): string {
  return `${kind} ${name}`;
}
