import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import { type ReuseStanding, standingOf } from '../domain/reuse/reuse-standing.ts';
import type { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Directory } from './open-directory.ts';
import type { ReuseEntry } from './read-reuse.ts';
import type { WritingStatements } from './write-reuse.ts';

export interface ChangingReuse extends WritingStatements {
  store: Pick<CatalogueStore, 'findEntry' | 'write'>;
  directory: Directory;
  now: () => Date;
}

/** A statement somebody wants to do something about: as it is stored, as it stands, and what they are to it. */
export interface ReuseInHand {
  entry: ReuseEntry;
  standing: ReuseStanding;
  /** They speak for the using organisation. */
  speaks: boolean;
  /** They stated it. */
  isTheirs: boolean;
  at: string;
  actorName: string;
}

const ended: ReadonlySet<string> = new Set(['withdrawn', 'rejected']);

/** Errors: CatalogueError 'not-found', also where it waits and is not for the actor to know; 'gone' where it was withdrawn. */
export async function getReuse(
  { store, directory, now }: ChangingReuse,
  actor: Actor,
  id: string,
): Promise<ReuseInHand> {
  const entry = await store.findEntry<ReuseStatement>('reuse', id);
  if (entry === undefined) throw notFound(`The reuse statement "${id.slice(0, 60)}"`);
  const at = now().toISOString();
  const actorName = toActorName(actor);
  const standing = standingOf(entry, at, directory.councils);
  const isContributor = isAtLeast(actor, 'contributor');
  const speaks = isContributor && speaksFor(actor, standing.organisation, directory.councils);
  const isTheirs = isContributor && entry.document.statedBy === actorName;
  const mayKnow = speaks || isTheirs || isAtLeast(actor, 'moderator');
  if (entry.document.publicFrom === undefined && !mayKnow) throw notFound(`The reuse statement "${id}"`);
  if (ended.has(entry.state))
    throw new CatalogueError('gone', `The reuse statement "${id}" was ${entry.state}`);
  return { entry, standing, speaks, isTheirs, at, actorName };
}
