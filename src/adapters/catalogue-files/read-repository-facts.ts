import { readFile } from 'node:fs/promises';
import { repositoryId } from '../../domain/ids.ts';
import { type Repository, toRepositorySource } from '../../domain/records/repository.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { type FileRecord, toFileRecord } from './file-record.ts';
import { joinRead, type ReadRecords } from './read-record-files.ts';

/** The repository facts of a file with one JSON document a line; each gives its repository and, as a source, the repository's own files. */
export async function readRepositoryFacts(file: string): Promise<ReadRecords> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const read = joinRead(
    lines.flatMap((text, index) => (text.trim() === '' ? [] : [readLine(text, { file, line: index + 1 })])),
  );
  return { records: read.records, faults: [...read.faults, ...findRepeated(read.records)] };
}

function readLine(text: string, place: { file: string; line: number }): ReadRecords {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { records: [], faults: [{ ...place, message }] };
  }
  // What the schema refuses comes back as faults, whatever JSON it was.
  const read = toFileRecord('repository', value as Repository, place);
  return joinRead([read, ...read.records.map((record) => withSource(record.document as Repository, place))]);
}

function withSource(repository: Repository, place: { file: string; line: number }): ReadRecords {
  const source = toRepositorySource(repository.title, repository.commit);
  const faults: FileFault[] = [];
  if (repository.id !== repositoryId(repository.title)) {
    faults.push({
      ...place,
      field: 'id',
      message: `"${repository.id}" is not the id of ${repository.title}`,
    });
  }
  if (!repository.sources.includes(source.id)) {
    faults.push({ ...place, field: 'sources', message: `"${source.id}" is missing` });
  }
  return joinRead([{ records: [], faults }, toFileRecord('source', source, place)]);
}

function findRepeated(records: readonly FileRecord[]): FileFault[] {
  const seen = new Set<string>();
  return records.flatMap((record) => {
    if (record.kind !== 'repository') return [];
    const { id } = record.document;
    const repeated = seen.has(id);
    seen.add(id);
    return repeated
      ? [{ file: record.file, line: record.lineOf('id'), field: 'id', message: `"${id}" stands twice` }]
      : [];
  });
}
