import { porterStem } from './adapters/search/porter-stem.ts';
import type { AppServices } from './app.ts';
import { type Config, readConfig } from './config.ts';
import type { MailSender } from './ports/mail.ts';
import { inMemory } from './services/file-in.ts';
import { describeAllowance, openCodeHost } from './services/open-code-host.ts';
import { openFiles, openLists } from './services/open-files.ts';
import { openOwnIndex, openSharedIndex } from './services/open-indexes.ts';
import { openPages } from './services/open-pages.ts';
import { type OpenStore, openEnrichment, openLeases, openMisses, openStore } from './services/open-stores.ts';
import { openPoster } from './services/open-web.ts';
import { buildMissCounter } from './use-cases/count-misses.ts';
import { describeEngines } from './use-cases/describe-engines.ts';
import { followChanges } from './use-cases/follow-changes.ts';
import { importCatalogue } from './use-cases/import-catalogue.ts';
import { inImportTurn } from './use-cases/in-import-turn.ts';
import type { SharedEngine, SharingEngine } from './use-cases/keep-shared-engine.ts';
import { offerSetUp } from './use-cases/offer-set-up.ts';
import { openDirectory } from './use-cases/open-directory.ts';
import { type Jobs, openJobs } from './use-cases/open-jobs.ts';
import { openQueryReader } from './use-cases/open-query-reader.ts';
import { openRepositoryLookup } from './use-cases/open-repository-lookup.ts';
import { buildSearchEngines } from './use-cases/search-engines.ts';
import { sendMails } from './use-cases/send-mails.ts';
import { settleSoon } from './use-cases/settle-soon.ts';
import { ageDaily } from './use-cases/touch-aged.ts';

export interface Services extends AppServices {
  /** Brings directory and index up to the newest change of the store. */
  refresh(onProgress?: (done: number, total: number) => void): Promise<void>;
  /** As refresh, while requests are answered: what takes long follows now and then. */
  follow(): Promise<void>;
  /** Writes the counts of searches that found nothing. */
  flushMisses(): Promise<void>;
  /** Sends the mails that are due; how many were sent. */
  sendMails(mail: MailSender): Promise<number>;
  /** The secret of the set-up link, where there is no admin yet and nobody was given one within the hour. */
  offerSetUp(): Promise<string | undefined>;
  jobs: Jobs;
  close(): Promise<void>;
}

interface OpeningServices {
  /** The pages' style sheet, where it need not be read. */
  styles?: string;
  /** Never asks the code host, unless settings of it are given. */
  staysOffline?: boolean;
  onProgress?: (done: number, total: number) => void;
  /** Fills an index that is far behind, in another process; without it, this one does. */
  fillIndex?: () => Promise<unknown>;
  /** Told of what goes wrong, and right again, behind the scenes: `error` is absent where it is right again. */
  onTurn?: (what: string, error?: unknown) => void;
}

/** So many changes leave a process larger for good that takes them in by itself. */
const farBehind = 1000;

/** The service's parts, wired: an open store, its own index brought up to date, the directory loaded. Waits for no other engine. */
export async function openServices(
  config: Config,
  store: OpenStore,
  { styles, staysOffline, onProgress, fillIndex, onTurn }: OpeningServices = {},
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
      openQueryReader({ index: embedded, directory, thesaurus: lists.thesaurus, stem: porterStem }),
  });
  if ((await store.head()) - (await embedded.cursor()) > farBehind) await fillIndex?.();
  await follower.refresh(onProgress);
  const age = ageDaily({ store, enrichment, directory });
  const settling = settleSoon(follower.settle, {
    onError: (error) => onTurn?.('could not take in what was written', error),
  });
  const leases = await openLeases(config);
  const poster = openPoster(config);
  const now = () => new Date();
  const days = { rejected: config.RETENTION_REJECTED_DAYS, messages: config.RETENTION_MESSAGES_DAYS };
  const shared = await openSharedEngine(config, { store, embedded, directory, leases, onTurn });
  return {
    store,
    enrichment,
    allowance: describeAllowance(config),
    lookUp: staysOffline
      ? async () => undefined
      : openRepositoryLookup({ openHost: () => openCodeHost(config), now: () => new Date() }),
    engines: {
      ...buildSearchEngines({ embedded, newestChange: follower.newestChange, wanted: shared?.wanted }),
      status: () => describeEngines({ store, embedded, ...shared }),
    },
    directory,
    reader: follower,
    countMiss: counter.count,
    newestChange: follower.newestChange,
    pages: await openPages(styles),
    poster,
    jobs: openJobs({ store, directory, leases, poster, now, days, settle: settling.soon }),
    now: () => new Date(),
    // Loaded where somebody sends one: most services never see a spreadsheet.
    readSpreadsheet: async (bytes) => {
      const { readSpreadsheet } = await import('./adapters/spreadsheets/read-spreadsheet.ts');
      return readSpreadsheet(bytes);
    },
    settle: settling.soon,
    follow: follower.settle,
    inImportTurn: (work) => inImportTurn(leases, work),
    async refresh(onProgress) {
      await age();
      await follower.refresh(onProgress);
    },
    flushMisses: counter.flush,
    sendMails: (mail) => sendMails({ store, leases, mail, now: () => new Date() }),
    offerSetUp: () => offerSetUp({ store, now: () => new Date() }),
    async close() {
      settling.stop();
      await shared?.close();
      await follower.close();
      await leases.close();
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
  parts: Omit<SharingEngine, 'index' | 'timeoutMs' | 'everyMs'>,
): Promise<SharedEngine | undefined> {
  const index = await openSharedIndex(config, parts.directory.lists);
  if (index === undefined) return undefined;
  const { keepSharedEngine } = await import('./use-cases/keep-shared-engine.ts');
  const everyMs = config.REFRESH_SECONDS * 1000;
  return keepSharedEngine({ ...parts, index, timeoutMs: config.MEILI_TIMEOUT_MS, everyMs });
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
  return openServices(config, store, {
    styles: '',
    staysOffline: !Object.keys(variables).some((name) => name.startsWith('GITHUB_')),
  });
}
