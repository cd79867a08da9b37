import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CatalogueError } from '../../domain/errors.ts';
import { openLicenceNormaliser } from '../../domain/licence.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import type { ReferenceLists } from '../../ports/reference-lists.ts';
import type { FileRecord } from './file-record.ts';
import { readReferenceLists } from './read-reference-lists.ts';

/** Names that records use and the lists of `seedsFolder` do not hold: one thing has one name, and a new one is listed first. */
export async function findUnlistedNames(
  records: readonly FileRecord[],
  seedsFolder: string,
): Promise<FileFault[]> {
  let lists: ReferenceLists;
  try {
    lists = await readReferenceLists(pathToFileURL(join(seedsFolder, '/')));
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return error.faults.map(({ field, message }) => ({ file: seedsFolder, field, message }));
  }
  const listed = {
    themes: new Set(lists.themes.map(({ id }) => id)),
    connectsTo: new Set(lists.platforms.map(({ name }) => name)),
    standards: new Set(lists.standards.map(({ name }) => name)),
  };
  const normalise = openLicenceNormaliser(lists.licences, lists.licenceIds);

  return records.flatMap((record) => {
    const faults: FileFault[] = [];

    function fault(field: string, message: string): void {
      faults.push({ file: record.file, line: record.lineOf(field), field, message });
    }
    function check(field: keyof typeof listed, names: readonly string[], list: string): void {
      for (const [at, name] of names.entries()) {
        if (!listed[field].has(name))
          fault(`${field}.${at}`, `"${name}" is not in seeds/reference/${list}.yaml`);
      }
    }

    if (record.kind === 'project') check('themes', record.document.themes, 'themes');
    if (record.kind !== 'asset') return faults;
    const { themes, connectsTo, standards, licence } = record.document;
    check('themes', themes, 'themes');
    check('connectsTo', connectsTo, 'platforms');
    check('standards', standards, 'standards');
    const expression = licence?.expression;
    if (expression !== undefined && normalise(expression).expression !== expression) {
      fault('licence.expression', `"${expression}" is not an SPDX expression`);
    }
    return faults;
  });
}
