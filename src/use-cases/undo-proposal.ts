import { Decision, replaces } from '../domain/decisions/decision.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore, Proposal } from '../ports/enrichment-store.ts';
import { toDecision } from './accept-proposal.ts';
import { keepDecisions, readDecisions } from './keep-decisions.ts';
import { planUndoneMerge } from './undo-merge.ts';

interface UndoingProposals {
  records: CatalogueStore;
  enrichment: Pick<EnrichmentStore, 'proposals' | 'propose' | 'decide'>;
  now: () => Date;
}

interface Merge {
  asset: string;
  merged: string;
}

/** The key of a merge, among those of proposals. */
export function mergeKey({ asset, merged }: Merge): string {
  return `merge:${merged}:${asset}`;
}

/** What two addresses of one repository are kept as, so that a person sees it and may undo it. */
export function toMergeProposal(merge: Merge, at: string): Proposal {
  return {
    ...{ key: mergeKey(merge), type: 'merge', subject: merge.merged, object: merge.asset },
    reasons: ['GitHub says that both addresses are of one repository'],
    ...{ state: 'accepted', proposedAt: at, decidedAt: at },
  };
}

/**
 * Takes an accepted proposal or a merge back: what it changed is as the files say, a record that was merged stands by itself again, and
 * imports keep it so. It is rejected from now on and never comes back. The caller holds the import's lease. Errors: CatalogueError
 * 'not-found', 'conflict' (it was not accepted; the files say it by now; an edit of the survivor waits), 'stale'.
 */
export async function undoProposal(
  { records, enrichment, now }: UndoingProposals,
  key: string,
  reason: string,
  actor: string,
): Promise<Proposal> {
  const decisions = await readDecisions(records);
  const proposal = (await enrichment.proposals()).find((one) => one.key === key);
  const decision =
    decisions.find((one) => one.type === 'merge' && mergeKey(one) === key) ??
    (proposal && findDecision(decisions, proposal));
  if (decision === undefined) throw whyNot(key, proposal);
  const at = now().toISOString();
  const isRegistered = decision.type === 'merge' && decision.aliases !== undefined;
  const also = isRegistered ? await planUndoneMerge(records, decision, { at, actor, reason }) : {};
  const lapsed = (one: Decision) => replaces(decision, one);
  await keepDecisions({ store: records, now }, [], actor, { lapsed, ...also });
  if (proposal === undefined && decision.type === 'merge')
    await enrichment.propose([toMergeProposal(decision, at)]);
  const undone = await enrichment.decide(key, 'rejected', at, { why: reason, by: actor });
  if (undone === undefined) throw whyNot(key, undefined);
  return undone;
}

function findDecision(decisions: readonly Decision[], proposal: Proposal): Decision | undefined {
  const wanted = toDecision(proposal);
  // As it is kept: with its fields in the schema's order.
  const kept = wanted && Decision.parse(wanted);
  return kept && decisions.find((one) => replaces(kept, one));
}

function whyNot(key: string, proposal: Proposal | undefined): CatalogueError {
  if (proposal === undefined)
    return new CatalogueError('not-found', `There is no accepted proposal and no merge "${key}"`);
  if (proposal.state !== 'accepted')
    return new CatalogueError('conflict', `${key} is ${proposal.state}: there is nothing to undo`);
  return new CatalogueError('conflict', `${key} is stated by the files by now: it is undone there`);
}
