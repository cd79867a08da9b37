import type { Allowance } from '../../domain/enrichment/expect-completion.ts';
import type { UnderstoodQuery } from '../../domain/query/understood-query.ts';
import type { CatalogueStore } from '../../ports/catalogue-store.ts';
import type { ReadNotice } from '../../ports/code-host.ts';
import type { EnrichmentStore } from '../../ports/enrichment-store.ts';
import type { RepositoryLookup } from '../../ports/repository-lookup.ts';
import type { ReadSpreadsheet } from '../../ports/spreadsheet-reader.ts';
import type { WebPoster } from '../../ports/web-poster.ts';
import type { EngineStatus } from '../../use-cases/describe-engines.ts';
import type { Sessions } from '../../use-cases/keep-sessions.ts';
import type { Directory } from '../../use-cases/open-directory.ts';
import type { CurrentAssets } from '../../use-cases/open-known-assets.ts';
import type { Answering } from '../../use-cases/search-engines.ts';
import type { AnswerCache } from '../answer.ts';
import type { Links } from '../links.ts';

/** What the routes work with; made once in app.ts from the services given to it. */
export interface ApiServices {
  store: CatalogueStore;
  /** What was observed of the assets' repositories. */
  enrichment: EnrichmentStore;
  /** What the code host would allow by the settings. */
  allowance: Allowance;
  /** Deliveries of the code host's webhooks; absent where none are taken. */
  notices?: { read: ReadNotice; refresh(repository: string): void };
  /** The assets that there are, for telling duplicates. */
  known: CurrentAssets;
  /** Asks the code host for one repository while somebody waits. */
  lookUp: RepositoryLookup;
  readSpreadsheet: ReadSpreadsheet;
  /** Has a repository's facts read again soon; absent where this process reads none. */
  refreshRepository?(repository: string): void;
  engines: Answering & { status(): Promise<EngineStatus[]> };
  directory: Directory;
  /** Understands what is typed. */
  reader: { understand(text: string): UnderstoodQuery };
  /** Counts a search that found nothing, by its text alone. */
  countMiss(text: string): void;
  now(): Date;
  /** Brings what this process holds up to what was just written, without waiting for it. */
  settle(): void;
  /** Does what no import may come in between. */
  inImportTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Sends to addresses that people give. */
  poster: WebPoster;
  /** Of browsers. */
  sessions: Sessions;
  answers: AnswerCache;
  links: Links;
  /** The newest change of the log that directory and index have taken in. */
  newestChange(): number;
  /** The process has been told to end and takes no new callers. */
  isClosing(): boolean;
}
