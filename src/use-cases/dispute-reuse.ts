import type { Actor } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { ReuseState, ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import { type ChangingReuse, getReuse } from './get-reuse.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { toReuseWrite } from './to-reuse-write.ts';
import { writeReuse } from './write-reuse.ts';

const mostDisputes = 20;

/**
 * Says that it is not so. The using organisation's own word ends it as a claim or confirmation; anybody else's is shown beside it. Errors:
 * CatalogueError 'conflict' where nobody says so now.
 */
export async function disputeReuse(
  services: ChangingReuse,
  actor: Actor,
  id: string,
  reason: string,
): Promise<ReuseEntry> {
  const { entry, standing, speaks, at, actorName } = await getReuse(services, actor, id);
  if (entry.state === 'pending' || standing.state === 'lapsed') {
    throw new CatalogueError('conflict', `It is ${standing.state}: there is nothing to dispute`);
  }
  if (entry.document.disputes.length >= mostDisputes) {
    throw new CatalogueError('conflict', `It has been disputed ${mostDisputes} times already`);
  }
  const disputed: ReuseStatement = {
    ...entry.document,
    disputes: [...entry.document.disputes, { at, by: actorName, reason }],
  };
  const state: ReuseState = speaks ? 'disputed' : (entry.state as ReuseState);
  const fields = { id, state, action: 'disputed', at, actor: actorName, reason } as const;
  const write = toReuseWrite(disputed, { ...fields, basedOn: entry.revision });
  return writeReuse(services, write, { actor: actorName, at, before: entry });
}
