import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isAtLeast } from '../../../domain/access/actor.ts';
import { notFound } from '../../../domain/errors.ts';
import { describeReuse, describeReuseBy, showStatement } from '../../../use-cases/describe-reuse.ts';
import { getPublishedAsset } from '../../../use-cases/get-published-asset.ts';
import { getReuse } from '../../../use-cases/get-reuse.ts';
import { actorOf } from '../../access/actor-of.ts';
import { toEtag } from '../../answer.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId } from '../parameters.ts';
import { OrganisationReference, Reference } from '../schemas.ts';
import { json, ReuseCountsShown, ReuseStatementShown } from './reuse-schemas.ts';

const Statements = z.array(ReuseStatementShown);

const AssetReuse = z
  .object({
    asset: Reference,
    counts: ReuseCountsShown,
    confirmed: Statements.meta({ description: 'By the users themselves, within twelve months' }),
    claimed: Statements.meta({ description: 'By others; not counted' }),
    disputed: Statements.meta({ description: 'The user says that it is not so' }),
    lapsed: Statements.meta({ description: 'Nobody has said so for twelve months' }),
    atLead: Statements.meta({ description: 'In use at the lead, which is no reuse' }),
    observed: z
      .array(OrganisationReference.extend({ how: z.string() }))
      .meta({ description: 'Seen in repository files; no proof of live use' }),
  })
  .meta({ id: 'AssetReuse' });

const OrganisationReuse = z
  .object({
    organisation: OrganisationReference,
    counts: z.object({ confirmed: z.int(), claimed: z.int() }),
    statements: Statements,
  })
  .meta({ id: 'OrganisationReuse' });

/** Who uses an asset, what an organisation uses, and one statement by its id. */
export async function registerReadReuse(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const { store, directory, newestChange } = services;
  const querystring = z.strictObject({});
  const tags = ['reuse'];

  app.get(
    '/assets/:id/reuse',
    {
      schema: {
        operationId: 'getAssetReuse',
        tags,
        summary: 'Who uses an asset, and how that is known',
        description:
          'Confirmed, claimed and observed apart; only what is confirmed and has not lapsed counts.',
        params: z.strictObject({ id: anyId.meta({ description: 'Id of the asset', examples: ['bops'] }) }),
        querystring,
        response: {
          200: json('The statements', AssetReuse),
          ...problemResponses(400, 404, 410, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const asset = await getPublishedAsset(store, request.params.id);
      const body = await describeReuse(services, asset);
      reply.header('etag', toEtag(newestChange(), JSON.stringify(body))).header('cache-control', 'no-cache');
      return body;
    },
  );

  app.get(
    '/organisations/:id/reuse',
    {
      schema: {
        operationId: 'getOrganisationReuse',
        tags,
        summary: 'What an organisation uses, by itself or by those before it',
        params: z.strictObject({ id: anyId.meta({ description: 'Id or code', examples: ['LDS'] }) }),
        querystring,
        response: {
          200: json('The statements', OrganisationReuse),
          ...problemResponses(400, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = directory.councils.find(id);
      if (found === undefined) throw notFound(`The organisation "${id.slice(0, 100)}"`);
      const body = await describeReuseBy(services, found.id);
      reply.header('etag', toEtag(newestChange(), JSON.stringify(body))).header('cache-control', 'no-cache');
      return body;
    },
  );

  app.get(
    '/reuse/:id',
    {
      schema: {
        operationId: 'getReuse',
        tags,
        summary:
          'One statement; one that waits is shown to its organisation, to who stated it and to moderators',
        params: z.strictObject({ id: anyId.meta({ examples: ['reuse-0a1b2c3d4e5f'] }) }),
        querystring,
        response: {
          200: json('The statement', ReuseStatementShown),
          ...problemResponses(400, 401, 404, 410, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { entry, standing } = await getReuse(services, actor, request.params.id);
      const cache = isAtLeast(actor, 'contributor') ? 'no-store' : 'no-cache';
      reply.header('cache-control', cache).header('vary', 'Authorization');
      return showStatement(directory, entry, { standing });
    },
  );
}
