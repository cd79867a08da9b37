import { readActorName } from '../domain/access/actor.ts';
import type { Directory } from './open-directory.ts';

/** Who said something, when and why, as evidence: "contributor of Leeds City Council, 2026-11-22: it is live". Never a person. */
export function toByline(
  { organisation }: Pick<Directory, 'organisation'>,
  { actor, at, reason }: { actor: string; at: string; reason: string },
): string {
  const { role, organisations } = readActorName(actor);
  const bodies = organisations.map((id) => organisation(id)?.title ?? id).join(', ');
  const who = bodies === '' ? role : `${role} of ${bodies}`;
  return `${who}, ${at.slice(0, 10)}: ${reason}`;
}
