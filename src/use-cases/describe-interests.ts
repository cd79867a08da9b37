import { type Actor, isAtLeast } from '../domain/access/actor.ts';
import type { Interest } from '../domain/reuse/interest.ts';
import type { Entry, EntryStore } from '../ports/entry-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import {
  type OrganisationReference,
  type Reference,
  toOrganisationReference,
  toServiceReference,
} from './references.ts';

interface DescribingInterests {
  store: Pick<EntryStore, 'listEntries'> & Pick<RecordStore, 'readMany' | 'linksTo'>;
  directory: Directory;
}

export interface ShownInterest {
  id: string;
  state: string;
  asset?: { id: string };
  service?: Reference;
  organisation: OrganisationReference;
  since: string;
  /** For contributors and those above them: people at councils who may want to join in. */
  note?: string;
}

export function showInterest(
  directory: Directory,
  { id, state, document }: Pick<Entry<Interest>, 'id' | 'state' | 'document'>,
  { withNote }: { withNote: boolean },
): ShownInterest {
  const { asset, service, organisation, note, statedAt } = document;
  return {
    ...{ id, state },
    ...(asset !== undefined && { asset: { id: asset } }),
    ...(service !== undefined && { service: toServiceReference(directory, service) }),
    organisation: toOrganisationReference(directory, organisation),
    since: statedAt.slice(0, 10),
    ...(withNote && note !== undefined && { note }),
  };
}

interface InterestQuery {
  asset?: string;
  service?: string;
  organisation?: string;
  offset: number;
  limit: number;
}

/** Who is interested, oldest first. */
export async function listInterests(
  { store, directory }: DescribingInterests,
  actor: Actor,
  { offset, limit, ...about }: InterestQuery,
): Promise<{ total: number; interests: ShownInterest[] }> {
  const terms = Object.entries(about).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: value.toLowerCase() }],
  );
  const query = { kind: 'interest' as const, states: ['published'], terms, offset, limit };
  const { total, entries } = await store.listEntries<Interest>(query);
  const withNote = isAtLeast(actor, 'contributor');
  return { total, interests: entries.map((entry) => showInterest(directory, entry, { withNote })) };
}

/** How many organisations are interested in an asset, by any of its names, or in a service. */
export async function countInterested(
  { store }: { store: Pick<EntryStore, 'listEntries'> },
  name: 'asset' | 'service',
  values: readonly string[],
): Promise<number> {
  const interested = new Set<string>();
  for (const value of values) {
    const query = { kind: 'interest' as const, states: ['published'], terms: [{ name, value }], limit: 1000 };
    const { entries } = await store.listEntries<Interest>(query);
    for (const { document } of entries) interested.add(document.organisation);
  }
  return interested.size;
}

const pageSize = 500;

/** Services that organisations would like to have something for, each with who would. */
export async function readWanted({
  store,
}: {
  store: Pick<EntryStore, 'listEntries'>;
}): Promise<Map<string, Set<string>>> {
  const wanted = new Map<string, Set<string>>();
  for (let offset = 0; ; offset += pageSize) {
    const page = { kind: 'interest' as const, states: ['published'], offset, limit: pageSize };
    const { entries } = await store.listEntries<Interest>(page);
    for (const { document } of entries) {
      if (document.service === undefined) continue;
      const known = wanted.get(document.service) ?? new Set();
      wanted.set(document.service, known.add(document.organisation));
    }
    if (entries.length < pageSize) return wanted;
  }
}

/** Services that organisations would like to have something for and that no published asset is for, most wanted first. */
export async function findGaps({
  store,
  directory,
}: DescribingInterests): Promise<{ service: Reference; interested: OrganisationReference[] }[]> {
  const gaps: { service: Reference; interested: OrganisationReference[] }[] = [];
  for (const [id, organisations] of await readWanted({ store })) {
    const links = await store.linksTo({ kind: 'service', id });
    if (links.some(({ kind }) => kind === 'asset')) continue;
    gaps.push({
      service: toServiceReference(directory, id),
      interested: [...organisations].map((one) => toOrganisationReference(directory, one)),
    });
  }
  return gaps.sort(
    (one, other) =>
      other.interested.length - one.interested.length || (one.service.title < other.service.title ? -1 : 1),
  );
}
