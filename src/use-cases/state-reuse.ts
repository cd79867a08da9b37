import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import { CatalogueError, invalidInput } from '../domain/errors.ts';
import { holdsUntil, standingOf } from '../domain/reuse/reuse-standing.ts';
import type { ReuseState, ReuseStatement, ReuseUse } from '../domain/reuse/reuse-statement.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryAction } from '../ports/entry-store.ts';
import { getLivingOrganisation } from './get-living-organisation.ts';
import { getPublishedAsset } from './get-published-asset.ts';
import type { Directory } from './open-directory.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { makeId } from './secrets.ts';
import { toReuseWrite } from './to-reuse-write.ts';
import { type WritingStatements, writeReuse } from './write-reuse.ts';

export interface StatingReuse extends WritingStatements {
  store: Pick<CatalogueStore, 'find' | 'findEntryBy' | 'write'>;
  directory: Directory;
  now: () => Date;
}

export interface GivenReuse {
  /** Code, id or name. */
  organisation: string;
  use: ReuseUse;
  since?: string;
  evidence?: string;
  contact?: string;
}

/**
 * States that an organisation uses an asset. Its own contributors confirm it by saying so; other contributors and moderators claim it; what
 * a stranger says waits for a moderator, and so does what others say about a statement that is there already. Revision 1 is a new statement.
 */
export async function stateReuse(
  stating: StatingReuse,
  actor: Actor,
  given: { asset: string } & GivenReuse,
): Promise<ReuseEntry> {
  const { store, directory, now } = stating;
  const at = now().toISOString();
  const asset = await getPublishedAsset(store, given.asset);
  const { organisation: named, asset: _asset, ...said } = given;
  const { id: organisation } = getLivingOrganisation(directory, named, { field: 'organisation', now: at });
  if (given.since !== undefined && given.since > at.slice(0, given.since.length)) {
    throw invalidInput([{ field: 'since', message: 'must not be in the future' }]);
  }
  const living = await store.findEntryBy<ReuseStatement>('reuse', {
    name: 'pair',
    value: `${asset.id} ${organisation}`,
  });
  const speaks = isAtLeast(actor, 'contributor') && speaksFor(actor, organisation, directory.councils);
  const actorName = toActorName(actor);
  const state = stateFor(actor, speaks, living, at, directory);
  const isRevision = living !== undefined && state !== 'pending';
  const statement: ReuseStatement = {
    asset: asset.id,
    organisation,
    ...said,
    statedBy: actorName,
    statedAt: at,
    disputes: isRevision ? living.document.disputes : [],
    history: isRevision ? living.document.history : [],
    ...(isRevision && { publicFrom: living.document.publicFrom }),
    ...(state !== 'pending' && { until: holdsUntil(at) }),
    ...(state === 'confirmed' && { confirmedBy: actorName, confirmedAt: at }),
  };
  const write = toReuseWrite(statement, {
    id: isRevision ? living.id : makeId('reuse'),
    state,
    action: actionFor(state, isRevision),
    ...{ at, actor: actorName },
    basedOn: isRevision ? living.revision : 0,
  });
  return writeReuse(stating, write, { actor: actorName, at, ...(isRevision && { before: living }) });
}

function stateFor(
  actor: Actor,
  speaks: boolean,
  living: ReuseEntry | undefined,
  at: string,
  { councils }: Directory,
): ReuseState {
  if (speaks) return 'confirmed';
  if (!isAtLeast(actor, 'contributor')) return 'pending';
  if (living === undefined) return 'claimed';
  const isHeldByUser = ['confirmed', 'disputed'].includes(standingOf(living, at, councils).state);
  if (isHeldByUser && isAtLeast(actor, 'moderator')) {
    throw new CatalogueError(
      'conflict',
      `The using organisation has spoken about this itself (${living.id}); it can change that, others may dispute it`,
      [],
      { existing: { id: living.id, state: living.state } },
    );
  }
  const isOwn = living.document.statedBy === toActorName(actor);
  return !isHeldByUser && (isOwn || isAtLeast(actor, 'moderator')) ? 'claimed' : 'pending';
}

function actionFor(state: ReuseState, isRevision: boolean): EntryAction {
  if (state === 'confirmed') return 'confirmed';
  return isRevision ? 'changed' : 'submitted';
}
