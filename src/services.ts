import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintCatalogue } from './adapters/catalogue-files/fingerprint-files.ts';
import { openEmbeddedIndex } from './adapters/search/embedded/open-embedded-index.ts';
import { porterStem } from './adapters/search/porter-stem.ts';
import { openSqliteEnrichmentStore } from './adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from './adapters/storage/open-sqlite-record-store.ts';
import { openSqliteSearchMisses } from './adapters/storage/open-sqlite-search-misses.ts';
import type { AppServices } from './app.ts';
import { type Config, projectRoot, readConfig } from './config.ts';
import { CatalogueError } from './domain/errors.ts';
import { ThesaurusGroup, wordingsOf } from './domain/thesaurus/thesaurus-group.ts';
import type { OperationExamples } from './http/openapi-examples.ts';
import type { CatalogueFiles } from './ports/catalogue-files.ts';
import type { CodeHost } from './ports/code-host.ts';
import type { EnrichmentStore } from './ports/enrichment-store.ts';
import type { Leases } from './ports/leases.ts';
import type { RecordStore } from './ports/record-store.ts';
import type { ReferenceLists } from './ports/reference-lists.ts';
import type { SearchIndex } from './ports/search-index.ts';
import type { SearchMisses } from './ports/search-misses.ts';
import { buildMissCounter } from './use-cases/count-misses.ts';
import { describeEngines } from './use-cases/describe-engines.ts';
import { followChanges } from './use-cases/follow-changes.ts';
import { fingerprintNote, importCatalogue, listsNote } from './use-cases/import-catalogue.ts';
import type { SharedEngine, SharingEngine } from './use-cases/keep-shared-engine.ts';
import { openDirectory } from './use-cases/open-directory.ts';
import { openQueryReader } from './use-cases/open-query-reader.ts';
import { buildSearchEngines } from './use-cases/search-engines.ts';

/** DATA_DIR of a service that keeps nothing: tests and generated documents use it. */
const inMemory = ':memory:';

async function fileIn(folder: string, name: string): Promise<string> {
  if (folder === inMemory) return inMemory;
  await mkdir(folder, { recursive: true });
  return join(folder, name);
}

type StoreConfig = Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>;

/** `file`: where an SQLite store is. */
type OpenStore = RecordStore & { readonly file?: string };

// What only some set-ups need is loaded where it is needed: the others do without its memory.
export async function openStore({ DATA_DIR, DATABASE_URL: url }: StoreConfig): Promise<OpenStore> {
  if (url === undefined) return openSqliteRecordStore({ file: await fileIn(DATA_DIR, 'catalogue.db') });
  const { openPostgresRecordStore } = await import('./adapters/storage/open-postgres-record-store.ts');
  return openPostgresRecordStore({ url });
}

/** What was observed, in the same database as the records. */
export async function openEnrichment(
  { DATA_DIR, DATABASE_URL: url }: StoreConfig,
  { file }: OpenStore,
): Promise<EnrichmentStore> {
  if (url === undefined) {
    return openSqliteEnrichmentStore({ file: file ?? (await fileIn(DATA_DIR, 'catalogue.db')) });
  }
  const { openPostgresEnrichmentStore } = await import(
    './adapters/storage/open-postgres-enrichment-store.ts'
  );
  return openPostgresEnrichmentStore({ url });
}

export async function openMisses({ DATA_DIR, DATABASE_URL: url }: StoreConfig): Promise<SearchMisses> {
  if (url === undefined) return openSqliteSearchMisses({ file: await fileIn(DATA_DIR, 'catalogue.db') });
  const { openPostgresSearchMisses } = await import('./adapters/storage/open-postgres-search-misses.ts');
  return openPostgresSearchMisses({ url });
}

export async function openLeases({ DATA_DIR, DATABASE_URL: url }: StoreConfig): Promise<Leases> {
  if (url === undefined) {
    const { openSqliteLeases } = await import('./adapters/storage/open-sqlite-leases.ts');
    return openSqliteLeases({ file: await fileIn(DATA_DIR, 'leases.db') });
  }
  const { openPostgresLeases } = await import('./adapters/storage/open-postgres-leases.ts');
  return openPostgresLeases({ url });
}

/** The index of this process. What documents are made of besides records (lists of other names) is the edition of its words. */
export async function openOwnIndex(
  { DATA_DIR }: Pick<Config, 'DATA_DIR'>,
  { thesaurus: _, ...named }: ReferenceLists,
): Promise<SearchIndex> {
  const file = await fileIn(DATA_DIR, 'search.db');
  return openEmbeddedIndex({ file, edition: JSON.stringify(named) });
}

type MeilisearchConfig = Pick<Config, Extract<keyof Config, `MEILI_${string}`>>;

/** The index in Meilisearch, where there is one; it need not be reached. */
export async function openSharedIndex(
  config: MeilisearchConfig,
  { thesaurus }: Pick<ReferenceLists, 'thesaurus'>,
): Promise<SearchIndex | undefined> {
  if (config.MEILI_URL === undefined) return undefined;
  const { openMeilisearchIndex } = await import('./adapters/search/meilisearch/open-meilisearch-index.ts');
  return openMeilisearchIndex({
    url: config.MEILI_URL,
    searchKey: config.MEILI_SEARCH_KEY,
    adminKey: config.MEILI_ADMIN_KEY,
    masterKey: config.MEILI_MASTER_KEY,
    index: config.MEILI_INDEX,
    timeoutMs: config.MEILI_TIMEOUT_MS,
    terms: wordingsOf(thesaurus),
  });
}

type GithubConfig = Pick<Config, Exclude<Extract<keyof Config, `GITHUB_${string}`>, 'GITHUB_WEBHOOK_SECRET'>>;

/** GitHub, which need not be reached. Errors: CatalogueError 'unavailable' naming the variables that cannot be right. */
export async function openCodeHost(config: GithubConfig): Promise<CodeHost> {
  const { GITHUB_APP_ID: id, GITHUB_APP_PRIVATE_KEY: key, GITHUB_APP_INSTALLATION_ID: installation } = config;
  const given = [id, key, installation].filter((part) => part !== undefined).length;
  if (given !== 0 && given !== 3) {
    const message = 'GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID belong together';
    throw new CatalogueError('unavailable', message);
  }
  const { openGithub } = await import('./adapters/github/open-github.ts');
  return openGithub({
    apiUrl: config.GITHUB_API_URL,
    reserve: config.GITHUB_RESERVE,
    token: given === 3 ? undefined : config.GITHUB_TOKEN,
    ...(id !== undefined &&
      key !== undefined &&
      installation !== undefined && { app: { id, privateKey: key.replaceAll('\\n', '\n'), installation } }),
  });
}

/** Deliveries of GitHub's webhooks, and whom to tell of them. */
export async function openNotices(
  secret: string,
  refresh: (repository: string) => void,
): Promise<NonNullable<AppServices['notices']>> {
  const { verifyWebhook } = await import('./adapters/github/verify-webhook.ts');
  return { read: verifyWebhook(secret), refresh };
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
  if (kept === undefined) return (await openFiles(config)).readLists();
  const lists = JSON.parse(kept) as ReferenceLists;
  // An older version may have kept them, which did not know every field that has a default now.
  return { ...lists, thesaurus: lists.thesaurus.map((group) => ThesaurusGroup.strip().parse(group)) };
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

interface OpeningServices {
  onProgress?: (done: number, total: number) => void;
  /** Told of what goes wrong, and right again, behind the scenes: `error` is absent where it is right again. */
  onTurn?: (what: string, error?: unknown) => void;
}

/** The service's parts, wired: an open store, its own index brought up to date, the directory loaded. Waits for no other engine. */
export async function openServices(
  config: Config,
  store: OpenStore,
  { onProgress, onTurn }: OpeningServices = {},
): Promise<Services> {
  const lists = await openLists(config, store);
  const enrichment = await openEnrichment(config, store);
  const embedded = await openOwnIndex(config, lists);
  const directory = await openDirectory(store, lists, enrichment);
  const misses = await openMisses(config);
  const counter = buildMissCounter(misses, () => new Date());
  const follower = followChanges({
    store,
    index: embedded,
    directory,
    openReader: () =>
      openQueryReader({ index: embedded, store, directory, thesaurus: lists.thesaurus, stem: porterStem }),
  });
  await follower.refresh(onProgress);
  const shared = await openSharedEngine(config, { store, embedded, directory, onTurn });
  return {
    store,
    enrichment,
    engines: {
      ...buildSearchEngines({ embedded, newestChange: follower.newestChange, wanted: shared?.wanted }),
      status: () => describeEngines({ store, embedded, ...shared }),
    },
    directory,
    reader: follower,
    countMiss: counter.count,
    newestChange: follower.newestChange,
    refresh: follower.refresh,
    flushMisses: counter.flush,
    async close() {
      await shared?.close();
      await follower.close();
      await counter.flush().catch(() => undefined);
      await misses.close();
      await embedded.close();
      await enrichment.close();
      await store.close();
    },
  };
}

/** Meilisearch, where it is wanted. */
async function openSharedEngine(
  config: Config,
  parts: Omit<SharingEngine, 'index' | 'leases' | 'timeoutMs' | 'everyMs'>,
): Promise<SharedEngine | undefined> {
  const index = await openSharedIndex(config, parts.directory.lists);
  if (index === undefined) return undefined;
  const { keepSharedEngine } = await import('./use-cases/keep-shared-engine.ts');
  const leases = await openLeases(config);
  const everyMs = config.REFRESH_SECONDS * 1000;
  return keepSharedEngine({ ...parts, index, leases, timeoutMs: config.MEILI_TIMEOUT_MS, everyMs });
}

/** The files as they are now, imported into a store that is gone when it is closed: for tests, generated documents and measurements. */
export async function openFreshServices(
  variables: Readonly<Record<string, string | undefined>> = {},
): Promise<Services> {
  const config = { ...readConfig(variables), DATA_DIR: inMemory };
  const store = await openStore(config);
  await importCatalogue(
    { store, files: await openFiles(config), now: () => new Date() },
    { actor: 'import' },
  );
  return openServices(config, store);
}
