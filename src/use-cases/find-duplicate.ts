import { repositoryId } from '../domain/ids.ts';
import { comparableAddress } from '../domain/registration/comparable-address.ts';
import type { KnownAssets } from '../domain/registration/find-alike.ts';
import type { RegisteredAddress } from '../domain/registration/repository-address.ts';
import type { Submission } from '../domain/registration/submission.ts';
import { holdsItsPlace } from '../domain/registration/submission-terms.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';

export interface FindingDuplicates {
  store: Pick<CatalogueStore, 'find' | 'findEntry' | 'findEntryBy'>;
  enrichment: Pick<EnrichmentStore, 'find' | 'findByHostId'>;
  known: KnownAssets;
}

/** What is there already. `title` only where strangers may read it. */
export interface Duplicate {
  id: string;
  title?: string;
  why: string;
}

export type Registrable = Exclude<RegisteredAddress, { fault: string }>;

/**
 * The record, or the registration, that is this very thing: the same repository under any address it has or had, or for what is no code the
 * same address. `hostId`: the code host's own number of the repository, where it was asked.
 */
export async function findDuplicate(
  finding: FindingDuplicates,
  wanted: Registrable,
  { hostId }: { hostId?: string } = {},
): Promise<Duplicate | undefined> {
  if ('address' in wanted) return findByAddress(finding, wanted.address);
  const id = repositoryId(wanted.repository);
  const known = finding.known.byRepository(id);
  return (
    (await findRecord(finding, id, 'the same repository')) ??
    (await findSubmission(finding, id)) ??
    (known && { ...named(known), why: 'the same repository' }) ??
    (await findByHost(finding, id, hostId)) ??
    (await findByAddress(finding, `https://github.com/${wanted.repository.toLowerCase()}`))
  );
}

async function findRecord(
  { store }: FindingDuplicates,
  id: string,
  why: string,
): Promise<Duplicate | undefined> {
  const record = await store.find('asset', id);
  if (record === undefined) return undefined;
  if (record.state === 'published') return { id: record.id, title: record.document.title, why };
  return { id: record.id, why: `${why}; the record was withdrawn and can be restored` };
}

async function findSubmission({ store }: FindingDuplicates, id: string): Promise<Duplicate | undefined> {
  const entry =
    (await store.findEntry<Submission>('submission', id)) ??
    (await store.findEntryBy<Submission>('submission', { name: 'repository', value: id }));
  if (entry === undefined) return undefined;
  const { mergedInto } = entry.document;
  if (entry.state === 'merged' && mergedInto !== undefined) {
    return { id: mergedInto, why: 'the same repository, which was merged into this record' };
  }
  if (!holdsItsPlace(entry.document, entry.state)) return undefined;
  return { id: entry.id, why: 'the same repository, registered already and not public' };
}

async function findByHost(
  finding: FindingDuplicates,
  id: string,
  given: string | undefined,
): Promise<Duplicate | undefined> {
  const hostId = given ?? (await finding.enrichment.find(id))?.hostId;
  if (hostId === undefined) return undefined;
  for (const other of await finding.enrichment.findByHostId(hostId)) {
    if (other.id === id) continue;
    const why = 'the same repository: GitHub says that it was renamed or moved';
    const found = (await findRecord(finding, other.id, why)) ?? (await findSubmission(finding, other.id));
    if (found !== undefined) return { ...found, why };
  }
  return undefined;
}

async function findByAddress(
  { store, known }: FindingDuplicates,
  address: string,
): Promise<Duplicate | undefined> {
  const comparable = comparableAddress(address);
  const [asset] = known.byAddress(comparable);
  if (asset !== undefined) return { ...named(asset), why: 'the same address' };
  const entry = await store.findEntryBy<Submission>('submission', { name: 'holds', value: comparable });
  return entry && { id: entry.id, why: 'the same address, registered already and not public' };
}

function named({ id, title, isPublic }: { id: string; title: string; isPublic: boolean }) {
  return { id, ...(isPublic && { title }) };
}
