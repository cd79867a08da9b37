import { CatalogueError } from '../domain/errors.ts';
import { Interest, type InterestState } from '../domain/reuse/interest.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryAction, KeptWrite } from '../ports/entry-store.ts';
import { expectPending } from './expect-pending.ts';
import type { Decision } from './moderate-reuse.ts';
import { aboutOf, toInterestWrite } from './to-interest-write.ts';
import { withReason } from './with-reason.ts';
import { writtenEntry } from './written-entry.ts';

interface Moderating {
  store: Pick<CatalogueStore, 'findEntryBy' | 'write'>;
  kept?: (done: Entry<Interest>) => KeptWrite[];
}

async function decide(
  { store, kept = () => [] }: Moderating,
  entry: Entry,
  { actor, at, reason }: Decision,
  to: { state: InterestState; action: EntryAction },
): Promise<Entry<Interest>> {
  const interest = withReason(Interest.parse(entry.document), to.state, { actor, at, reason });
  const write = toInterestWrite(interest, { id: entry.id, ...to, basedOn: entry.revision });
  const touch = to.state === 'published' && interest.asset !== undefined ? [interest.asset] : [];
  const done = writtenEntry(write, at, entry);
  await store.write({ actor, at, put: [], withdraw: [], touch, entries: [write], kept: kept(done) });
  return done;
}

/** Errors: CatalogueError 'conflict' where the organisation has said so itself meanwhile; 'stale'. */
async function approve(services: Moderating, entry: Entry, decision: Decision): Promise<Entry<Interest>> {
  expectPending(entry);
  const interest = Interest.parse(entry.document);
  const value = `${aboutOf(interest)} ${interest.organisation}`;
  const living = await services.store.findEntryBy<Interest>('interest', { name: 'pair', value });
  if (living !== undefined) {
    throw new CatalogueError(
      'conflict',
      `This organisation's interest is known already (${living.id}); reject this one`,
      [],
      {
        existing: { id: living.id, state: living.state },
      },
    );
  }
  return decide(services, entry, decision, { state: 'published', action: 'approved' });
}

async function reject(services: Moderating, entry: Entry, decision: Decision): Promise<Entry<Interest>> {
  expectPending(entry);
  return decide(services, entry, decision, { state: 'rejected', action: 'rejected' });
}

export const interestModeration = { approve, reject };
