import type { FastifyInstance } from 'fastify';
import { notFound } from '../../../domain/errors.ts';
import { listRevisions } from '../../../use-cases/list-revisions.ts';
import { actorOf } from '../../access/actor-of.ts';
import { anyId } from '../../api/parameters.ts';
import { toDifferences } from '../difference/to-differences.ts';
import { recordPageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { whoOf } from './who-of.ts';

type Listing = Awaited<ReturnType<typeof listRevisions>>;
type Version = Listing['revisions'][number] | NonNullable<Listing['workingCopy']>[number];

/** The versions of an asset with what each changed, newest first; who looks after it sees those of its working copy too. */
export function registerRevisionsPage(app: FastifyInstance, services: WebServices): void {
  const { pages, store } = services;
  const schema = recordPageSchema('getAssetRevisionsPage', 'How the record of one asset has changed', {
    id: 'bops',
  });

  function toShown(revisions: readonly Version[], words: Translator) {
    return revisions
      .map(({ changed, ...revision }) => ({
        ...revision,
        who: whoOf(services, revision.actor, words),
        isFirst: changed.every(({ before }) => before === undefined),
        differences: toDifferences(services, changed, words),
      }))
      .reverse();
  }

  app.get('/assets/:id/revisions', { schema }, async (request, reply) => {
    const given = (request.params as { id: string }).id;
    const id = anyId.safeParse(given).data;
    if (id === undefined) throw notFound('This asset');
    const listed = await listRevisions(services, id, actorOf(request));
    if (listed.id !== given) return reply.redirect(`/assets/${listed.id}/revisions`, 308);
    const words = pages.wordsFor(request);
    const record = await store.find('asset', listed.id);
    const title = record?.document.title ?? listed.id;
    return pages.show(request, reply, {
      template: 'moderate/revisions.njk',
      title: words.t('revisions.title', { title }),
      description: words.t('revisions.lead', { title }),
      canonical: `/assets/${listed.id}/revisions`,
      noIndex: true,
      isPrivate: listed.workingCopy !== undefined,
      context: {
        ...{ id: listed.id, recordTitle: title, isPublic: record?.state === 'published' },
        revisions: toShown(listed.revisions, words),
        workingCopy: listed.workingCopy && toShown(listed.workingCopy, words),
      },
    });
  });
}
