import type { Organisation } from '../domain/records/organisation.ts';
import { isAtLead } from '../domain/reuse/reuse-standing.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import { byKind, type ListedAsset, toListedAsset } from './list-body-work.ts';
import type { Directory } from './open-directory.ts';
import { readReuseBy } from './read-reuse.ts';
import { type OrganisationReference, toOrganisationReference } from './references.ts';

interface Looking {
  store: Pick<EntryStore, 'listEntries'> & Pick<RecordStore, 'readMany' | 'listFirst'>;
  directory: Directory;
  now: () => Date;
}

/** Something that neighbours have and the council asked about has not. */
export interface NeighbourWork extends ListedAsset {
  neighbours: OrganisationReference[];
}

/** Councils of the same type in the same region, which work under much the same conditions. */
function neighboursOf({ councils }: Directory, { id, type, region }: Organisation): Organisation[] {
  return councils.organisations.filter(
    (other) =>
      other.isCouncil &&
      other.id !== id &&
      other.type === type &&
      other.region === region &&
      councils.isLiving(other),
  );
}

/** As many as somebody reads of each list; what the search finds by council is all of them. */
const most = 60;

/**
 * What neighbours of a council confirmed that they use, lead, or were seen with in repository files, and it has not: each apart, what most of
 * them have first. `has`: ids of what the council has already.
 */
export async function findNeighboursWork(
  looking: Looking,
  council: Organisation,
  has: ReadonlySet<string>,
): Promise<{
  neighbours: OrganisationReference[];
  confirmed: NeighbourWork[];
  led: NeighbourWork[];
  seen: NeighbourWork[];
  /** They lead or were seen in more than is told of here. */
  hasMore: boolean;
  /** The moment from which one of the confirmations does not hold any more. */
  holdsUntil?: string;
}> {
  const { store, directory } = looking;
  const neighbours = neighboursOf(directory, council);
  const ids = neighbours.map(({ id }) => id);
  if (ids.length === 0) return { neighbours: [], confirmed: [], led: [], seen: [], hasMore: false };
  const isIdea = ({ id, document }: StoredRecord<'asset'>) => !has.has(id) && document.maturity !== 'retired';

  const { used, holdsUntil } = await confirmedBy(looking, ids);
  const usedAssets = (await store.readMany('asset', [...used.keys()])).filter(
    ({ state }) => state === 'published',
  );
  const confirmed = usedAssets.filter(isIdea).flatMap((asset) => {
    const users = (used.get(asset.id) ?? []).filter(
      (id) => !isAtLead(asset.document, id, directory.councils),
    );
    return users.length === 0 ? [] : [toWork(directory, asset, users)];
  });

  const led = await readListed(store, 'lead', ids);
  const seen = await readListed(store, 'adopter', ids);
  return {
    neighbours: neighbours.map(({ id }) => toOrganisationReference(directory, id)),
    ...(holdsUntil !== undefined && { holdsUntil }),
    confirmed: sorted(confirmed),
    hasMore: led.hasMore || seen.hasMore,
    led: sorted(
      led.records
        .filter(isIdea)
        .map((asset) => toWork(directory, asset, [asset.document.lead?.organisation ?? ''])),
    ).filter(({ isPart }) => !isPart),
    seen: sorted(
      seen.records.filter(isIdea).map((asset) => {
        const adopters = new Set(
          asset.document.adoption.filter(({ atLead }) => !atLead).map(({ organisation }) => organisation),
        );
        return toWork(
          directory,
          asset,
          ids.filter((id) => adopters.has(id)),
        );
      }),
    ),
  };
}

/** Code comes after everything else, which says more of what can be had. */
async function readListed(store: Looking['store'], role: 'lead' | 'adopter', ids: readonly string[]) {
  const kind = 'asset' as const;
  const code = { name: 'assetKind', value: 'repository' } as const;
  const others = await store.listFirst({ kind, terms: new Map([[role, ids]]), without: code, limit: most });
  if (others.hasMore) return others;
  const terms = new Map([
    [role, ids],
    [code.name, [code.value]],
  ] as const);
  const repositories = await store.listFirst({ kind, terms, limit: most - others.records.length });
  return { records: [...others.records, ...repositories.records], hasMore: repositories.hasMore };
}

/** Assets that bodies confirmed that they use, with who did. */
async function confirmedBy(
  looking: Looking,
  bodies: readonly string[],
): Promise<{ used: Map<string, string[]>; holdsUntil?: string }> {
  const at = looking.now().toISOString();
  const used = new Map<string, string[]>();
  const ends: string[] = [];
  for (const body of bodies) {
    for (const { state, organisation, statement } of await readReuseBy(looking, body, at)) {
      if (state !== 'confirmed' || organisation !== body || statement.use === 'stopped') continue;
      if (statement.until !== undefined) ends.push(statement.until);
      used.set(statement.asset, [...(used.get(statement.asset) ?? []), body]);
    }
  }
  const [holdsUntil] = ends.sort();
  return { used, ...(holdsUntil !== undefined && { holdsUntil }) };
}

function toWork(
  directory: Directory,
  asset: StoredRecord<'asset'>,
  bodies: readonly string[],
): NeighbourWork {
  return { ...toListedAsset(asset), neighbours: bodies.map((id) => toOrganisationReference(directory, id)) };
}

function sorted(work: NeighbourWork[]): NeighbourWork[] {
  return work.sort((one, other) => other.neighbours.length - one.neighbours.length || byKind(one, other));
}
