import type { EntryKind } from '../domain/entries/entry-kind.ts';
import type { WaitingType } from '../domain/moderation/waiting.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EnrichmentStore, Proposal } from '../ports/enrichment-store.ts';
import type { Entry } from '../ports/entry-store.ts';

/** Something that a moderator decides, where it stands. */
export type Waiting = { id: string; type: WaitingType; at: string } & (
  | { entry: Entry; proposal?: undefined }
  | { proposal: Proposal; entry?: undefined }
);

interface ListingWaiting {
  store: Pick<CatalogueStore, 'listEntries'>;
  enrichment: Pick<EnrichmentStore, 'proposals'>;
}

const readAtATime = 500;

/** What waits in which state. */
const waitingIn: readonly { kind: EntryKind; state: string; types: readonly WaitingType[] }[] = [
  { kind: 'submission', state: 'pending', types: ['registration', 'edit'] },
  { kind: 'correction', state: 'pending', types: ['correction'] },
  { kind: 'ownership', state: 'claimed', types: ['ownership'] },
  { kind: 'reuse', state: 'pending', types: ['reuse'] },
  { kind: 'interest', state: 'pending', types: ['interest'] },
  { kind: 'message', state: 'pending', types: ['message'] },
];

/** Everything that waits, oldest first: by when it began to wait, not by when it was made. */
export async function listWaiting(
  { store, enrichment }: ListingWaiting,
  { types, offset, limit }: { types: readonly WaitingType[] | undefined; offset: number; limit: number },
): Promise<{ total: number; waiting: Waiting[] }> {
  const isWanted = (type: WaitingType) => types === undefined || types.includes(type);
  const all: Waiting[] = [];
  for (const { kind, state, types: possible } of waitingIn) {
    if (!possible.some(isWanted)) continue;
    for (let from = 0; ; from += readAtATime) {
      const query = { kind, states: [state], offset: from, limit: readAtATime };
      const { entries } = await store.listEntries(query);
      all.push(...entries.map(toWaiting).filter(({ type }) => isWanted(type)));
      if (entries.length < readAtATime) break;
    }
  }
  if (isWanted('proposal')) {
    const open = await enrichment.proposals('open');
    all.push(
      ...open.map((proposal) => ({
        ...{ id: proposal.key, type: 'proposal' as const, at: proposal.proposedAt, proposal },
      })),
    );
  }
  all.sort((one, other) => compare(one.at, other.at) || compare(one.id, other.id));
  return { total: all.length, waiting: all.slice(offset, offset + limit) };
}

export function toWaiting(entry: Entry): Waiting {
  const { id, kind, createdAt } = entry;
  if (kind !== 'submission') return { id, type: kind as WaitingType, at: createdAt, entry };
  const { history, wasPublished } = entry.document as Submission;
  const since = history.findLast(({ to }) => to === entry.state)?.at ?? createdAt;
  return { id, type: wasPublished ? 'edit' : 'registration', at: since, entry };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
