import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listDeliveries, redeliver } from '../../../use-cases/redeliver.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId, paging } from '../parameters.ts';
import { json } from '../reuse/reuse-schemas.ts';
import { DeliveryShown, showDelivery } from './subscription-schemas.ts';

const id = anyId.meta({ examples: ['subscription-0a1b2c3d4e5f'] });
const Deliveries = z
  .object({ total: z.int(), deliveries: z.array(DeliveryShown) })
  .meta({ id: 'Deliveries' });

/** What could not be delivered, and trying it again. */
export async function registerDeliveries(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const config = { least: 'contributor' } as const;
  const tags = ['events'];

  app.get(
    '/subscriptions/:id/deliveries',
    {
      config,
      schema: {
        operationId: 'listDeliveries',
        tags,
        summary: 'What was given up after every attempt failed, newest first',
        params: z.strictObject({ id }),
        querystring: z.strictObject(paging),
        response: {
          200: json('A page of deliveries', Deliveries),
          ...problemResponses(400, 401, 403, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { page, pageSize } = request.query;
      const asked = { offset: (page - 1) * pageSize, limit: pageSize };
      const { total, entries } = await listDeliveries(
        services.store,
        actorOf(request),
        request.params.id,
        asked,
      );
      reply.header('cache-control', 'no-store');
      return { total, deliveries: entries.map(showDelivery) };
    },
  );

  app.post(
    '/subscriptions/:id/deliveries/:delivery/redeliver',
    {
      config,
      schema: {
        operationId: 'redeliver',
        tags,
        summary: 'Try once more what was given up',
        params: z.strictObject({ id, delivery: anyId.meta({ examples: ['delivery-0a1b2c3d4e5f'] }) }),
        querystring: z.strictObject({}),
        body: z.strictObject({}).nullish(),
        response: {
          202: json('It is tried again soon', DeliveryShown),
          ...problemResponses(400, 401, 403, 404, 409, 412, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      answerOnce(request, reply, services, async () => {
        const { id: subscription, delivery } = request.params;
        const entry = await redeliver(services, actorOf(request), { subscription, delivery });
        return { status: 202, body: showDelivery(entry) };
      }),
  );
}
