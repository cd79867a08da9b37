import { basename, relative, sep } from 'node:path';
import { type RecordKind, repositoryId } from '../../domain/ids.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import type { FileRecord } from './file-record.ts';
import { listFiles } from './list-files.ts';
import { joinRead, type ReadRecords, readRecordFile } from './read-record-files.ts';

/** The folder gives the kind; how many folders deep its files are is part of the layout. */
const layout: Record<string, { kind: RecordKind; form: string; depth: number }> = {
  funds: { kind: 'fund', form: 'funds/<id>.yaml', depth: 2 },
  awards: { kind: 'award', form: 'awards/<fund>/<id>.yaml', depth: 3 },
  projects: { kind: 'project', form: 'projects/<fund or programme>/<id>.yaml', depth: 3 },
  products: { kind: 'asset', form: 'products/<id>.yaml', depth: 2 },
  assets: {
    kind: 'asset',
    form: 'assets/<account>/<repository>.yaml or assets/documents/<id>.yaml',
    depth: 3,
  },
};

/** The curated records below `folder` (catalogue/), one a file, each where its kind and id say. */
export async function readCuratedRecords(folder: string): Promise<ReadRecords> {
  const files = (await listFiles(folder)).filter((file) => basename(file) !== 'README.md');
  return joinRead(await Promise.all(files.map((file) => readPlaced(folder, file))));
}

async function readPlaced(folder: string, file: string): Promise<ReadRecords> {
  const path = relative(folder, file).split(sep);
  const place = layout[path[0] ?? ''];
  if (place === undefined) {
    const message = `files stand in ${Object.keys(layout).join('/, ')}/`;
    return { records: [], faults: [{ file, message }] };
  }
  if (path.length !== place.depth || !file.endsWith('.yaml')) {
    return { records: [], faults: [{ file, message: `files stand in ${place.form}` }] };
  }
  const { records, faults } = await readRecordFile(place.kind, file);
  return { records, faults: [...faults, ...records.flatMap((record) => findMisplacement(record, path))] };
}

function findMisplacement(record: FileRecord, path: readonly string[]): FileFault[] {
  const [top, folder = ''] = path;
  const name = basename(path.at(-1) ?? '', '.yaml');
  const isRepository = top === 'assets' && folder !== 'documents';
  const expected = isRepository ? repositoryId(`${folder}/${name}`) : name;
  const faults: FileFault[] = [];

  function fault(field: string, message: string): void {
    faults.push({ file: record.file, line: record.lineOf(field), field, message });
  }

  const { id } = record.document;
  if (id !== expected) fault('id', `"${id}" in a file of ${expected}`);
  if (record.kind === 'award' && record.document.fund !== folder) {
    fault('fund', `"${record.document.fund}" in the folder of ${folder}`);
  }
  if (record.kind !== 'asset') return faults;
  const { assetKind, repository } = record.document;
  if ((top === 'products') !== (assetKind === 'product')) {
    fault(
      'assetKind',
      top === 'products' ? 'only products stand in products/' : 'products stand in products/',
    );
  }
  if (isRepository && repository === undefined)
    fault('repository', 'missing; other assets stand in assets/documents/');
  if (isRepository && repository !== undefined && repositoryId(repository) !== id) {
    fault('repository', `"${repository}" is not the repository of ${id}`);
  }
  if (!isRepository && top === 'assets' && repository !== undefined) {
    fault('repository', 'repositories stand in assets/<account>/');
  }
  return faults;
}
