import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { toShownActor } from '../../../domain/access/shown-actor.ts';
import { givenFields } from '../../../domain/registration/given-fields.ts';
import { givenLine, givenText } from '../../../domain/registration/given-text.ts';
import { type Ownership, OwnershipState } from '../../../domain/registration/ownership.ts';
import type { Entry } from '../../../ports/entry-store.ts';
import {
  type ChangingOwnership,
  claimOwnership,
  endOwnership,
  listOwnership,
} from '../../../use-cases/claim-ownership.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId } from '../parameters.ts';
import { Reference } from '../schemas.ts';
import { ShownActor } from './correction-schemas.ts';

const OwnershipShown = z
  .object({
    id: z.string(),
    asset: z.string(),
    organisation: Reference,
    state: OwnershipState,
    since: z.string().meta({ description: 'When this state began' }),
    claimedBy: ShownActor,
  })
  .meta({ id: 'Ownership', description: 'An organisation looks after an asset, or says so' });

export const Claim = givenFields({
  organisation: givenLine(200).meta({
    description: 'Code, id or name of the organisation',
    examples: ['LDS'],
  }),
  note: givenText(1000).optional().meta({ description: 'For the moderator: how one can see that' }),
}).meta({ id: 'OwnershipClaim' });

const OptionalReason = givenFields({ reason: givenText(1000).optional() }).nullish();
const NoQuery = z.strictObject({});
const assetParams = z.strictObject({ id: anyId.meta({ description: 'Id of the asset' }) });

const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});

/** Who looks after an asset: its corrections are shown at once. */
export async function registerOwnership(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/assets/:id/ownership',
    {
      config: { least: 'contributor' },
      schema: {
        operationId: 'claimOwnership',
        tags: ['corrections'],
        summary: 'Say that an organisation that one speaks for looks after an asset',
        description:
          'Once a moderator has confirmed it, corrections by its contributors are shown at once, and the edit link of a registered asset lapses.',
        params: assetParams,
        querystring: NoQuery,
        body: Claim,
        response: {
          201: json('The claim, which waits', OwnershipShown),
          ...problemResponses(400, 404, 409, 410, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      write(request, reply, services, 201, (changing) =>
        claimOwnership(changing, request.params.id, request.body, actorOf(request)),
      ),
  );

  app.get(
    '/assets/:id/ownership',
    {
      schema: {
        operationId: 'listOwnership',
        tags: ['corrections'],
        summary: 'Organisations that look after an asset',
        description:
          'As a moderator has confirmed; claims that wait only for moderators and the organisation.',
        params: assetParams,
        querystring: NoQuery,
        response: {
          200: json('They', z.object({ ownership: z.array(OwnershipShown) })),
          ...problemResponses(400, 404, 410, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const entries = await listOwnership(services, request.params.id, actorOf(request));
      const ownership = entries.map((entry) => show(services, entry));
      return reply.header('cache-control', 'no-store').send({ ownership });
    },
  );

  app.post(
    '/ownership/:id/end',
    {
      config: { least: 'contributor' },
      schema: {
        operationId: 'endOwnership',
        tags: ['corrections'],
        summary: 'Say that an organisation does not look after an asset any more',
        params: z.strictObject({
          id: anyId.meta({ description: 'Id of the claim', examples: ['ownership-4f1a09bc2d3e'] }),
        }),
        querystring: NoQuery,
        body: OptionalReason,
        response: {
          200: json('The claim, ended', OwnershipShown),
          ...problemResponses(400, 404, 409, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      write(request, reply, services, 200, (changing) =>
        endOwnership(changing, request.params.id.toLowerCase(), {
          ...request.body,
          actor: actorOf(request),
        }),
      ),
  );
}

function show(
  { directory }: Pick<ApiServices, 'directory'>,
  { id, state, updatedAt, document }: Entry<Ownership>,
): z.infer<typeof OwnershipShown> {
  const { asset, organisation, claimedBy } = document;
  return {
    ...{ id, asset, state: OwnershipState.parse(state), since: updatedAt },
    organisation: {
      id: organisation,
      title: directory.organisation(organisation)?.title ?? organisation,
    },
    claimedBy: toShownActor(claimedBy),
  };
}

function write(
  request: FastifyRequest,
  reply: FastifyReply,
  services: ApiServices,
  status: 200 | 201,
  act: (changing: ChangingOwnership) => Promise<Entry<Ownership>>,
): Promise<FastifyReply> {
  const toAnswer = (entry: Entry<Ownership>): WriteAnswer => ({ status, body: show(services, entry) });
  return answerOnce(request, reply, services, async (once) =>
    toAnswer(await act({ ...services, kept: (written) => once.kept(toAnswer(written)) })),
  );
}
