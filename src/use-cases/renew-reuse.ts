import { type Actor, isAtLeast } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import { holdsUntil } from '../domain/reuse/reuse-standing.ts';
import { confirmReuse } from './confirm-reuse.ts';
import { type ChangingReuse, getReuse } from './get-reuse.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { toReuseWrite } from './to-reuse-write.ts';
import { writeReuse } from './write-reuse.ts';

/** It still holds: said by the using organisation it is confirmed, said by who claimed it or a moderator it stays a claim. */
export async function renewReuse(services: ChangingReuse, actor: Actor, id: string): Promise<ReuseEntry> {
  const { entry, standing, speaks, isTheirs, at, actorName } = await getReuse(services, actor, id);
  if (speaks) return confirmReuse(services, actor, id);
  if (!isTheirs && !isAtLeast(actor, 'moderator')) {
    throw new CatalogueError(
      'forbidden',
      'A statement is renewed by the using organisation, by who claimed it or by a moderator',
    );
  }
  if (standing.state !== 'claimed' && standing.state !== 'lapsed') {
    throw new CatalogueError('conflict', `It is ${standing.state}: only the using organisation may renew it`);
  }
  const { confirmedBy: _by, confirmedAt: _at, remindedAt: _reminded, ...rest } = entry.document;
  const renewed = { ...rest, organisation: standing.organisation, until: holdsUntil(at) };
  const fields = { id, state: 'claimed', action: 'renewed', basedOn: entry.revision } as const;
  const write = toReuseWrite(renewed, { ...fields, at, actor: actorName });
  return writeReuse(services, write, { actor: actorName, at, before: entry });
}
