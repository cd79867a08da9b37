import type { FastifyInstance } from 'fastify';
import type { AccessKey } from '../../../domain/access/access-key.ts';
import { toActorName } from '../../../domain/access/actor.ts';
import { notFound } from '../../../domain/errors.ts';
import { listKeys } from '../../../use-cases/list-keys.ts';
import { revokeKey } from '../../../use-cases/revoke-key.ts';
import { actorOf } from '../../access/actor-of.ts';
import type { WebServices } from '../web-services.ts';
import { adminRoute } from './admin-form.ts';
import { readPage, toPages } from './admin-list.ts';

/** Keys of the API: who has which rights, and an end to them. */
export function registerKeysPage(app: FastifyInstance, services: WebServices): void {
  const { pages, store, directory } = services;

  app.get('/keys', adminRoute, async (request, reply) => {
    const { t } = pages.wordsFor(request);
    const asked = readPage(request);
    const { total, keys } = await listKeys(services, asked);
    const { done } = request.query as { done?: string };
    const revoked = done === undefined ? undefined : await store.findEntry<AccessKey>('key', done);
    return pages.show(request, reply, {
      template: 'keys/keys.njk',
      title: t('keys.title'),
      ...{ isPrivate: true, noIndex: true },
      context: {
        ...toPages('/keys', asked, total),
        done: revoked?.document.revokedAt !== undefined && {
          text: t('keys.revoked', { name: revoked.document.name }),
        },
        keys: keys.map((key) => ({
          ...key,
          bodies: key.organisations.map((id) => directory.organisation(id)?.title ?? id),
        })),
      },
    });
  });

  app.get('/keys/:id/revoke', adminRoute, async (request, reply) => {
    const key = await getKey((request.params as { id: string }).id);
    const { t } = pages.wordsFor(request);
    return pages.show(request, reply, {
      template: 'keys/confirm.njk',
      title: t('keys.revokeTitle', { name: key.document.name }),
      ...{ isPrivate: true, noIndex: true },
      context: {
        text: t('keys.revokeText'),
        button: t('keys.revokeButton'),
        action: `/keys/${key.id}/revoke`,
        backHref: '/keys',
      },
    });
  });

  app.post('/keys/:id/revoke', adminRoute, async (request, reply) => {
    const { id, document } = await getKey((request.params as { id: string }).id);
    // Pressing the button twice is no mistake.
    if (document.revokedAt === undefined) await revokeKey(services, { id }, toActorName(actorOf(request)));
    return reply.redirect(`/keys?done=${id}`, 303);
  });

  async function getKey(id: string) {
    const key = await store.findEntry<AccessKey>('key', id);
    if (key === undefined) throw notFound('This key');
    return key;
  }
}
