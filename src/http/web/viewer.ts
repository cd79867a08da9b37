import type { FastifyRequest } from 'fastify';
import { isAtLeast } from '../../domain/access/actor.ts';
import { csrfTokenOf } from '../../use-cases/keep-sessions.ts';
import { actorOf } from '../access/actor-of.ts';
import { sessionOf } from '../access/session-cookie.ts';

/** Who reads a page, as far as pages differ by it. */
export interface Viewer {
  isSignedIn: boolean;
  isModerator: boolean;
  isAdmin: boolean;
  /** What each form sends along as `_csrf`, where there is a session. */
  csrf?: string;
}

export function viewerOf(request: FastifyRequest): Viewer {
  const session = sessionOf(request);
  const actor = actorOf(request);
  return {
    isSignedIn: session !== undefined,
    isModerator: isAtLeast(actor, 'moderator'),
    isAdmin: isAtLeast(actor, 'admin'),
    ...(session !== undefined && { csrf: csrfTokenOf(session.cookie) }),
  };
}
