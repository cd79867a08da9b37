import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CatalogueFiles } from '../../ports/catalogue-files.ts';
import { findUnlistedNames } from './find-unlisted-names.ts';
import { fingerprintCatalogue } from './fingerprint-files.ts';
import { joinFurtherClaims } from './join-further-claims.ts';
import { joinAccounts, repositorySources } from './join-seeds.ts';
import { listFiles } from './list-files.ts';
import { readAwardRegister } from './read-award-register.ts';
import { readCouncilAccounts } from './read-council-accounts.ts';
import { readCouncils } from './read-councils.ts';
import { readCuratedRecords } from './read-curated-records.ts';
import { joinRead, type ReadRecords, readRecordList } from './read-record-files.ts';
import { readReferenceLists } from './read-reference-lists.ts';
import { readRepositoryFacts } from './read-repository-facts.ts';
import { readServices } from './read-services.ts';

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
    fingerprint: () => fingerprintCatalogue({ catalogueFolder, seedsFolder }),

    readLists: () => readReferenceLists(pathToFileURL(join(seedsFolder, '/'))),

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
  const organisations = join(seedsFolder, 'organisations');
  const accountsFile = join(organisations, 'council-accounts.yaml');
  const { accounts, faults: accountFaults } = await readCouncilAccounts(accountsFile);
  const { furtherClaims, ...awardRegister } = await readAwardRegister(registers);
  const { records, faults } = joinRead([
    await readCuratedRecords(catalogueFolder),
    await readLists('organisation', organisations, [accountsFile]),
    await readLists('source', join(seedsFolder, 'sources')),
    await readCouncils(registers),
    await readServices(registers),
    await readRepositoryFacts(join(seedsFolder, 'repository-facts.jsonl')),
    awardRegister,
  ]);
  const joining = [
    ...joinFurtherClaims(records, furtherClaims, registers),
    ...joinAccounts(records, accounts, accountsFile),
    ...(await findUnlistedNames(records, seedsFolder)),
  ];
  return {
    records: [...records, ...repositorySources(records)],
    faults: [...faults, ...accountFaults, ...joining],
  };
}

async function readLists(
  kind: 'organisation' | 'source',
  folder: string,
  except: readonly string[] = [],
): Promise<ReadRecords> {
  const files = (await listFiles(folder)).filter((file) => file.endsWith('.yaml') && !except.includes(file));
  return joinRead(await Promise.all(files.map((file) => readRecordList(kind, file))));
}
