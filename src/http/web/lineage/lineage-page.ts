import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { invalidInput, notFound } from '../../../domain/errors.ts';
import type { TracedLineage } from '../../../use-cases/trace-lineage.ts';
import { lineageAnswer } from '../../lineage-answer.ts';
import { pathOf } from '../../links.ts';
import { findPageRecord } from '../find-page-record.ts';
import { recordPageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import { toLineageRows } from './to-lineage-rows.ts';

const Kind = z.enum(['fund', 'award', 'project', 'asset']);
const pageSize = 100;
const PageNumber = z.coerce.number().int().min(1).max(10_000).default(1);

/** Every link of a record's lineage, a page of rows at a time: what the drawing on the record's own page leaves out. */
export function registerLineagePage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;
  const schema = recordPageSchema('getLineagePage', 'Every link of the lineage of one record, as a table', {
    kind: 'fund',
    id: 'ldf-1-2m',
  });

  app.get('/lineage/:kind/:id', { schema }, async (request, reply) => {
    const kind = Kind.safeParse((request.params as { kind: string }).kind);
    if (!kind.success) throw notFound('This lineage');
    const found = await findPageRecord(services, kind.data, request);
    if ('movedTo' in found) {
      const id = found.movedTo.slice(`/${pathOf[kind.data]}/`.length);
      return reply.redirect(`/lineage/${kind.data}/${id}`, 308);
    }
    const wanted = PageNumber.safeParse((request.query as { page?: string }).page || undefined);
    if (!wanted.success)
      throw invalidInput(wanted.error.issues.map(({ message }) => ({ field: 'page', message })));
    const { id, document } = found.record;
    const words = pages.wordsFor(request);
    const path = `/lineage/${kind.data}/${id}`;
    const lineage = JSON.parse((await lineageAnswer(services, kind.data, id)).body) as TracedLineage;
    const count = lineage.edges.length;
    const pagesInAll = Math.max(1, Math.ceil(count / pageSize));
    const page = wanted.data;
    if (page > pagesInAll) throw invalidInput([{ field: 'page', message: `is at most ${pagesInAll} here` }]);
    return pages.show(request, reply, {
      template: 'lineage/lineage-page.njk',
      title: words.t('lineage.page.title', { title: document.title }),
      noIndex: true,
      canonical: path,
      context: {
        ...{ document, page, count, pages: pagesInAll, recordHref: `/${pathOf[kind.data]}/${id}` },
        rows: toLineageRows(lineage, words, { offset: (page - 1) * pageSize, limit: pageSize }),
        previousHref: page > 1 ? `${path}?page=${page - 1}` : undefined,
        nextHref: page < pagesInAll ? `${path}?page=${page + 1}` : undefined,
      },
    });
  });
}
