import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { withAddressStates } from '../../../use-cases/describe-addresses.ts';
import { frameOf } from '../../../use-cases/describe-record.ts';
import { type CitingRecord, citingKinds, listCitedBy } from '../../../use-cases/list-cited-by.ts';
import { paging } from '../../api/parameters.ts';
import { pathOf } from '../../links.ts';
import { findPageRecord } from '../find-page-record.ts';
import { recordPageSchema } from '../page-schema.ts';
import { readPageQuery } from '../read-page-query.ts';
import type { WebServices } from '../web-services.ts';

const pageSize = 50;
const Query = z.object({ kind: z.enum(citingKinds).optional(), page: paging.page });

/** What was read from a repository is shown with its asset. */
function hrefOf({ kind, id }: CitingRecord): string {
  return `/${pathOf[kind === 'repository' ? 'asset' : kind]}/${id}`;
}

/** A source: who publishes it, where and when, on what terms, and everything that the catalogue takes from it. */
export function registerSourcePage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  const schema = recordPageSchema('getSourcePage', 'The page of one source, with what is taken from it', {
    id: 'announcement-001',
  });

  app.get('/sources/:id', { schema }, async (request, reply) => {
    const found = await findPageRecord(services, 'source', request);
    if ('movedTo' in found) return reply.redirect(found.movedTo, 308);
    const { id, document: source } = found.record;
    const { kind, page } = readPageQuery(Query, request);
    const offset = (page - 1) * pageSize;
    const cited = await listCitedBy(services, id, { kind, offset, limit: pageSize });
    const { addressStates } = await withAddressStates(services, {
      ...frameOf(found.record, directory),
      address: source.address,
    });
    const words = pages.wordsFor(request);
    const inAll = Math.ceil(cited.total / pageSize);
    const hrefFor = (of: string | undefined, at: number) =>
      `/sources/${id}?${new URLSearchParams({ ...(of && { kind: of }), ...(at > 1 && { page: String(at) }) })}#taken`;
    return pages.show(request, reply, {
      template: 'source/source.njk',
      title: source.title,
      description: words.t('source.description', {
        name: source.title,
        publisher: source.publisher ?? words.t('source.publisherUnknown'),
      }),
      canonical: `/sources/${id}`,
      noIndex: page > 1 || kind !== undefined,
      context: {
        ...{ source, page, pages: inAll },
        address: addressStates.find(({ address }) => address === source.address),
        kinds: cited.counts.map((one) => ({
          ...one,
          isShown: one.kind === cited.shown,
          href: hrefFor(one.kind, 1),
        })),
        shown: cited.shown,
        records: cited.records.map((record) => ({ ...record, href: hrefOf(record) })),
        previousHref: page > 1 ? hrefFor(cited.shown, page - 1) : undefined,
        nextHref: page < inAll ? hrefFor(cited.shown, page + 1) : undefined,
      },
    });
  });
}
