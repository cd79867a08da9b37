import { z } from 'zod';

/** In order of what they may do. `owner`: whoever holds the edit link of one record; `system`: the service's own jobs. */
export const Role = z.enum(['anonymous', 'owner', 'contributor', 'moderator', 'admin', 'system']);
export type Role = z.infer<typeof Role>;

/** Roles that a key or an account can have. */
export const GrantedRole = z.enum(['contributor', 'moderator', 'admin']);
export type GrantedRole = z.infer<typeof GrantedRole>;

/** Who does something. `id` names a key or an account and no person; `record` is the one asset that an owner's link is for. */
export interface Actor {
  role: Exclude<Role, 'system'>;
  id?: string;
  /** Organisations that the actor speaks for, and their successors. */
  organisations: readonly string[];
  record?: string;
}

export const anonymous: Actor = { role: 'anonymous', organisations: [] };

const rank: Record<Role, number> = {
  anonymous: 0,
  owner: 1,
  contributor: 2,
  moderator: 3,
  admin: 4,
  system: 5,
};

export function isAtLeast({ role }: Pick<Actor, 'role'>, least: Role): boolean {
  return rank[role] >= rank[least];
}

/** How an actor stands in the change log: "contributor key-4f1a @lds,ncc". No name of a person or a key is in it. */
export function toActorName({ role, id, organisations }: Actor): string {
  const bodies = organisations.length === 0 ? undefined : `@${organisations.join(',')}`;
  return [role, id, bodies].filter((part) => part !== undefined).join(' ');
}

export interface NamedActor {
  role: Role;
  id?: string;
  organisations: readonly string[];
}

/** Reads `toActorName`; the names of the service's own jobs ("import", "schedule") are `system`. */
export function readActorName(name: string): NamedActor {
  const [first = '', ...parts] = name.split(' ');
  const role = Role.safeParse(first);
  if (!role.success) return { role: 'system', id: name, organisations: [] };
  const bodies = parts.find((part) => part.startsWith('@'));
  const id = parts.find((part) => !part.startsWith('@'));
  return {
    role: role.data,
    ...(id !== undefined && { id }),
    organisations: bodies === undefined ? [] : bodies.slice(1).split(','),
  };
}
