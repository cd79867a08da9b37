import type { Actor } from '../domain/access/actor.ts';
import { CatalogueError } from '../domain/errors.ts';
import { holdsUntil } from '../domain/reuse/reuse-standing.ts';
import type { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import { type ChangingReuse, getReuse } from './get-reuse.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { toReuseWrite } from './to-reuse-write.ts';
import { writeReuse } from './write-reuse.ts';

/** The using organisation itself says that it is so, for twelve months from now. Errors: CatalogueError 'forbidden' for everybody else. */
export async function confirmReuse(services: ChangingReuse, actor: Actor, id: string): Promise<ReuseEntry> {
  const { entry, standing, speaks, at, actorName } = await getReuse(services, actor, id);
  if (!speaks) {
    throw new CatalogueError(
      'forbidden',
      'Only a contributor bound to the using organisation may confirm its use',
    );
  }
  const { organisation } = entry.document;
  const { statedFor = organisation, remindedAt: _reminded, ...rest } = entry.document;
  const confirmed: ReuseStatement = {
    ...rest,
    organisation: standing.organisation,
    ...(statedFor !== standing.organisation && { statedFor }),
    until: holdsUntil(at),
    confirmedBy: actorName,
    confirmedAt: at,
  };
  const action = standing.state === 'confirmed' ? 'renewed' : 'confirmed';
  const fields = { id, state: 'confirmed', action, at, actor: actorName, basedOn: entry.revision } as const;
  return writeReuse(services, toReuseWrite(confirmed, fields), { actor: actorName, at, before: entry });
}
