import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CatalogueError, invalidInput } from '../../../domain/errors.ts';
import { listRedactions } from '../../../use-cases/list-redactions.ts';
import { redact } from '../../../use-cases/redact.ts';
import { actorOf } from '../../access/actor-of.ts';
import { RedactionBody } from '../../api/events/redactions.ts';
import { type FormPage, showForm } from '../form/form-page.ts';
import { adminRoute, takeAdminForm } from '../keys/admin-form.ts';
import { parseForm } from '../keys/parse-form.ts';
import { whoOf } from '../moderate/who-of.ts';
import type { WebServices } from '../web-services.ts';

/** What people bring in: the rest comes from files, and is taken out there. */
const kinds = [
  ...(['asset', 'submission', 'correction', 'ownership', 'reuse', 'interest', 'message'] as const),
  ...(['subscription', 'key', 'account'] as const),
];
const fields = ['kind', 'id', 'text', 'field', 'reason', 'confirmed'];
const shownRedactions = 50;

/** Taking out what should never have come in. */
export function registerRedactPage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;

  async function toForm(request: FastifyRequest): Promise<FormPage> {
    const words = pages.wordsFor(request);
    const { t, name } = words;
    const asked = { offset: 0, limit: shownRedactions };
    const { redactions } = await listRedactions(services, actorOf(request), asked);
    return {
      ...{ name: 'redact', template: 'redact/redact.njk', title: t('redact.title'), fields },
      labelOf: (field) => t(`redact.${field}`),
      context: {
        done: (request.query as { done?: string }).done === 'yes' && { text: t('redact.done') },
        kinds: kinds.map((value) => ({ value, label: t(`redactKind.${value}`) })),
        redactions: redactions.map((one) => ({
          ...one,
          who: whoOf(services, one.by, words),
          kind: name('redactKind', one.of.kind),
        })),
      },
    };
  }

  app.get('/redact', adminRoute, async (request, reply) =>
    showForm(services, request, reply, await toForm(request), { values: {} }),
  );

  app.post('/redact', adminRoute, async (request, reply) =>
    takeAdminForm(services, request, reply, await toForm(request), async (values) => {
      const { t } = pages.wordsFor(request);
      const given = Object.fromEntries(
        ['kind', 'id', 'text', 'field', 'reason'].flatMap((field) =>
          values[field] === undefined ? [] : [[field, values[field]]],
        ),
      );
      const { text, field, ...asked } = parseForm(RedactionBody, given);
      if (values.confirmed !== 'yes') {
        throw invalidInput([{ field: 'confirmed', message: t('redact.needsConfirm') }]);
      }
      const wanted = { ...asked, ...(text !== undefined && { text }), ...(field !== undefined && { field }) };
      await redact(services, actorOf(request), wanted).catch((error) => {
        if (!(error instanceof CatalogueError) || error.kind !== 'not-found') throw error;
        throw invalidInput([{ field: 'id', message: t('moderate.notFound', { id: wanted.id }) }]);
      });
      services.settle();
      return reply.redirect('/redact?done=yes', 303);
    }),
  );
}
