import type { FastifyInstance } from 'fastify';
import { frameOf } from '../../../use-cases/describe-record.ts';
import { describeServiceWork } from '../../../use-cases/describe-service-work.ts';
import { findPageRecord } from '../find-page-record.ts';
import { groupAssets } from '../group-assets.ts';
import { readMap } from '../map/read-map.ts';
import { recordPageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';

/** A service of the Local Government Service List: what councils have for it, what was paid for, who leads, and what is missing. */
export function registerServicePage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  const schema = recordPageSchema(
    'getServicePage',
    'The page of one service of the Local Government Service List',
    { id: '141' },
  );

  app.get('/services/:id', { schema }, async (request, reply) => {
    const found = await findPageRecord(services, 'service', request);
    if ('movedTo' in found) return reply.redirect(found.movedTo, 308);
    const { id, document: service } = found.record;
    const words = pages.wordsFor(request);
    const work = await describeServiceWork(services, id);
    const map = readMap(directory, [
      ...work.leads.map((body) => ({ kind: 'lead' as const, body })),
      ...work.users.map((body) => ({ kind: 'confirmed' as const, body })),
      ...work.observed.map((body) => ({ kind: 'observed' as const, body })),
      ...work.interested.map((body) => ({ kind: 'interested' as const, body })),
    ]);
    // A part of a product alone is nothing that another council could take up.
    const shared = work.assets.filter(({ isPart }) => !isPart).length;
    const has: Record<string, boolean> = {
      things: work.assets.length > 0,
      projects: work.projects.length > 0,
      who: map !== undefined || work.leads.length > 0,
      related: work.relatedServices.length + work.themes.length > 0,
    };
    const sections = ['gap', 'things', 'projects', 'who', 'related', 'facts']
      .filter((section) => has[section] !== false)
      .map((section) => ({ id: section, label: words.t(`service.${section}`) }));

    return pages.show(request, reply, {
      template: 'service/service.njk',
      title: words.t('service.pageTitle', { name: service.title }),
      description: words.t('service.description', { name: service.title }),
      canonical: `/services/${id}`,
      ...(work.holdsUntil !== undefined && { holdsUntil: work.holdsUntil }),
      context: {
        ...{ service, work, shared, map, has, sections },
        groups: groupAssets(work.assets),
        sources: frameOf(found.record, directory).sources,
      },
    });
  });
}
