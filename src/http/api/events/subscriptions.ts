import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { EventKind, type Subscription } from '../../../domain/events/subscription.ts';
import { givenAddress } from '../../../domain/registration/given-text.ts';
import type { Entry } from '../../../ports/entry-store.ts';
import {
  endSubscription,
  getSubscription,
  listSubscriptions,
  resumeSubscription,
} from '../../../use-cases/get-subscription.ts';
import { subscribe } from '../../../use-cases/subscribe.ts';
import { readProgress } from '../../../use-cases/subscription-progress.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId, paging } from '../parameters.ts';
import { json } from '../reuse/reuse-schemas.ts';
import { SubscriptionMade, SubscriptionShown, showSubscription } from './subscription-schemas.ts';

const SubscriptionBody = z
  .strictObject({
    url: givenAddress.meta({ examples: ['https://intranet.example.gov.uk/hooks/catalogue'] }),
    kinds: z
      .array(EventKind)
      .min(1)
      .max(EventKind.options.length)
      .optional()
      .meta({ description: 'What to be told of; everything, where absent', examples: [['asset', 'reuse']] }),
  })
  .meta({ id: 'SubscriptionBody' });

const params = z.strictObject({ id: anyId.meta({ examples: ['subscription-0a1b2c3d4e5f'] }) });
const Subscriptions = z
  .object({ total: z.int(), subscriptions: z.array(SubscriptionShown) })
  .meta({ id: 'Subscriptions' });

/** Being told of changes instead of asking for them. */
export async function registerSubscriptions(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const { store, links } = services;
  const config = { least: 'contributor' } as const;
  const tags = ['events'];
  const querystring = z.strictObject({});

  const toAnswer = (entry: Entry<Subscription>): WriteAnswer => {
    const { secret, from: cursor } = entry.document;
    const shown = showSubscription({ entry, progress: { cursor, attempts: 0 } });
    return { status: 201, body: { ...shown, secret }, location: links.api(`/subscriptions/${entry.id}`) };
  };

  app.post(
    '/subscriptions',
    {
      config,
      schema: {
        operationId: 'subscribe',
        tags,
        summary: 'Be told of changes by webhook',
        description:
          'Standard Webhooks: each delivery is signed with the secret of this answer, which is not shown again. In the order of the log, at least once; only what everybody may see. What fails is tried again for a day, then given up and listed; after five days without success nothing is sent any more. Redirects are not followed, and machines that are not public are not spoken to.',
        querystring,
        body: SubscriptionBody,
        response: {
          201: json('The subscription', SubscriptionMade),
          ...problemResponses(400, 401, 403, 409, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async (once) => {
        const subscribing = { ...services, kept: (entry: Entry<Subscription>) => once.kept(toAnswer(entry)) };
        return toAnswer(await subscribe(subscribing, actorOf(request), request.body));
      }),
  );

  app.get(
    '/subscriptions',
    {
      config,
      schema: {
        operationId: 'listSubscriptions',
        tags,
        summary: 'Your subscriptions, newest first; for an admin all',
        querystring: z.strictObject(paging),
        response: {
          200: json('A page of subscriptions', Subscriptions),
          ...problemResponses(400, 401, 403, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { page, pageSize } = request.query;
      const asked = { offset: (page - 1) * pageSize, limit: pageSize };
      const { total, subscriptions } = await listSubscriptions(store, actorOf(request), asked);
      reply.header('cache-control', 'no-store');
      return { total, subscriptions: subscriptions.map(showSubscription) };
    },
  );

  app.get(
    '/subscriptions/:id',
    {
      config,
      schema: {
        operationId: 'getSubscription',
        tags,
        summary: 'How far a subscription has got, and what went wrong last',
        ...{ params, querystring },
        response: {
          200: json('The subscription', SubscriptionShown),
          ...problemResponses(400, 401, 403, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const entry = await getSubscription(store, actorOf(request), request.params.id);
      reply.header('cache-control', 'no-store');
      return showSubscription({ entry, progress: await readProgress(store, entry) });
    },
  );

  app.delete(
    '/subscriptions/:id',
    {
      config,
      schema: {
        operationId: 'endSubscription',
        tags,
        summary: 'End a subscription',
        ...{ params, querystring },
        response: {
          204: z.undefined().describe('Nothing is sent any more'),
          ...problemResponses(400, 401, 403, 404, 412, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async () => {
        await endSubscription(services, actorOf(request), request.params.id);
        return { status: 204 };
      }),
  );

  app.post(
    '/subscriptions/:id/resume',
    {
      config,
      schema: {
        operationId: 'resumeSubscription',
        tags,
        summary: 'Have a subscription that was stopped go on where it stopped',
        ...{ params, querystring, body: z.strictObject({}).nullish() },
        response: {
          200: json('The subscription', SubscriptionShown),
          ...problemResponses(400, 401, 403, 404, 409, 412, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async () => {
        const resumed = await resumeSubscription(services, actorOf(request), request.params.id);
        return { status: 200, body: showSubscription(resumed) };
      }),
  );
}
