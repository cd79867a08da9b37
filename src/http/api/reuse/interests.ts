import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { givenLine, givenText } from '../../../domain/registration/given-text.ts';
import type { Interest } from '../../../domain/reuse/interest.ts';
import type { Entry } from '../../../ports/entry-store.ts';
import { findGaps, listInterests, showInterest } from '../../../use-cases/describe-interests.ts';
import { stateInterest } from '../../../use-cases/state-interest.ts';
import { withdrawInterest } from '../../../use-cases/withdraw-interest.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId, paging } from '../parameters.ts';
import { OrganisationReference, Reference } from '../schemas.ts';
import { json } from './reuse-schemas.ts';

export const InterestBody = z
  .strictObject({
    asset: anyId.optional().meta({ description: 'Id of an asset', examples: ['bops'] }),
    service: anyId
      .optional()
      .meta({ description: 'LGSL id, for what nobody may have yet', examples: ['608'] }),
    organisation: givenLine(200).meta({ description: 'Code, id or name', examples: ['LDS'] }),
    note: givenText(1000)
      .optional()
      .meta({ description: 'What for; shown to contributors, not to strangers' }),
  })
  .meta({ id: 'InterestBody' });

const InterestShown = z
  .object({
    id: z.string(),
    state: z.string(),
    asset: z.object({ id: z.string() }).optional(),
    service: Reference.optional(),
    organisation: OrganisationReference,
    since: z.string().meta({ description: 'A day' }),
    note: z.string().optional().meta({ description: 'For contributors and moderators' }),
  })
  .meta({ id: 'Interest' });

const Interests = z.object({ total: z.int(), interests: z.array(InterestShown) }).meta({ id: 'Interests' });

const Gaps = z
  .object({
    total: z.int(),
    gaps: z.array(z.object({ service: Reference, interested: z.array(OrganisationReference) })),
  })
  .meta({ id: 'Gaps' });

/** Who else wants this, and what nobody has. */
export async function registerInterests(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const { directory, links } = services;
  const tags = ['reuse'];
  const show = (entry: Entry<Interest>): WriteAnswer => ({
    status: entry.revision === 1 ? 201 : 200,
    body: showInterest(directory, entry, { withNote: true }),
    location: links.api(`/interests?organisation=${entry.document.organisation}`),
  });

  app.post(
    '/interests',
    {
      config: { least: 'anonymous' },
      schema: {
        operationId: 'stateInterest',
        tags,
        summary: 'Say that an organisation is interested in an asset, or in anything for a service',
        description:
          "A contributor's word for their own organisation is published at once; anybody else's waits for a moderator.",
        querystring: z.strictObject({}),
        body: InterestBody,
        response: {
          200: json('The interest, revised', InterestShown),
          201: json('The interest', InterestShown),
          ...problemResponses(400, 401, 404, 409, 410, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async (once) => {
        const stating = { ...services, kept: (entry: Entry<Interest>) => once.kept(show(entry)) };
        const entry = await stateInterest(stating, actorOf(request), request.body);
        services.settle();
        return show(entry);
      }),
  );

  app.get(
    '/interests',
    {
      schema: {
        operationId: 'listInterests',
        tags,
        summary: 'Who is interested in what, oldest first',
        querystring: z.strictObject({
          asset: anyId.optional().meta({ examples: ['bops'] }),
          service: anyId.optional().meta({ examples: ['608'] }),
          organisation: anyId.optional().meta({ description: 'Id or code', examples: ['LDS'] }),
          ...paging,
        }),
        response: { 200: json('Interests', Interests), ...problemResponses(400, 401, 429, 500, 503) },
      },
    },
    async (request, reply) => {
      const { page, pageSize, organisation, ...about } = request.query;
      const body = organisation === undefined ? undefined : directory.councils.find(organisation);
      reply.header('cache-control', 'no-cache').header('vary', 'Authorization');
      return listInterests(services, actorOf(request), {
        ...about,
        ...(organisation !== undefined && { organisation: body?.id ?? organisation }),
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
    },
  );

  app.get(
    '/interests/gaps',
    {
      schema: {
        operationId: 'listGaps',
        tags,
        summary: 'What nobody has: services that organisations want something for and no asset is for',
        querystring: z.strictObject({}),
        response: { 200: json('Most wanted first', Gaps), ...problemResponses(400, 401, 429, 500, 503) },
      },
    },
    async (_request, reply) => {
      const gaps = await findGaps(services);
      reply.header('cache-control', 'no-cache');
      return { total: gaps.length, gaps };
    },
  );

  app.post(
    '/interests/:id/withdraw',
    {
      config: { least: 'contributor' },
      schema: {
        operationId: 'withdrawInterest',
        tags,
        summary: 'Not interested any more',
        params: z.strictObject({ id: anyId.meta({ examples: ['interest-0a1b2c3d4e5f'] }) }),
        querystring: z.strictObject({}),
        body: z.strictObject({}).nullish(),
        response: {
          200: json('The interest', InterestShown),
          ...problemResponses(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async () => {
        const entry = await withdrawInterest(services, actorOf(request), request.params.id);
        services.settle();
        return { status: 200, body: showInterest(directory, entry, { withNote: true }) };
      }),
  );
}
