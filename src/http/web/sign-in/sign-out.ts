import type { FastifyInstance } from 'fastify';
import { actorOf } from '../../access/actor-of.ts';
import { sessionOf } from '../../access/session-cookie.ts';
import { readForm } from '../form/web-form.ts';
import type { SignInPagesServices } from '../web-services.ts';

/** Ends the session, or all sessions of the account. */
export function registerSignOut(app: FastifyInstance, { sessions, cookie }: SignInPagesServices): void {
  app.post(
    '/sign-out',
    { config: { least: 'anonymous' }, schema: { hide: true } },
    async (request, reply) => {
      const session = sessionOf(request);
      const { id } = actorOf(request);
      if (session !== undefined && id !== undefined) {
        if (readForm(request).everywhere === 'true') await sessions.endAll(id);
        else await sessions.end(session.cookie);
      }
      cookie.clear(reply);
      return reply.redirect('/', 303);
    },
  );
}
