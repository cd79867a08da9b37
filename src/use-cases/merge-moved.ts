import type { Decision } from '../domain/decisions/decision.ts';
import type { ObservedAsset } from '../domain/enrichment/observed-asset.ts';
import { repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore, Proposal } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { keepDecisions } from './keep-decisions.ts';
import { observeAssets } from './observe-assets.ts';
import { mergeKey, toMergeProposal } from './undo-proposal.ts';

interface MergingMoved {
  records: RecordStore;
  enrichment: Pick<EnrichmentStore, 'readAll' | 'proposals' | 'propose'>;
  now: () => Date;
}

/** `merged` is the id that is an alias of `asset` from now on. */
export interface MergedAsset {
  asset: string;
  merged: string;
}

/**
 * Makes one asset of those that the code host says are one repository: that at its present address takes the others over, else the first
 * by id. Those that a person took apart stay apart. One that people registered is proposed to be merged into the other, which a moderator
 * does. The caller holds the import's lease.
 */
export async function mergeMoved(
  { records, enrichment, now }: MergingMoved,
  actor: string,
): Promise<MergedAsset[]> {
  const byHostId = new Map<string, ObservedAsset[]>();
  for (const one of await observeAssets({ records, enrichment })) {
    const hostId = one.sighting?.hostId;
    if (hostId !== undefined) byHostId.set(hostId, [...(byHostId.get(hostId) ?? []), one]);
  }
  const rejected = new Set((await enrichment.proposals('rejected')).map(({ key }) => key));
  const isRejected = (merge: MergedAsset) => rejected.has(mergeKey(merge));
  const groups = [...byHostId.values()].filter((group) => group.length > 1);
  const ids = groups.flatMap((group) => group.map(({ asset }) => asset.id));
  const stored = await records.readMany('asset', ids);
  const registered = new Set(stored.filter(({ origin }) => origin === 'registered').map(({ id }) => id));
  await enrichment.propose(groups.flatMap((group) => proposeMerges(group, registered, now())));
  const merges = groups.flatMap((group) => {
    const curated = group.filter(({ asset }) => !registered.has(asset.id));
    const survivor =
      curated.find(({ asset, repository }) => asset.id === repositoryId(repository)) ?? curated[0];
    if (survivor === undefined) return [];
    return curated
      .filter((one) => one !== survivor)
      .map(({ asset }) => ({ asset: survivor.asset.id, merged: asset.id }))
      .filter((merge) => ![merge, { asset: merge.merged, merged: merge.asset }].some(isRejected));
  });
  if (merges.length === 0) return [];
  const decisions = merges.map((merge): Decision => ({ type: 'merge', ...merge }));
  await keepDecisions({ store: records, now }, decisions, actor);
  await enrichment.propose(merges.map((merge) => toMergeProposal(merge, now().toISOString())));
  return merges;
}

function proposeMerges(
  group: readonly ObservedAsset[],
  registered: ReadonlySet<string>,
  at: Date,
): Proposal[] {
  const isOwn = ({ asset }: ObservedAsset) => !registered.has(asset.id);
  const survivor = group.find(isOwn) ?? group[0];
  if (survivor === undefined) return [];
  const others = group.filter((one) => one !== survivor && !isOwn(one));
  return others.map(({ asset, repository }) => ({
    key: mergeKey({ asset: survivor.asset.id, merged: asset.id }),
    ...{ type: 'merge', subject: asset.id, object: survivor.asset.id },
    reasons: [`GitHub says that both are the repository ${repository}`],
    ...{ state: 'open', proposedAt: at.toISOString() },
  }));
}
