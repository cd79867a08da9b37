import type { FastifyInstance } from 'fastify';
import { listMails } from '../../../use-cases/list-mails.ts';
import { adminRoute } from '../keys/admin-form.ts';
import { readPage, toPages } from '../keys/admin-list.ts';
import type { WebServices } from '../web-services.ts';

/** The addresses in a text, for following them. */
const address = /(https?:\/\/\S+)/;

/** Outgoing mail: without a mail server, where an admin finds the links that wait. */
export function registerMailsPage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;

  app.get('/mails', adminRoute, async (request, reply) => {
    const { t } = pages.wordsFor(request);
    const asked = readPage(request);
    const onlyWaiting = (request.query as { state?: string }).state === 'waiting';
    const { total, mails } = await listMails(services, {
      ...asked,
      ...(onlyWaiting && { state: 'waiting' as const }),
    });
    return pages.show(request, reply, {
      template: 'mails/mails.njk',
      title: t('mails.title'),
      ...{ isPrivate: true, noIndex: true },
      context: {
        ...toPages(onlyWaiting ? '/mails?state=waiting' : '/mails', asked, total),
        onlyWaiting,
        mails: mails.map(({ text, ...mail }) => ({
          ...mail,
          paragraphs: text
            ?.split(/\n{2,}/)
            .filter((paragraph) => paragraph.trim() !== '')
            .map((paragraph) => paragraph.split(address).filter((part) => part !== '')),
        })),
      },
    });
  });
}
