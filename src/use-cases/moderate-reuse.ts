import { CatalogueError } from '../domain/errors.ts';
import { holdsUntil } from '../domain/reuse/reuse-standing.ts';
import { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryWrite } from '../ports/entry-store.ts';
import { expectPending } from './expect-pending.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { toReuseWrite } from './to-reuse-write.ts';
import { type WritingStatements, writeReuse } from './write-reuse.ts';

interface Moderating extends WritingStatements {
  store: Pick<CatalogueStore, 'findEntryBy' | 'write'>;
}

/** `actor` as in the change log; `at` ISO-8601. */
export interface Decision {
  actor: string;
  at: string;
  reason?: string;
}

/**
 * A stranger's statement becomes a claim. Where there is a statement of the same asset and organisation, that one says what this one said,
 * unless the organisation has spoken for itself. Errors: CatalogueError 'conflict', 'stale'.
 */
async function approve(
  moderating: Moderating,
  entry: Entry,
  { actor, at, reason }: Decision,
): Promise<ReuseEntry> {
  expectPending(entry);
  const statement = ReuseStatement.parse(entry.document);
  const pair = `${statement.asset} ${statement.organisation}`;
  const living = await moderating.store.findEntryBy<ReuseStatement>('reuse', { name: 'pair', value: pair });
  const by = { actor, at, ...(reason !== undefined && { reason }) };
  const claimed: ReuseStatement = { ...statement, until: holdsUntil(at) };
  if (living === undefined) {
    const fields = { id: entry.id, state: 'claimed', action: 'approved', basedOn: entry.revision } as const;
    return writeReuse(moderating, toReuseWrite(claimed, { ...fields, ...by }), { ...by, before: entry });
  }
  if (living.state === 'confirmed' || living.state === 'disputed') {
    throw new CatalogueError(
      'conflict',
      `The using organisation has spoken about this itself (${living.id}); reject this one`,
      [],
      { existing: { id: living.id, state: living.state } },
    );
  }
  const { disputes, history, publicFrom } = living.document;
  const revised = { ...claimed, disputes, history, ...(publicFrom !== undefined && { publicFrom }) };
  const used: EntryWrite = toReuseWrite(statement, {
    ...{ id: entry.id, state: 'withdrawn', action: 'merged', basedOn: entry.revision },
    ...by,
    reason: `says more of ${living.id}`,
  });
  const fields = { id: living.id, state: 'claimed', action: 'changed', basedOn: living.revision } as const;
  return writeReuse(moderating, toReuseWrite(revised, { ...fields, ...by }), { ...by, before: living }, [
    used,
  ]);
}

async function reject(
  moderating: Moderating,
  entry: Entry,
  { actor, at, reason }: Decision,
): Promise<ReuseEntry> {
  expectPending(entry);
  const by = { actor, at, ...(reason !== undefined && { reason }) };
  const fields = { id: entry.id, state: 'rejected', action: 'rejected', basedOn: entry.revision } as const;
  const write = toReuseWrite(ReuseStatement.parse(entry.document), { ...fields, ...by });
  return writeReuse(moderating, write, { ...by, before: entry });
}

export const reuseModeration = { approve, reject };
