import { Meilisearch } from 'meilisearch';
import { CatalogueError } from '../../../domain/errors.ts';
import { prepareKeys } from './prepare-keys.ts';
import { buildSender } from './send-request.ts';
import { isKeyRefused, toUnavailable } from './to-unavailable.ts';

export interface ConnectionOptions {
  url: string;
  /** May search alone. Without it the admin key searches. */
  searchKey?: string;
  /** May write documents and settings, and make and swap indexes whose names begin with that of the index. */
  adminKey?: string;
  /** Both keys are made from it where they are not given. */
  masterKey?: string;
  index: string;
  /** For a search; what indexes may take longer. */
  timeoutMs: number;
}

export interface Connection {
  /** Every failure is a CatalogueError 'unavailable'. */
  search<T>(use: (client: Meilisearch) => Promise<T>): Promise<T>;
  manage<T>(use: (client: Meilisearch) => Promise<T>): Promise<T>;
  version(): Promise<string>;
}

const oldest = [1, 12] as const;
const manageTimeoutMs = 30_000;

interface Clients {
  searching: Meilisearch;
  managing: Meilisearch;
}

function checkVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  const message = `Meilisearch ${version} is too old: ${oldest.join('.')} or newer is needed`;
  throw new CatalogueError('unavailable', message, [{ field: 'MEILI_URL', message }]);
}

/** Connects when it is first used, and again where keys are not valid any more, so that Meilisearch may start later and lose its data. */
export function openConnection(options: ConnectionOptions): Connection {
  const { url, masterKey, index, timeoutMs } = options;
  let connecting: Promise<Clients> | undefined;
  let found: string | undefined;

  const httpClient = buildSender();

  function clientWith(apiKey: string | undefined, timeout: number, settings = {}): Meilisearch {
    return new Meilisearch({
      host: url,
      ...(apiKey === undefined ? {} : { apiKey }),
      timeout,
      ...settings,
      // Searches would take longer to be unpacked than to be sent; through Node's fetch packed answers arrive some 40 ms later.
      requestInit: { headers: { 'Accept-Encoding': 'identity' } },
    });
  }

  /** Undefined where the key may not ask: one that is wrong altogether is refused soon enough. */
  async function askVersion(apiKey: string | undefined): Promise<string | undefined> {
    const client = clientWith(apiKey, timeoutMs);
    return guarded('MEILI_ADMIN_KEY', async () => {
      try {
        return (await client.getVersion()).pkgVersion;
      } catch (error) {
        if (isKeyRefused(error)) return undefined;
        throw error;
      }
    });
  }

  async function connect(): Promise<Clients> {
    const needsKeys = masterKey !== undefined && !(options.searchKey && options.adminKey);
    const made = needsKeys
      ? await guarded('MEILI_MASTER_KEY', () => prepareKeys(clientWith(masterKey, timeoutMs), index))
      : undefined;
    const adminKey = options.adminKey ?? made?.adminKey;
    const searchKey = options.searchKey ?? made?.searchKey ?? adminKey;
    found = await askVersion(masterKey ?? adminKey ?? searchKey);
    if (found !== undefined) checkVersion(found);
    return {
      searching: clientWith(searchKey, timeoutMs, { httpClient }),
      managing: clientWith(adminKey, Math.max(timeoutMs, manageTimeoutMs)),
    };
  }

  async function clients(): Promise<Clients> {
    connecting ??= connect();
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  async function guarded<T>(setting: string, use: () => Promise<T>): Promise<T> {
    try {
      return await use();
    } catch (error) {
      throw toUnavailable(error, setting);
    }
  }

  /** Keys that were made here end with the data of Meilisearch: then others are made, once. */
  async function withFreshKeys<T>(use: (clients: Clients) => Promise<T>): Promise<T> {
    try {
      return await use(await clients());
    } catch (error) {
      if (!isKeyRefused(error)) throw error;
      connecting = undefined;
      if (masterKey === undefined) throw error;
      return use(await clients());
    }
  }

  return {
    search: (use) => guarded('MEILI_SEARCH_KEY', () => withFreshKeys(({ searching }) => use(searching))),
    manage: (use) => guarded('MEILI_ADMIN_KEY', () => withFreshKeys(({ managing }) => use(managing))),
    async version() {
      await clients();
      return found ?? 'unknown';
    },
  };
}
