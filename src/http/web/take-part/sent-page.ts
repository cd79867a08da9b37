import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CorrectableKind } from '../../../domain/corrections/correctable-fields.ts';
import { notFound } from '../../../domain/errors.ts';
import { anyId } from '../../api/parameters.ts';
import { pathOf } from '../../links.ts';
import type { WebServices } from '../web-services.ts';

const states = {
  reuse: ['pending', 'claimed', 'confirmed'],
  interest: ['pending', 'published'],
  correction: ['pending', 'accepted'],
  message: ['pending', 'sent'],
  claim: ['claimed'],
} as const;

const Query = z.object({
  what: z.enum(Object.keys(states) as (keyof typeof states)[]),
  state: z.string(),
  ...{ asset: anyId.optional(), project: anyId.optional(), award: anyId.optional(), fund: anyId.optional() },
  service: anyId.optional(),
});

/** What became of what was sent: that it waits for a moderator, or that it is public. */
export function registerSentPage(app: FastifyInstance, services: WebServices): void {
  app.get('/sent', { schema: { hide: true } }, async (request, reply) => {
    const query = Query.safeParse(request.query);
    if (!query.success) throw notFound('This page');
    const { what, state, service } = query.data;
    const known: readonly string[] = states[what];
    if (!known.includes(state)) throw notFound('This page');
    const words = services.pages.wordsFor(request);
    const kind = CorrectableKind.options.find((one) => query.data[one] !== undefined);
    const id = kind && query.data[kind]?.toLowerCase();
    const record = kind && id && (await services.store.find(kind, id));
    return services.pages.show(request, reply, {
      template: 'take-part/sent.njk',
      title: words.t(`sent.${what}`),
      ...{ noIndex: true, isPrivate: true },
      context: {
        what,
        text: words.t(`sent.${what}.${state}`),
        about:
          kind && record && record.state === 'published'
            ? { href: `/${pathOf[kind]}/${record.id}`, title: record.document.title }
            : undefined,
        service: service === undefined ? undefined : services.directory.service(service),
      },
    });
  });
}
