import { type Actor, toActorName } from '../domain/access/actor.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import { type ModerationVerb, verbsOf, type WaitingType } from '../domain/moderation/waiting.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { correctionModeration } from './decide-correction.ts';
import { findWaiting } from './find-waiting.ts';
import { mergeRecords } from './merge-records.ts';
import { interestModeration } from './moderate-interest.ts';
import { messageModeration } from './moderate-message.ts';
import { ownershipModeration } from './moderate-ownership.ts';
import { approveProposal, type DecidingProposals, dropProposal } from './moderate-proposal.ts';
import { registrationModeration } from './moderate-registration.ts';
import { reuseModeration } from './moderate-reuse.ts';

export interface Deciding extends DecidingProposals {
  /** What else is kept in the same write, where what is decided is written at once. */
  kept?: (decided: Decided) => KeptWrite[];
}

export interface Verdict {
  verb: ModerationVerb;
  actor: Actor;
  reason?: string;
  /** For a merge: the asset that stays. */
  into?: string;
  /** The revision that was looked at: what was changed since is not decided. */
  seen?: number;
}

export interface Decided {
  id: string;
  type: WaitingType | 'asset';
  state: string;
  at: string;
  /** The asset it is about now, where it is one. */
  record?: string;
}

/**
 * Decides what waits, once: a second moderator gets CatalogueError 'conflict' or 'stale'. Errors also: 'not-found'; 'conflict' for a verb
 * that means nothing here, naming those that do.
 */
export async function decideWaiting(services: Deciding, id: string, verdict: Verdict): Promise<Decided> {
  const found = await findWaiting(services, id);
  const { verb, reason } = verdict;
  const allowed = verbsOf[found.type];
  if (!allowed.includes(verb)) {
    const message = `"${verb}" means nothing for what is of type ${found.type}; it takes ${allowed.join(', ')}`;
    throw new CatalogueError('conflict', message, [{ field: 'verb', message, allowed }]);
  }
  expectSeen(found.entry, verdict.seen);
  const at = services.now().toISOString();
  const actor = toActorName(verdict.actor);
  const by = { actor, at, ...(reason !== undefined && { reason }) };
  const decided = (state: string, record?: string): Decided => ({
    ...{ id: found.id, type: found.type, state, at },
    ...(record !== undefined && { record }),
  });
  const kept = (done: Decided) => services.kept?.(done) ?? [];

  if (verb === 'merge') {
    const done = decided('merged', (await services.store.find('asset', verdict.into ?? ''))?.id);
    const merge = { from: found.id, into: verdict.into ?? '', ...by, kept: kept(done) };
    await mergeRecords(services, merge);
    return done;
  }
  if (found.proposal !== undefined) {
    const done = decided(verb === 'approve' ? 'accepted' : 'rejected');
    const deciding = { actor: verdict.actor, reason, kept: kept(done) };
    await (verb === 'approve' ? approveProposal : dropProposal)(services, found.proposal, deciding);
    return done;
  }
  const { entry } = found;
  if (entry === undefined) throw notFound(`"${id}"`);
  const approves = verb === 'approve';
  switch (entry.kind) {
    case 'submission': {
      const acting = { store: services.store, kept: (state: string) => kept(decided(state, entry.id)) };
      const { approve, reject, requestChanges } = registrationModeration;
      const act = verb === 'request-changes' ? requestChanges : approves ? approve : reject;
      return decided(await act(acting, entry, by), entry.id);
    }
    case 'correction': {
      const acting = { ...services, kept: (done: Entry) => kept(decided(done.state)) };
      const { approve, reject } = correctionModeration;
      return decided((await (approves ? approve : reject)(acting, entry, by)).state);
    }
    case 'ownership': {
      const acting = { store: services.store, kept: (done: Entry) => kept(decided(done.state)) };
      const { approve, reject } = ownershipModeration;
      return decided((await (approves ? approve : reject)(acting, entry, by)).state);
    }
    case 'reuse': {
      const acting = { store: services.store, kept: (done: Entry) => kept(decided(done.state)) };
      const { approve, reject } = reuseModeration;
      return decided((await (approves ? approve : reject)(acting, entry, by)).state);
    }
    case 'interest': {
      const acting = { store: services.store, kept: (done: Entry) => kept(decided(done.state)) };
      const { approve, reject } = interestModeration;
      return decided((await (approves ? approve : reject)(acting, entry, by)).state);
    }
    default: {
      const acting = { ...services, kept: (done: Entry) => kept(decided(done.state)) };
      const { approve, reject } = messageModeration;
      return decided((await (approves ? approve : reject)(acting, entry, by)).state);
    }
  }
}

function expectSeen(entry: Entry | undefined, seen: number | undefined): void {
  if (entry === undefined || seen === undefined || entry.revision === seen) return;
  throw new CatalogueError('stale', `${entry.kind} ${entry.id} was changed since it was looked at`);
}
