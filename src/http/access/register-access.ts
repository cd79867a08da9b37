import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, isAtLeast, type Role } from '../../domain/access/actor.ts';
import { CatalogueError } from '../../domain/errors.ts';
import { actorOf, isRefused, setActor, setRefused } from './actor-of.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The least role that may call the route. Reading is for anybody where it is absent; what changes something must say it, 'anonymous'
     * included. Whose record it is about is for the use case to say.
     */
    least?: Role;
    /** The route checks what it is sent as `Authorization` itself. */
    ownToken?: boolean;
    /** The path takes other methods than this one, and it does nothing but say so. */
    refusesMethod?: boolean;
  }
}

const bearer = /^Bearer +([A-Za-z0-9._~+/=-]{1,200})$/i;

export interface Identifying {
  byBearer(secret: string): Promise<Actor | undefined>;
  /** By the cookie of who signed in with a browser; may answer with a new one. */
  bySession?(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined>;
}

/** Finds out who calls, before the limits that differ by caller. A secret that is nobody's is refused afterwards, so that guessing is limited too. */
export function registerAccess(app: FastifyInstance, { byBearer, bySession }: Identifying): void {
  app.addHook('onRequest', async (request, reply) => {
    const { authorization, cookie } = request.headers;
    if (request.routeOptions.config?.ownToken) return;
    if (authorization === undefined) {
      const actor = cookie === undefined ? undefined : await bySession?.(request, reply);
      if (actor !== undefined) setActor(request, actor);
      return;
    }
    const secret = bearer.exec(authorization)?.[1];
    const actor = secret === undefined ? undefined : await byBearer(secret);
    if (actor === undefined) setRefused(request);
    else setActor(request, actor);
  });

  app.addHook('preParsing', async (request) => {
    if (isRefused(request)) {
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
