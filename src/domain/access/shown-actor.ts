import { type Role, readActorName } from './actor.ts';

/** Somebody as answers show them: what they may do, and the first body they speak for. Never a key or a person. */
export interface ShownActor {
  role: Role;
  organisation?: string;
}

/** From the name in the change log. */
export function toShownActor(name: string): ShownActor {
  const { role, organisations } = readActorName(name);
  const [organisation] = organisations;
  return { role, ...(organisation !== undefined && { organisation }) };
}
