import { buildCouncilDirectory } from '../domain/councils/council-directory.ts';
import { draftAsset } from '../domain/enrichment/draft-asset.ts';
import { reasonsToList } from '../domain/enrichment/propose-repositories.ts';
import { repositoryId } from '../domain/ids.ts';
import type { Asset } from '../domain/records/asset.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { CodeHost, HostPause, ListedRepository } from '../ports/code-host.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { observeAssets } from './observe-assets.ts';

export interface DiscoveringRepositories {
  records: Pick<RecordStore, 'readAll'>;
  enrichment: Pick<EnrichmentStore, 'readAll' | 'propose' | 'proposals'>;
  host: Pick<CodeHost, 'listAccount'>;
  now: () => Date;
}

export interface DiscoveredRepository {
  /** Of its proposal. */
  key: string;
  repository: string;
  reasons: string[];
  /** A file to begin with, valid as it stands. */
  draft: Asset;
}

export interface Discovery {
  found: DiscoveredRepository[];
  /** Accounts that could not be read, with why. */
  failed: { account: string; message: string }[];
  /** The host gives no more until then: accounts that were not read, and repositories of the last one, are left. */
  pause?: HostPause;
  left: string[];
}

/** The accounts of every organisation in the catalogue, in order. */
export async function knownAccounts(records: Pick<RecordStore, 'readAll'>): Promise<string[]> {
  const organisations = await readOrganisations(records);
  return [...new Set(organisations.flatMap(({ accounts }) => accounts))].sort();
}

/**
 * Proposes repositories of accounts that the catalogue does not list, with reasons, an account after the other until the host gives no
 * more. Proposed ones stay proposed; one that a person has rejected is left out for good. Adds nothing to the catalogue.
 */
export async function discoverRepositories(
  { records, enrichment, host, now }: DiscoveringRepositories,
  accounts: readonly string[],
  signal?: AbortSignal,
): Promise<Discovery> {
  const organisations = await readOrganisations(records);
  const weighing = {
    directory: buildCouncilDirectory(organisations),
    listed: await listedAddresses({ records, enrichment }),
    at: now().toISOString(),
  };
  const rejected = new Set((await enrichment.proposals('rejected')).map(({ key }) => key));
  const discovery: Discovery = { found: [], failed: [], left: [] };

  function weigh(candidate: ListedRepository): DiscoveredRepository[] {
    const { repository, parent } = candidate;
    const reasons = reasonsToList(candidate, weighing);
    const key = `repository:${repositoryId(repository)}`;
    if (reasons.length === 0 || rejected.has(key)) return [];
    const account = repository.split('/')[0]?.toLowerCase();
    const lead = organisations.find(({ accounts }) =>
      accounts.some((one) => one.toLowerCase() === account),
    )?.id;
    const parentAsset = parent === undefined ? undefined : weighing.listed.get(repositoryId(parent));
    return [{ key, repository, reasons, draft: draftAsset(candidate, { lead, parentAsset }) }];
  }

  for (const [index, account] of accounts.entries()) {
    const listing = await host.listAccount(account, signal);
    if ('outcome' in listing) {
      discovery.failed.push({ account, message: `${listing.outcome}: ${listing.message}` });
      if (listing.outcome !== 'limited') continue;
      discovery.left = accounts.slice(index);
      break;
    }
    const found = listing.repositories.flatMap(weigh);
    discovery.found.push(...found);
    await enrichment.propose(
      found.map(({ key, repository, reasons }) => ({
        ...{ key, type: 'repository', subject: repository, reasons },
        ...{ state: 'open', proposedAt: weighing.at },
      })),
    );
    if (listing.pause !== undefined) {
      discovery.pause = listing.pause;
      discovery.left = accounts.slice(index);
      break;
    }
  }
  return discovery;
}

async function readOrganisations(records: Pick<RecordStore, 'readAll'>): Promise<Organisation[]> {
  const organisations: Organisation[] = [];
  for await (const { document } of records.readAll('organisation')) organisations.push(document);
  return organisations;
}

/** Every address, former ones too, that leads to an asset. */
async function listedAddresses(
  stores: Pick<DiscoveringRepositories, 'records' | 'enrichment'>,
): Promise<Map<string, string>> {
  const listed = new Map<string, string>();
  for await (const { id, document } of stores.records.readAll('asset')) {
    for (const name of [id, ...document.aliases]) listed.set(name, id);
    if (document.repository !== undefined) listed.set(repositoryId(document.repository), id);
  }
  for (const { asset, repository } of await observeAssets(stores))
    listed.set(repositoryId(repository), asset.id);
  return listed;
}
