import type { FastifyInstance, FastifyRequest } from 'fastify';
import { toActorName } from '../../../domain/access/actor.ts';
import { makeKey } from '../../../use-cases/make-key.ts';
import { resolveBodies } from '../../../use-cases/resolve-bodies.ts';
import { actorOf } from '../../access/actor-of.ts';
import { NewKeyBody } from '../../api/access/keys.ts';
import { type FormPage, showForm } from '../form/form-page.ts';
import type { WebServices } from '../web-services.ts';
import { adminRoute, takeAdminForm } from './admin-form.ts';
import { readGrant, roleChoices } from './grant.ts';
import { parseForm } from './parse-form.ts';

const labels: Readonly<Record<string, string>> = {
  ...{ name: 'keys.name', role: 'keys.role', organisations: 'keys.bodies', expiresAt: 'keys.expires' },
};

/** Making a key; its secret is on the page that answers, and nowhere else. */
export function registerNewKeyPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;

  function toForm(request: FastifyRequest): FormPage {
    const words = pages.wordsFor(request);
    return {
      name: 'key',
      template: 'keys/new-key.njk',
      title: words.t('keys.new'),
      fields: ['name', 'role', 'organisations', 'expiresAt'],
      labelOf: (field) => words.t(labels[field] ?? field),
      context: { roles: roleChoices(words) },
    };
  }

  app.get('/keys/new', adminRoute, async (request, reply) =>
    showForm(services, request, reply, toForm(request), { values: {} }),
  );

  app.post('/keys/new', adminRoute, async (request, reply) =>
    takeAdminForm(services, request, reply, toForm(request), async (values) => {
      const { expiresAt: day } = values;
      const given = {
        ...{ name: values.name, ...readGrant(values) },
        // The day is its last one.
        ...(day !== undefined && { expiresAt: `${day}T23:59:59Z` }),
      };
      const { organisations, expiresAt, ...rest } = parseForm(NewKeyBody, given);
      const wanted = {
        ...rest,
        organisations: resolveBodies(directory.councils, organisations, 'organisations'),
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
      };
      const { key } = await makeKey(services, wanted, toActorName(actorOf(request)));
      return pages.show(request, reply, {
        template: 'keys/made-key.njk',
        title: pages.wordsFor(request).t('keys.madeTitle', { name: wanted.name }),
        status: 201,
        ...{ isPrivate: true, noIndex: true },
        // Another request would not show the key again.
        context: { key, otherLanguage: undefined },
      });
    }),
  );
}
