import { Interest, type InterestState } from '../domain/reuse/interest.ts';
import { livingStates, type ReuseState, ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryWrite } from '../ports/entry-store.ts';
import { toInterestWrite } from './to-interest-write.ts';
import { toReuseWrite } from './to-reuse-write.ts';

interface Move {
  from: string;
  into: string;
  at: string;
  /** As in the change log. */
  actor: string;
}

/** More than all councils there are. */
const most = 1000;

/**
 * What to write so that statements of reuse and interests of one asset are those of another. Where the organisation has said so of the other
 * already, that stays and this one is withdrawn.
 */
export async function planMoves(store: CatalogueStore, move: Move): Promise<EntryWrite[]> {
  return [...(await planReuse(store, move)), ...(await planInterests(store, move))];
}

async function planReuse(store: CatalogueStore, { from, into, at, actor }: Move): Promise<EntryWrite[]> {
  const { entries } = await store.listEntries({
    ...{ kind: 'reuse', states: ['pending', ...livingStates], limit: most },
    terms: [{ name: 'asset', value: from }],
  });
  const writes: EntryWrite[] = [];
  for (const { id, state, revision, document } of entries) {
    const statement = { ...ReuseStatement.parse(document), asset: into };
    const pair = `${into} ${statement.organisation}`;
    const isSaid = (await store.findEntryBy('reuse', { name: 'pair', value: pair })) !== undefined;
    const next: ReuseState = isSaid && state !== 'pending' ? 'withdrawn' : (state as ReuseState);
    const reason = `${from} was merged into ${into}`;
    writes.push(
      toReuseWrite(statement, { id, state: next, action: 'merged', at, actor, reason, basedOn: revision }),
    );
  }
  return writes;
}

async function planInterests(store: CatalogueStore, { from, into }: Move): Promise<EntryWrite[]> {
  const { entries } = await store.listEntries({
    ...{ kind: 'interest', states: ['pending', 'published'], limit: most },
    terms: [{ name: 'asset', value: from }],
  });
  const writes: EntryWrite[] = [];
  for (const { id, state, revision: basedOn, document } of entries) {
    const interest = { ...Interest.parse(document), asset: into };
    const pair = `asset ${into} ${interest.organisation}`;
    const isSaid = (await store.findEntryBy('interest', { name: 'pair', value: pair })) !== undefined;
    const next: InterestState = isSaid && state === 'published' ? 'withdrawn' : (state as InterestState);
    writes.push(toInterestWrite(interest, { id, state: next, action: 'merged', basedOn }));
  }
  return writes;
}
