import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogueFiles } from '../../ports/catalogue-files.ts';
import { fingerprintFiles } from './fingerprint-files.ts';
import { joinFurtherClaims } from './join-further-claims.ts';
import { readAwardRegister } from './read-award-register.ts';
import { readCouncils } from './read-councils.ts';
import { readCuratedRecords } from './read-curated-records.ts';
import { joinRead, listFiles, type ReadRecords, readRecordList } from './read-record-files.ts';
import { readServices } from './read-services.ts';

/** What records become depends on the code that reads them too: a new release imports again. */
const readingCode = [new URL('.', import.meta.url), new URL('../../domain/', import.meta.url)].map((folder) =>
  fileURLToPath(folder),
);

export function readCatalogueFiles({
  catalogueFolder,
  seedsFolder,
}: {
  catalogueFolder: string;
  seedsFolder: string;
}): CatalogueFiles {
  /** As a person names it: from the folder that holds catalogue/ and seeds/. */
  function shown(file: string): string {
    const folder = file.startsWith(seedsFolder) ? seedsFolder : catalogueFolder;
    return relative(dirname(folder), file);
  }

  return {
    fingerprint: () => fingerprintFiles([catalogueFolder, seedsFolder, ...readingCode]),

    async read() {
      const { records, faults } = await readAll(catalogueFolder, seedsFolder);
      return {
        records: records.map((record) => ({ ...record, file: shown(record.file) })),
        faults: faults.map((fault) => ({ ...fault, file: shown(fault.file) })),
      };
    },
  };
}

async function readAll(catalogueFolder: string, seedsFolder: string): Promise<ReadRecords> {
  const registers = join(seedsFolder, 'registers');
  const { furtherClaims, ...awardRegister } = await readAwardRegister(registers);
  const read = joinRead([
    await readCuratedRecords(catalogueFolder),
    await readLists('organisation', join(seedsFolder, 'organisations')),
    await readLists('source', join(seedsFolder, 'sources')),
    await readCouncils(registers),
    await readServices(registers),
    awardRegister,
  ]);
  const joining = joinFurtherClaims(read.records, furtherClaims, registers);
  return { records: read.records, faults: [...read.faults, ...joining] };
}

async function readLists(kind: 'organisation' | 'source', folder: string): Promise<ReadRecords> {
  const files = (await listFiles(folder)).filter((file) => file.endsWith('.yaml'));
  return joinRead(await Promise.all(files.map((file) => readRecordList(kind, file))));
}
