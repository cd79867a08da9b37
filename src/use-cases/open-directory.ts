import { buildCouncilDirectory, type CouncilDirectory } from '../domain/councils/council-directory.ts';
import type { RepositoryFacts } from '../domain/enrichment/current-facts.ts';
import type { Asset } from '../domain/records/asset.ts';
import type { Fund } from '../domain/records/fund.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { Service } from '../domain/records/service.ts';
import type { Source } from '../domain/records/source.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { ReferenceLists } from '../ports/reference-lists.ts';
import { type ObservedValues, readObservedValues } from './read-observed-values.ts';
import { readRepositoryFacts } from './read-repository-facts.ts';
import { type ReuseSummary, readReuseSummaries } from './read-reuse-summaries.ts';

/**
 * The records that others point to, kept in memory because every answer names some of them: organisations, services, funds and
 * sources, with the reference lists. `refresh` brings it up to the store's newest change. What is known of repositories is read when asked for.
 */
export interface Directory {
  readonly councils: CouncilDirectory;
  organisation(id: string): Organisation | undefined;
  service(id: string): Service | undefined;
  fund(id: string): Fund | undefined;
  fundIds(): string[];
  source(id: string): Source | undefined;
  themeLabel(id: string): string | undefined;
  readonly services: ReadonlyMap<string, Service>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  /** Whose account of the code host it is, in any case of letters. */
  ownerOf(account: string): Organisation | undefined;
  readonly lists: ReferenceLists;
  /** Who uses each of the assets, where anybody said so; as of a moment, by default now. */
  readReuse(
    assets: readonly Pick<Asset, 'id' | 'aliases' | 'lead'>[],
    at?: string,
  ): Promise<Map<string, ReuseSummary>>;
  /** What is known now of each `owner/name`, by its `repositoryId`. */
  readFacts(repositories: readonly string[]): Promise<Map<string, RepositoryFacts>>;
  /** Which assets have what is observed of repositories, as of its newest change and the present day. */
  readObserved(): Promise<ObservedValues>;
  now(): Date;
  /** The newest change of the store that it knows. */
  newestChange(): number;
  refresh(): Promise<void>;
}

interface Loaded {
  organisations: Map<string, Organisation>;
  /** By account in lower case. */
  owners: Map<string, Organisation>;
  services: Map<string, Service>;
  funds: Map<string, Fund>;
  sources: Map<string, Source>;
  councils: CouncilDirectory;
}

async function readKind<K extends 'organisation' | 'service' | 'fund' | 'source'>(
  store: RecordStore,
  kind: K,
) {
  const found = new Map();
  for await (const record of store.readAll(kind)) found.set(record.id, record.document);
  return found;
}

async function load(store: RecordStore): Promise<Loaded> {
  const organisations: Map<string, Organisation> = await readKind(store, 'organisation');
  const owners = new Map<string, Organisation>();
  for (const organisation of organisations.values()) {
    for (const account of organisation.accounts.map((name) => name.toLowerCase())) {
      if (!owners.has(account)) owners.set(account, organisation);
    }
  }
  return {
    ...{ organisations, owners },
    services: await readKind(store, 'service'),
    funds: await readKind(store, 'fund'),
    sources: await readKind(store, 'source'),
    councils: buildCouncilDirectory([...organisations.values()]),
  };
}

type RecordKinds = Record<'organisation' | 'service' | 'fund' | 'source', Set<string>>;

/** Sources come with every registration: what changed of them is read by itself. The other kinds change rarely, and are read anew. */
async function reload(store: RecordStore, held: Loaded, changed: RecordKinds): Promise<Loaded> {
  if (changed.organisation.size + changed.service.size + changed.fund.size > 0) return load(store);
  for (const { id, state, document } of await store.readMany('source', [...changed.source])) {
    if (state === 'published') held.sources.set(id, document);
    else held.sources.delete(id);
  }
  return held;
}

export async function openDirectory(
  store: RecordStore & Pick<EntryStore, 'listEntries'>,
  lists: ReferenceLists,
  enrichment: Pick<EnrichmentStore, 'readMany'>,
  now: () => Date = () => new Date(),
): Promise<Directory> {
  let seenTo = await store.head();
  let loaded = await load(store);
  let refreshing: Promise<void> = Promise.resolve();
  let observed: { of: string; values: Promise<ObservedValues> } | undefined;
  const themeLabels = new Map(lists.themes.map((theme) => [theme.id, theme.label]));

  async function readOn(): Promise<void> {
    const changed: RecordKinds = {
      organisation: new Set(),
      service: new Set(),
      fund: new Set(),
      source: new Set(),
    };
    let newest = seenTo;
    for (
      let changes = await store.changesSince(newest, 1000);
      changes.length > 0;
      changes = await store.changesSince(newest, 1000)
    ) {
      for (const { kind, id, action } of changes) {
        // A touch is no new document.
        if (action !== 'touched' && kind in changed) changed[kind as keyof RecordKinds].add(id);
      }
      newest = changes.at(-1)?.seq ?? newest;
    }
    loaded = await reload(store, loaded, changed);
    seenTo = newest;
  }

  /** One after the other: what comes back from it is never half-way through somebody else's. */
  function refresh(): Promise<void> {
    refreshing = refreshing.then(readOn, readOn);
    return refreshing;
  }

  const readFacts: Directory['readFacts'] = (repositories) =>
    readRepositoryFacts({ store, enrichment }, repositories);

  function readObserved(): Promise<ObservedValues> {
    const of = `${seenTo} ${now().toISOString().slice(0, 10)}`;
    if (observed?.of === of) return observed.values;
    const values = readObservedValues({ store, readFacts, now: now() });
    values.catch(() => {
      if (observed?.values === values) observed = undefined;
    });
    observed = { of, values };
    return values;
  }

  return {
    get councils() {
      return loaded.councils;
    },
    get services() {
      return loaded.services;
    },
    get organisations() {
      return loaded.organisations;
    },
    lists,
    readFacts,
    readReuse: (assets, at = now().toISOString()) =>
      readReuseSummaries({ store, directory: loaded }, assets, at),
    readObserved,
    now,
    organisation: (id) => loaded.organisations.get(id),
    ownerOf: (account) => loaded.owners.get(account.toLowerCase()),
    service: (id) => loaded.services.get(id),
    fund: (id) => loaded.funds.get(id),
    fundIds: () => [...loaded.funds.keys()],
    source: (id) => loaded.sources.get(id),
    newestChange: () => seenTo,
    themeLabel: (id) => themeLabels.get(id),
    refresh,
  };
}
