import { CatalogueError } from '../domain/errors.ts';
import { Ownership } from '../domain/registration/ownership.ts';
import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryWrite } from '../ports/entry-store.ts';
import type { ChangingOwnership } from './claim-ownership.ts';
import { getPublishedAsset } from './get-published-asset.ts';
import type { Decision } from './moderate-reuse.ts';
import { toOwnershipWrite } from './to-ownership-write.ts';
import { toSubmissionWrite } from './to-submission-write.ts';
import { writtenEntry } from './written-entry.ts';

type Moderating = Pick<ChangingOwnership, 'store' | 'kept'>;

/** The organisation looks after the asset from now on; the edit link of a registered one lapses. Errors: CatalogueError 'conflict', 'stale'. */
async function approve({ store, kept = () => [] }: Moderating, entry: Entry, by: Decision) {
  expectClaimed(entry);
  const claimed = Ownership.parse(entry.document);
  // It may have another id by now.
  const { id: asset } = await getPublishedAsset(store, claimed.asset);
  const write = toOwnershipWrite(
    { ...claimed, asset },
    { ...{ id: entry.id, state: 'confirmed', action: 'confirmed', basedOn: entry.revision }, ...by },
  );
  const confirmed = writtenEntry(write, by.at, entry);
  const entries = [write, ...(await planTokenEnd(store, asset, by.at))];
  const { actor, at } = by;
  await store.write({ actor, at, put: [], withdraw: [], entries, kept: kept(confirmed) });
  return confirmed;
}

/** Errors: CatalogueError 'conflict', 'stale'. */
async function reject({ store, kept = () => [] }: Moderating, entry: Entry, by: Decision) {
  expectClaimed(entry);
  const write = toOwnershipWrite(Ownership.parse(entry.document), {
    ...{ id: entry.id, state: 'refused', action: 'rejected', basedOn: entry.revision },
    ...by,
  });
  const refused = writtenEntry(write, by.at, entry);
  const { actor, at } = by;
  await store.write({ actor, at, put: [], withdraw: [], entries: [write], kept: kept(refused) });
  return refused;
}

export const ownershipModeration = { approve, reject };

function expectClaimed({ id, state }: Entry): void {
  if (state === 'claimed') return;
  throw new CatalogueError('conflict', `The claim ${id} does not wait: it is ${state}`, [
    { field: 'state', message: `is ${state}`, allowed: ['claimed'] },
  ]);
}

async function planTokenEnd(store: CatalogueStore, asset: string, at: string): Promise<EntryWrite[]> {
  const submission = await store.findEntry<Submission>('submission', asset);
  const token = submission?.document.token;
  if (submission === undefined || token === undefined || token.revokedAt !== undefined) return [];
  const document = { ...submission.document, token: { ...token, revokedAt: at } };
  const state = submission.state as SubmissionState;
  return [toSubmissionWrite(document, { state, action: 'revoked', basedOn: submission.revision })];
}
