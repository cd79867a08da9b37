import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, isAtLeast, type Role } from '../../domain/access/actor.ts';
import { CatalogueError } from '../../domain/errors.ts';
import { actorOf, setActor } from './actor-of.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may call the route; absent: anybody. Whose record it is about is for the use case to say. */
    least?: Role;
    /** The route checks what it is sent as `Authorization` itself. */
    ownToken?: boolean;
  }
}

const bearer = /^Bearer +([A-Za-z0-9._~+/=-]{1,200})$/i;

/** Finds out who calls, before the limits that differ by caller. A secret that is nobody's is refused afterwards, so that guessing is limited too. */
export function registerAccess(
  app: FastifyInstance,
  identify: (secret: string) => Promise<Actor | undefined>,
): void {
  const refused = new WeakSet<FastifyRequest>();

  app.addHook('onRequest', async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined || request.routeOptions.config?.ownToken) return;
    const secret = bearer.exec(authorization)?.[1];
    const actor = secret === undefined ? undefined : await identify(secret);
    if (actor === undefined) refused.add(request);
    else setActor(request, actor);
  });

  app.addHook('preParsing', async (request) => {
    if (refused.has(request)) {
      throw new CatalogueError(
        'unauthenticated',
        'Authorization: this key or edit token is not known, was revoked or has expired; send "Bearer <key>" or leave the header out',
      );
    }
    const least = request.routeOptions.config?.least;
    if (least !== undefined) requireRole(actorOf(request), least);
  });
}

/** Errors: CatalogueError 'unauthenticated' where nobody was identified, 'forbidden' where the role is too low. */
export function requireRole(actor: Actor, least: Role): void {
  if (isAtLeast(actor, least)) return;
  if (actor.role === 'anonymous') {
    throw new CatalogueError(
      'unauthenticated',
      `This needs the key of a ${least}, sent as "Authorization: Bearer <key>"`,
    );
  }
  throw new CatalogueError('forbidden', `This is for the role ${least}; you have the role ${actor.role}`);
}
