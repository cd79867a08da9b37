import type { Decision } from '../domain/decisions/decision.ts';
import type { ObservedAsset } from '../domain/enrichment/observed-asset.ts';
import { repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
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
 * by id. Those that a person took apart stay apart. The caller holds the import's lease.
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
  const merges = [...byHostId.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return [];
    const all = [first, ...others];
    const survivor = all.find(({ asset, repository }) => asset.id === repositoryId(repository)) ?? first;
    return all
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
