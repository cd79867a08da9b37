import { type Actor, toActorName } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { EnrichmentStore, Proposal } from '../ports/enrichment-store.ts';
import type { KeptWrite } from '../ports/entry-store.ts';
import { acceptProposal, rejectProposal } from './accept-proposal.ts';
import { mergeRecords } from './merge-records.ts';
import { type Registering, registerAsset } from './register-asset.ts';

export interface DecidingProposals extends Registering {
  enrichment: EnrichmentStore;
  inImportTurn<T>(work: () => Promise<T>): Promise<T>;
}

export interface ProposalVerdict {
  actor: Actor;
  reason: string | undefined;
  /** Kept in the write that marks the proposal. */
  kept?: readonly KeptWrite[];
}

/**
 * Makes a proposal true: the relation or the use is shown, the two are one, the repository is a record. What it does can be done again, so
 * that a crash before the proposal is marked is mended by deciding once more. Errors: CatalogueError 'conflict' where it was decided.
 */
export async function approveProposal(
  deciding: DecidingProposals,
  proposal: Proposal,
  { actor, reason, kept = [] }: ProposalVerdict,
): Promise<void> {
  const { store, enrichment, now, inImportTurn } = deciding;
  const by = toActorName(actor);
  if (proposal.type === 'variant' || proposal.type === 'reuse') {
    return inImportTurn(async () => {
      await expectOpen(enrichment, proposal.key);
      await acceptProposal({ records: store, enrichment, now }, proposal.key, by, kept);
    });
  }
  await expectOpen(enrichment, proposal.key);
  if (proposal.type === 'repository') await register(deciding, proposal.subject, actor);
  else await merge(deciding, proposal, by, reason);
  const said = { by, kept, ...(reason !== undefined && { why: reason }) };
  await enrichment.decide(proposal.key, 'accepted', now().toISOString(), said);
}

/** It never comes back. Errors: CatalogueError 'conflict' where it was decided. */
export async function dropProposal(
  { enrichment, now, inImportTurn }: DecidingProposals,
  { key }: Proposal,
  { actor, reason = '', kept = [] }: ProposalVerdict,
): Promise<void> {
  await inImportTurn(async () => {
    await expectOpen(enrichment, key);
    await rejectProposal({ enrichment, now }, key, reason, toActorName(actor), kept);
  });
}

async function register(registering: Registering, repository: string, actor: Actor): Promise<void> {
  try {
    await registerAsset(registering, { url: `https://github.com/${repository}` }, actor);
  } catch (error) {
    const isThere = error instanceof CatalogueError && error.members.existing !== undefined;
    if (!isThere) throw error;
  }
}

async function merge(
  deciding: DecidingProposals,
  { subject, object = '' }: Proposal,
  actor: string,
  reason: string | undefined,
): Promise<void> {
  const because = reason !== undefined && { reason };
  const there = await deciding.store.find('asset', subject);
  const other = await deciding.store.find('asset', object);
  if (there !== undefined && there.id === other?.id) return;
  await mergeRecords(deciding, { from: subject, into: object, actor, ...because });
}

async function expectOpen(enrichment: Pick<EnrichmentStore, 'proposals'>, key: string): Promise<void> {
  const state = (await enrichment.proposals()).find((one) => one.key === key)?.state;
  if (state === 'open') return;
  throw new CatalogueError('conflict', `The proposal "${key}" does not wait: it was ${state}`, [
    { field: 'state', message: `is ${state}`, allowed: ['open'] },
  ]);
}
