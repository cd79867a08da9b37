import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WaitingType } from '../../../domain/moderation/waiting.ts';
import { describeWaiting } from '../../../use-cases/describe-waiting.ts';
import { findWaiting } from '../../../use-cases/find-waiting.ts';
import type { WebServices } from '../web-services.ts';
import { toDone } from './done.ts';
import { toPlainReasons } from './plain-reasons.ts';
import { pathOfWaiting, readQueue, readType } from './queue.ts';
import { whoOf } from './who-of.ts';

const pageSize = 20;

function asked({ query }: FastifyRequest, name: string): string {
  const value = (query as Record<string, unknown>)[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The id in what somebody gave, which may be a whole address. */
export function toId(given: string): string {
  return (given.split(/[?#]/)[0] ?? '').replace(/\/+$/, '').split('/').at(-1)?.toLowerCase() ?? '';
}

/** Everything that waits for a moderator, oldest first. */
export function registerQueuePage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;

  app.get('/moderate', { config: { least: 'moderator' }, schema: { hide: true } }, async (request, reply) => {
    const words = pages.wordsFor(request);
    const { t, name } = words;
    const wanted = asked(request, 'find');
    if (wanted !== '') {
      const found = await findWaiting(services, toId(wanted)).catch(() => undefined);
      if (found !== undefined) return reply.redirect(pathOfWaiting(found.id, undefined), 303);
    }
    const type = readType(request.query);
    const all = await readQueue(services);
    const ofType = type === undefined ? all : all.filter((one) => one.type === type);
    const pagesInAll = Math.max(1, Math.ceil(ofType.length / pageSize));
    const page = Math.min(Math.max(1, Math.trunc(Number(asked(request, 'page'))) || 1), pagesInAll);
    const now = services.now();
    const shown = await Promise.all(
      ofType.slice((page - 1) * pageSize, page * pageSize).map((one) => describeWaiting(services, one, now)),
    );
    const toPage = (number: number) => `/moderate?${type ? `type=${type}&` : ''}page=${number}`;
    const count = all.length;
    return pages.show(request, reply, {
      template: 'moderate/queue.njk',
      title: t('moderate.title'),
      status: wanted === '' ? 200 : 404,
      isPrivate: true,
      noIndex: true,
      context: {
        ...{ count, type, page, pages: pagesInAll, oldest: all[0]?.at },
        done: await toDone(services, request, words),
        find: wanted,
        errors:
          wanted === ''
            ? []
            : [{ field: 'find', text: t('moderate.notFound', { id: wanted }), href: '#find' }],
        filters: [
          { href: '/moderate', label: t('moderate.all', { count }), isCurrent: type === undefined },
          ...WaitingType.options
            .map((one) => ({ one, count: all.filter((waiting) => waiting.type === one).length }))
            .filter(({ one, count: some }) => some > 0 || one === type)
            .map(({ one, count: some }) => ({
              href: `/moderate?type=${one}`,
              label: t('moderate.ofType', { type: name('waitingType', one), count: some }),
              isCurrent: one === type,
            })),
        ],
        waiting: shown.map((one) => ({
          ...one,
          reasons: toPlainReasons(services, one, words),
          href: pathOfWaiting(one.id, type),
          who: whoOf(services, one.actor, words),
          fields: one.changes?.map(({ field }) => name('field', field).replace(/^field\./, '')).join(', '),
        })),
        previousHref: page > 1 ? toPage(page - 1) : undefined,
        nextHref: page < pagesInAll ? toPage(page + 1) : undefined,
      },
    });
  });
}
