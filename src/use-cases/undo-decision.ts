import type { Actor } from '../domain/access/actor.ts';
import { toActorName } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import { Submission } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { Entry } from '../ports/entry-store.ts';
import { endOwnership } from './claim-ownership.ts';
import { withdrawCorrection } from './decide-correction.ts';
import { type FoundWaiting, findWaiting } from './find-waiting.ts';
import type { Directory } from './open-directory.ts';
import { toSubmissionWrite } from './to-submission-write.ts';
import { mergeKey, undoProposal } from './undo-proposal.ts';
import { withdrawAsset } from './withdraw-asset.ts';
import { withdrawInterest } from './withdraw-interest.ts';
import { withdrawReuse } from './withdraw-reuse.ts';

interface UndoingDecisions {
  store: CatalogueStore;
  enrichment: EnrichmentStore;
  directory: Directory;
  now: () => Date;
  inImportTurn<T>(work: () => Promise<T>): Promise<T>;
}

/** States of entries in which a decision can be taken back. */
const undoableIn: Readonly<Record<string, readonly string[]>> = {
  correction: ['accepted'],
  ownership: ['confirmed'],
  reuse: ['claimed', 'confirmed', 'disputed'],
  interest: ['published'],
};

/** Whether something was decided that can be taken back. */
export function canUndo({ entry, proposal, type, ...found }: FoundWaiting): boolean {
  if (proposal !== undefined) return proposal.state === 'accepted' && proposal.type !== 'repository';
  if (type === 'asset') return 'record' in found && found.record.state === 'merged';
  if (entry === undefined) return false;
  if (entry.kind !== 'submission') return undoableIn[entry.kind]?.includes(entry.state) ?? false;
  // An edit that was published is undone by another edit; what was never public before can leave again.
  const published = Submission.parse(entry.document).history.filter(({ to }) => to === 'published');
  const isOver = entry.state === 'rejected' || entry.state === 'merged';
  return isOver || (entry.state === 'published' && published.length === 1);
}

/**
 * Takes back what was decided: what was published leaves public view, a correction the record, a merge the other record; a registration
 * that was rejected waits again. Errors: CatalogueError 'not-found', 'conflict' where there is nothing to take back, 'stale'.
 */
export async function undoDecision(
  services: UndoingDecisions,
  id: string,
  { actor, reason }: { actor: Actor; reason: string },
): Promise<void> {
  const found = await findWaiting(services, id);
  if (!canUndo(found))
    throw new CatalogueError('conflict', `Nothing was decided about "${found.id}" that can be undone`);
  const { store, enrichment, now, inImportTurn } = services;
  if (found.entry !== undefined) return undoEntry(services, found.entry, { actor, reason });
  const key =
    found.proposal?.key ??
    mergeKey({ merged: found.id, asset: ('record' in found && found.record.mergedInto) || '' });
  await inImportTurn(() =>
    undoProposal({ records: store, enrichment, now }, key, reason, toActorName(actor)),
  );
}

async function undoEntry(
  services: UndoingDecisions,
  entry: Entry,
  by: { actor: Actor; reason: string },
): Promise<void> {
  switch (entry.kind) {
    case 'correction':
      await withdrawCorrection(services, entry.id, by);
      return;
    case 'ownership':
      await endOwnership(services, entry.id, by);
      return;
    case 'reuse':
      await withdrawReuse(services, by.actor, entry.id, by.reason);
      return;
    case 'interest':
      await withdrawInterest(services, by.actor, entry.id, by.reason);
      return;
    default:
      if (entry.state === 'merged') await takeApart(services, entry, by);
      else if (entry.state === 'published') await withdrawAsset(services, entry.id, by);
      else await reopen(services, entry, by);
  }
}

/** What people registered and was merged into another stands by itself again. */
async function takeApart(
  { store, enrichment, now, inImportTurn }: UndoingDecisions,
  { id, document }: Entry,
  { actor, reason }: { actor: Actor; reason: string },
): Promise<void> {
  const key = mergeKey({ merged: id, asset: Submission.parse(document).mergedInto ?? '' });
  const undoing = { records: store, enrichment, now };
  await inImportTurn(() => undoProposal(undoing, key, reason, toActorName(actor)));
}

async function reopen(
  { store, now }: UndoingDecisions,
  entry: Entry,
  { actor, reason }: { actor: Actor; reason: string },
): Promise<void> {
  const at = now().toISOString();
  const by = toActorName(actor);
  const document = stepTo(Submission.parse(entry.document), 'rejected', {
    to: 'pending',
    at,
    actor: by,
    reason,
  });
  const write = toSubmissionWrite(document, {
    state: 'pending',
    action: 'restored',
    basedOn: entry.revision,
  });
  await store.write({ actor: by, at, put: [], withdraw: [], entries: [write] });
}
