import { type Actor, isAtLeast, readActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { Entry } from '../ports/entry-store.ts';
import type { Directory } from './open-directory.ts';

/** `owner`: holds its edit link, or registered it with a key; `organisation`: speaks for the body whose it is. */
export type RegistrationAccess = 'owner' | 'organisation' | 'moderator';

/** What somebody is to a registration; undefined for strangers, who must not learn of one that is not public. */
export function registrationAccess(
  { councils }: Pick<Directory, 'councils'>,
  actor: Actor,
  { id, document: { asset, submittedBy } }: Pick<Entry<Submission>, 'id' | 'document'>,
): RegistrationAccess | undefined {
  if (isAtLeast(actor, 'moderator')) return 'moderator';
  if (actor.role === 'owner') return actor.record === id ? 'owner' : undefined;
  if (actor.role !== 'contributor') return undefined;
  if (speaksFor(actor, asset.lead?.organisation, councils)) return 'organisation';
  return actor.id !== undefined && readActorName(submittedBy).id === actor.id ? 'owner' : undefined;
}
