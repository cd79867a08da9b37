import { type Actor, isAtLeast } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import { type ChangingReuse, getReuse } from './get-reuse.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { toReuseWrite } from './to-reuse-write.ts';
import { writeReuse } from './write-reuse.ts';

/** By the using organisation, by who stated it while it is a claim, or by a moderator. */
export async function withdrawReuse(
  services: ChangingReuse,
  actor: Actor,
  id: string,
  reason?: string,
): Promise<ReuseEntry> {
  const { entry, standing, speaks, isTheirs, at, actorName } = await getReuse(services, actor, id);
  const isOwnClaim = isTheirs && standing.state !== 'confirmed';
  if (!speaks && !isOwnClaim && !isAtLeast(actor, 'moderator')) {
    throw new CatalogueError(
      'forbidden',
      'A statement is withdrawn by the using organisation, by who claimed it or by a moderator',
    );
  }
  const fields = { id, state: 'withdrawn', action: 'withdrawn', at, actor: actorName } as const;
  const write = toReuseWrite(entry.document, {
    ...fields,
    ...(reason !== undefined && { reason }),
    basedOn: entry.revision,
  });
  return writeReuse(services, write, { actor: actorName, at, before: entry });
}
