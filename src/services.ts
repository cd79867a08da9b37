import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintCatalogue } from './adapters/catalogue-files/fingerprint-files.ts';
import { openEmbeddedIndex } from './adapters/search/embedded/open-embedded-index.ts';
import { porterStem } from './adapters/search/porter-stem.ts';
import { openSqliteRecordStore } from './adapters/storage/open-sqlite-record-store.ts';
import { openSqliteSearchMisses } from './adapters/storage/open-sqlite-search-misses.ts';
import type { AppServices } from './app.ts';
import { type Config, projectRoot, readConfig } from './config.ts';
import { readPlainQuery } from './domain/query/read-plain-query.ts';
import type { OperationExamples } from './http/openapi-examples.ts';
import type { CatalogueFiles } from './ports/catalogue-files.ts';
import type { RecordStore } from './ports/record-store.ts';
import type { ReferenceLists } from './ports/reference-lists.ts';
import type { SearchMisses } from './ports/search-misses.ts';
import { buildMissCounter } from './use-cases/count-misses.ts';
import { fingerprintNote, importCatalogue, listsNote } from './use-cases/import-catalogue.ts';
import { openDirectory } from './use-cases/open-directory.ts';
import { type OpenQueryReader, openQueryReader } from './use-cases/open-query-reader.ts';
import { updateSearchIndex } from './use-cases/update-search-index.ts';

/** DATA_DIR of a service that keeps nothing: tests and generated documents use it. */
const inMemory = ':memory:';

async function fileIn(folder: string, name: string): Promise<string> {
  if (folder === inMemory) return inMemory;
  await mkdir(folder, { recursive: true });
  return join(folder, name);
}

export async function openStore(config: Pick<Config, 'DATA_DIR'>): Promise<RecordStore> {
  return openSqliteRecordStore({ file: await fileIn(config.DATA_DIR, 'catalogue.db') });
}

export async function openMisses(config: Pick<Config, 'DATA_DIR'>): Promise<SearchMisses> {
  return openSqliteSearchMisses({ file: await fileIn(config.DATA_DIR, 'catalogue.db') });
}

type FileFolders = Pick<Config, 'CATALOGUE_DIR' | 'SEEDS_DIR'>;

/** The readers are loaded only here: a service whose store is up to date never needs them, nor the memory they take. */
export async function openFiles(config: FileFolders): Promise<CatalogueFiles> {
  const { readCatalogueFiles } = await import('./adapters/catalogue-files/read-catalogue-files.ts');
  return readCatalogueFiles({ catalogueFolder: config.CATALOGUE_DIR, seedsFolder: config.SEEDS_DIR });
}

/** Whether the store holds what the files hold now. */
export async function isImported(config: FileFolders, store: RecordStore): Promise<boolean> {
  const fingerprint = await fingerprintCatalogue({
    catalogueFolder: config.CATALOGUE_DIR,
    seedsFolder: config.SEEDS_DIR,
  });
  return (await store.note(fingerprintNote)) === fingerprint;
}

/** The reference lists as they were imported; read from the files where nothing has been imported yet. */
export async function openLists(config: FileFolders, store: RecordStore): Promise<ReferenceLists> {
  const kept = await store.note(listsNote);
  return kept === undefined ? (await openFiles(config)).readLists() : (JSON.parse(kept) as ReferenceLists);
}

/** Real answers for the OpenAPI document; none where the file is missing, as in an image that leaves it out. */
export async function readExamples(): Promise<OperationExamples> {
  const text = await readFile(join(projectRoot, 'openapi', 'examples.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as OperationExamples;
}

export interface Services extends AppServices {
  /** Brings directory and index up to the newest change of the store. */
  refresh(onProgress?: (done: number, total: number) => void): Promise<void>;
  /** Writes the counts of searches that found nothing. */
  flushMisses(): Promise<void>;
  close(): Promise<void>;
}

/** The service's parts, wired: an open store, the index brought up to date, the directory loaded. */
export async function openServices(
  config: Config,
  store: RecordStore,
  onProgress?: (done: number, total: number) => void,
): Promise<Services> {
  const lists = await openLists(config, store);
  const { thesaurus, ...named } = lists;
  const index = await openEmbeddedIndex({
    file: await fileIn(config.DATA_DIR, 'search.db'),
    edition: JSON.stringify(named),
  });
  const directory = await openDirectory(store, lists);
  const misses = await openMisses(config);
  const counter = buildMissCounter(misses, () => new Date());
  let reader: OpenQueryReader | undefined;
  let newest = 0;
  let running: Promise<void> | undefined;

  async function catchUp(report?: (done: number, total: number) => void): Promise<void> {
    const head = await store.head();
    if (head === newest) return;
    await directory.refresh();
    await updateSearchIndex({ store, index, directory, onProgress: report });
    if (reader) await reader.refresh();
    else reader = await openQueryReader({ index, store, directory, thesaurus, stem: porterStem });
    newest = head;
  }

  /** One at a time: a refresh that is asked for while one runs waits for it and then looks again. */
  async function refresh(report?: (done: number, total: number) => void): Promise<void> {
    await running?.catch(() => undefined);
    running = catchUp(report);
    await running;
  }

  await refresh(onProgress);
  return {
    store,
    index,
    directory,
    reader: { understand: (text) => reader?.understand(text) ?? readPlainQuery(text) },
    countMiss: counter.count,
    newestChange: () => newest,
    refresh,
    flushMisses: counter.flush,
    async close() {
      await running?.catch(() => undefined);
      await counter.flush().catch(() => undefined);
      await misses.close();
      await index.close();
      await store.close();
    },
  };
}

/** The files as they are now, imported into a store that is gone when it is closed: for tests, generated documents and measurements. */
export async function openFreshServices(): Promise<Services> {
  const config = { ...readConfig({}), DATA_DIR: inMemory };
  const store = await openStore(config);
  await importCatalogue(
    { store, files: await openFiles(config), now: () => new Date() },
    { actor: 'import' },
  );
  return openServices(config, store);
}
