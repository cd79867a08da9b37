import { type ShownActor, toShownActor } from '../domain/access/shown-actor.ts';
import type { Asset } from '../domain/records/asset.ts';
import { countReuse, isAtLead, type ReuseCounts } from '../domain/reuse/reuse-standing.ts';
import type { ReuseState, ReuseUse } from '../domain/reuse/reuse-statement.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import { type ReadStatement, type ReuseEntry, readReuseBy, readReuseOf } from './read-reuse.ts';
import { type OrganisationReference, toOrganisationReference } from './references.ts';

export interface DescribingReuse {
  store: Pick<EntryStore, 'listEntries'> & Pick<RecordStore, 'readMany'>;
  directory: Directory;
  now: () => Date;
}

/** A statement as everybody may see it. */
export interface ShownStatement {
  id: string;
  revision: number;
  asset: { id: string; title?: string };
  organisation: OrganisationReference;
  /** The body that it was first stated for, where that was abolished since. */
  statedFor?: OrganisationReference;
  state: ReuseState;
  use: ReuseUse;
  since?: string;
  evidence?: string;
  statedAt: string;
  statedBy: ShownActor;
  confirmedAt?: string;
  confirmedBy?: ShownActor;
  until?: string;
  disputes: { at: string; by: ShownActor; reason: string }[];
}

export function showStatement(
  directory: Directory,
  { id, revision, state, document }: Pick<ReuseEntry, 'id' | 'revision' | 'state' | 'document'>,
  { standing, title }: { standing?: { state: ReuseState; organisation: string }; title?: string } = {},
): ShownStatement {
  const { asset, organisation, statedFor, use, since, evidence, until } = document;
  const { statedAt, statedBy, confirmedAt, confirmedBy, disputes } = document;
  const current = standing?.organisation ?? organisation;
  const before = statedFor ?? (current === organisation ? undefined : organisation);
  const isConfirmed = (standing?.state ?? state) === 'confirmed';
  return {
    ...{ id, revision },
    asset: { id: asset, ...(title !== undefined && { title }) },
    organisation: toOrganisationReference(directory, current),
    ...(before !== undefined && { statedFor: toOrganisationReference(directory, before) }),
    state: standing?.state ?? (state as ReuseState),
    use,
    ...(since !== undefined && { since }),
    ...(evidence !== undefined && { evidence }),
    ...{ statedAt, statedBy: toShownActor(statedBy) },
    ...(isConfirmed && confirmedAt !== undefined && { confirmedAt }),
    ...(isConfirmed && confirmedBy !== undefined && { confirmedBy: toShownActor(confirmedBy) }),
    ...(until !== undefined && { until }),
    disputes: disputes.map(({ at, by, reason }) => ({ at, by: toShownActor(by), reason })),
  };
}

const show = (directory: Directory, one: ReadStatement, title?: string) =>
  showStatement(directory, one.entry, { standing: one, ...(title !== undefined && { title }) });

export interface AssetReuse {
  asset: { id: string; title: string };
  counts: ReuseCounts & { observed: number };
  confirmed: ShownStatement[];
  claimed: ShownStatement[];
  disputed: ShownStatement[];
  lapsed: ShownStatement[];
  /** Confirmed or claimed by the lead: its own use, which is no reuse. */
  atLead: ShownStatement[];
  observed: (OrganisationReference & { how: string })[];
}

/** Names seen in repository files: no proof of live use, and never counted. */
function observedIn({ adoption, lead }: Asset, { directory }: DescribingReuse) {
  return adoption
    .filter(({ atLead, organisation }) => !atLead && !isAtLead({ lead }, organisation, directory.councils))
    .map(({ organisation, how }) => ({ ...toOrganisationReference(directory, organisation), how }));
}

/** Who uses an asset, and how that is known: each way apart. */
export async function describeReuse(
  describing: DescribingReuse,
  { id, document: asset }: StoredRecord<'asset'>,
): Promise<AssetReuse> {
  const { directory, now } = describing;
  const { councils } = directory;
  const statements = await readReuseOf(describing, [id, ...asset.aliases], now().toISOString());
  const isOwn = ({ organisation }: ReadStatement) => isAtLead(asset, organisation, councils);
  const others = statements.filter((one) => !isOwn(one));
  const inState = (state: ReuseState) =>
    others.filter((one) => one.state === state).map((one) => show(directory, one, asset.title));
  const observed = observedIn(asset, describing);
  return {
    asset: { id, title: asset.title },
    counts: {
      ...countReuse(asset, statements, councils),
      observed: new Set(observed.map((one) => one.id)).size,
    },
    confirmed: inState('confirmed'),
    claimed: inState('claimed'),
    disputed: inState('disputed'),
    lapsed: inState('lapsed'),
    atLead: statements
      .filter((one) => isOwn(one) && (one.state === 'confirmed' || one.state === 'claimed'))
      .map((one) => show(directory, one, asset.title)),
    observed,
  };
}

/** What an organisation and those before it are stated to use; statements about assets that are not public are left out. */
export async function describeReuseBy(
  describing: DescribingReuse,
  organisation: string,
): Promise<{
  organisation: OrganisationReference;
  counts: { confirmed: number; claimed: number };
  statements: ShownStatement[];
}> {
  const { store, directory, now } = describing;
  const found = (await readReuseBy(describing, organisation, now().toISOString())).filter(
    (one) => one.organisation === organisation || one.state === 'lapsed',
  );
  const assets = await store.readMany('asset', [...new Set(found.map(({ statement }) => statement.asset))]);
  const published = new Map(
    assets.flatMap(({ id, state, document }) => (state === 'published' ? [[id, document] as const] : [])),
  );
  const statements = found.filter(({ statement }) => published.has(statement.asset));
  const count = (state: ReuseState) =>
    statements.filter(
      ({ statement, ...one }) =>
        one.state === state &&
        statement.use !== 'stopped' &&
        !isAtLead(published.get(statement.asset) ?? {}, one.organisation, directory.councils),
    ).length;
  return {
    organisation: toOrganisationReference(directory, organisation),
    counts: { confirmed: count('confirmed'), claimed: count('claimed') },
    statements: statements.map((one) => show(directory, one, published.get(one.statement.asset)?.title)),
  };
}
