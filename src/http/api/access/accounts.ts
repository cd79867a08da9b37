import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { GrantedRole, toActorName } from '../../../domain/access/actor.ts';
import { givenLine } from '../../../domain/registration/given-text.ts';
import { changeAccount, closeAccount, makeAccount } from '../../../use-cases/change-account.ts';
import { listAccounts } from '../../../use-cases/list-accounts.ts';
import { resolveBodies } from '../../../use-cases/resolve-bodies.ts';
import { actorOf } from '../../access/actor-of.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId, paging } from '../parameters.ts';

const grant = {
  role: GrantedRole,
  organisations: z
    .array(givenLine(200))
    .max(50)
    .default([])
    .meta({ description: 'Code, id or name of the organisations a contributor speaks for' }),
};
const email = givenLine(254).pipe(z.email('must be an e-mail address'));
export const NewAccountBody = z.strictObject({ email, ...grant }).meta({ id: 'NewAccount' });
export const AccountGrantBody = z.strictObject(grant).meta({ id: 'AccountGrant' });
const params = z.strictObject({ id: anyId.meta({ examples: ['account-4f1a09bc2d3e'] }) });
const querystring = z.strictObject({});

const Account = z
  .object({
    id: z.string(),
    state: z.enum(['active', 'closed']),
    role: GrantedRole,
    organisations: z.array(z.string()),
    grantedBy: z.enum(['claims', 'list', 'admin']),
    createdAt: z.string(),
    email: z.string().optional(),
    lastUsedAt: z.string().optional().meta({ description: 'To the minute' }),
  })
  .meta({ id: 'Account' });

const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});

/** Who may sign in with a browser, for admins. */
export async function registerAccounts(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const config = { least: 'admin' } as const;
  const tags = ['access'];
  const resolve = (texts: readonly string[]) =>
    resolveBodies(services.directory.councils, texts, 'organisations');

  app.get(
    '/accounts',
    {
      config,
      schema: {
        ...{ operationId: 'listAccounts', tags, summary: 'Accounts, newest first' },
        querystring: z.strictObject(paging),
        response: {
          200: json('A page of accounts', z.object({ total: z.int(), accounts: z.array(Account) })),
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      reply.header('cache-control', 'no-store').send(await listAccounts(services, request.query)),
  );

  app.post(
    '/accounts',
    {
      config,
      schema: {
        ...{ operationId: 'makeAccount', tags, querystring },
        summary: 'Let an address sign in by mailed links, or by an identity provider that confirms it',
        body: NewAccountBody,
        response: {
          201: json('The account', z.object({ id: z.string() })),
          ...problemResponses(400, 409, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const wanted = { ...request.body, organisations: resolve(request.body.organisations) };
      const made = await makeAccount(services, wanted, toActorName(actorOf(request)));
      return reply
        .code(201)
        .header('location', services.links.api(`/accounts/${made.id}`))
        .send(made);
    },
  );

  app.put(
    '/accounts/:id',
    {
      config,
      schema: {
        ...{ operationId: 'changeAccount', tags, querystring, params },
        summary: 'Decide what an account may do, from its next request on',
        body: AccountGrantBody,
        response: {
          204: z.undefined().describe('Changed'),
          ...problemResponses(400, 404, 410, 412, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { role, organisations } = request.body;
      const wanted = { id: request.params.id, role, organisations: resolve(organisations) };
      await changeAccount(services, wanted, toActorName(actorOf(request)));
      return reply.code(204).send();
    },
  );

  app.delete(
    '/accounts/:id',
    {
      config,
      schema: {
        ...{ operationId: 'closeAccount', tags, querystring, params },
        summary: 'Close an account: signed out everywhere, its address forgotten',
        response: {
          204: z.undefined().describe('Closed'),
          ...problemResponses(400, 404, 410, 412, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      await closeAccount(services, request.params.id, toActorName(actorOf(request)));
      return reply.code(204).send();
    },
  );
}
