import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account } from '../../../domain/access/account.ts';
import { toActorName } from '../../../domain/access/actor.ts';
import { CatalogueError, notFound } from '../../../domain/errors.ts';
import { changeAccount, closeAccount, makeAccount } from '../../../use-cases/change-account.ts';
import { listAccounts } from '../../../use-cases/list-accounts.ts';
import { resolveBodies } from '../../../use-cases/resolve-bodies.ts';
import { readAddress } from '../../../use-cases/write-account.ts';
import { actorOf } from '../../access/actor-of.ts';
import { AccountGrantBody, NewAccountBody } from '../../api/access/accounts.ts';
import { type FormPage, showForm } from '../form/form-page.ts';
import { adminRoute, takeAdminForm } from '../keys/admin-form.ts';
import { readPage, toPages } from '../keys/admin-list.ts';
import { readGrant, roleChoices } from '../keys/grant.ts';
import { parseForm } from '../keys/parse-form.ts';
import type { WebServices } from '../web-services.ts';

const labels: Readonly<Record<string, string>> = {
  ...{ email: 'accounts.email', role: 'keys.role', organisations: 'keys.bodies' },
};
const said = ['saved', 'closed'];

/** Who may sign in with a browser, and what they may do then. */
export function registerAccountsPage(app: FastifyInstance, services: WebServices): void {
  const { pages, store, directory, now } = services;
  const nameOfBody = (id: string) => directory.organisation(id)?.title ?? id;
  const resolve = (texts: readonly string[]) => resolveBodies(directory.councils, texts, 'organisations');
  const idOf = ({ params }: FastifyRequest) => (params as { id: string }).id;

  app.get('/accounts', adminRoute, async (request, reply) => {
    const { t } = pages.wordsFor(request);
    const asked = readPage(request);
    const { total, accounts } = await listAccounts(services, asked);
    const { done = '' } = request.query as { done?: string };
    return pages.show(request, reply, {
      template: 'account/accounts.njk',
      title: t('accounts.title'),
      ...{ isPrivate: true, noIndex: true },
      context: {
        ...toPages('/accounts', asked, total),
        done: said.includes(done) && { text: t(`accounts.${done}`) },
        accounts: accounts.map((one) => ({ ...one, bodies: one.organisations.map(nameOfBody) })),
      },
    });
  });

  function toForm(request: FastifyRequest, account?: { id: string; name: string }): FormPage {
    const words = pages.wordsFor(request);
    return {
      name: 'account',
      template: 'account/account-form.njk',
      title: words.t(account === undefined ? 'accounts.new' : 'accounts.change'),
      fields: [...(account === undefined ? ['email'] : []), 'role', 'organisations'],
      labelOf: (field) => words.t(labels[field] ?? field),
      context: {
        ...{ account, roles: roleChoices(words) },
        action: account === undefined ? '/accounts/new' : `/accounts/${account.id}`,
      },
    };
  }

  app.get('/accounts/new', adminRoute, async (request, reply) =>
    showForm(services, request, reply, toForm(request), { values: {} }),
  );

  app.post('/accounts/new', adminRoute, async (request, reply) =>
    takeAdminForm(services, request, reply, toForm(request), async (values) => {
      const wanted = parseForm(NewAccountBody, { email: values.email, ...readGrant(values) });
      const grant = { ...wanted, organisations: resolve(wanted.organisations) };
      await makeAccount(services, grant, toActorName(actorOf(request)));
      return reply.redirect('/accounts?done=saved', 303);
    }),
  );

  /** An account with what to call it. Errors: CatalogueError 'not-found', 'gone'. */
  async function getAccount(request: FastifyRequest) {
    const account = await store.findEntry<Account>('account', idOf(request));
    if (account === undefined) throw notFound('This account');
    if (account.state !== 'active') throw new CatalogueError('gone', 'This account was closed');
    const name = (await readAddress(store, account.id, now())) ?? account.id;
    return { id: account.id, name, document: account.document };
  }

  app.get('/accounts/:id', adminRoute, async (request, reply) => {
    const { document, ...account } = await getAccount(request);
    const organisations = document.organisations.map(nameOfBody).join('\n');
    const values = { role: document.role, organisations };
    return showForm(services, request, reply, toForm(request, account), { values });
  });

  app.post('/accounts/:id', adminRoute, async (request, reply) => {
    const { id, name } = await getAccount(request);
    return takeAdminForm(services, request, reply, toForm(request, { id, name }), async (values) => {
      const { role, organisations } = parseForm(AccountGrantBody, readGrant(values));
      const wanted = { id, role, organisations: resolve(organisations) };
      await changeAccount(services, wanted, toActorName(actorOf(request)));
      return reply.redirect('/accounts?done=saved', 303);
    });
  });

  app.get('/accounts/:id/close', adminRoute, async (request, reply) => {
    const { id, name } = await getAccount(request);
    const { t } = pages.wordsFor(request);
    return pages.show(request, reply, {
      template: 'keys/confirm.njk',
      title: t('accounts.closeTitle', { name }),
      ...{ isPrivate: true, noIndex: true },
      context: {
        text: t('accounts.closeText'),
        button: t('accounts.close'),
        action: `/accounts/${id}/close`,
        backHref: `/accounts/${id}`,
      },
    });
  });

  app.post('/accounts/:id/close', adminRoute, async (request, reply) => {
    await closeAccount(services, idOf(request), toActorName(actorOf(request)));
    return reply.redirect('/accounts?done=closed', 303);
  });
}
