import type { FastifyInstance } from 'fastify';
import { actorOf } from '../../access/actor-of.ts';
import { sessionOf } from '../../access/session-cookie.ts';
import type { WebServices } from '../web-services.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});
const adminPages = ['keys', 'accounts', 'mails', 'redact'] as const;

/** Who is signed in, what they may do, and the way out. */
export function registerAccountPage(app: FastifyInstance, { pages, directory }: WebServices): void {
  app.get(
    '/account',
    { config: { least: 'contributor' }, schema: { hide: true } },
    async (request, reply) => {
      const { t, day } = pages.wordsFor(request);
      const { role, organisations } = actorOf(request);
      const until = sessionOf(request)?.expiresAt;
      return pages.show(request, reply, {
        template: 'account/account.njk',
        title: t('account.title'),
        isPrivate: true,
        noIndex: true,
        context: {
          role,
          bodies: organisations.map((id) => directory.organisation(id)?.title ?? id),
          until: until && t('account.untilText', { day: day(until), time: clock.format(new Date(until)) }),
          adminPages,
        },
      });
    },
  );
}
