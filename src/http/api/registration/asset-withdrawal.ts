import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { givenFields } from '../../../domain/registration/given-fields.ts';
import { givenText } from '../../../domain/registration/given-text.ts';
import { restoreAsset, withdrawAsset } from '../../../use-cases/withdraw-asset.ts';
import { restoreCurated, withdrawCurated } from '../../../use-cases/withdraw-curated.ts';
import { actorOf } from '../../access/actor-of.ts';
import { requireRole } from '../../access/register-access.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { RecordLinks } from '../schemas.ts';
import { AssetParams } from './registration-changes.ts';
import { RegistrationShown, showRegistration } from './registration-schemas.ts';

export const Reason = givenFields({
  reason: givenText(1000).meta({ description: 'Why; kept with the record' }),
});

const CuratedState = z
  .object({ id: z.string(), state: z.enum(['published', 'withdrawn']), links: RecordLinks })
  .meta({ id: 'CuratedState', description: 'Of a curated record, which has no registration' });

const verbs = [
  {
    verb: 'withdraw',
    summary: 'Take an asset from public view',
    state: 'withdrawn',
    change: withdrawAsset,
    changeCurated: withdrawCurated,
  },
  {
    verb: 'restore',
    summary: 'Make an asset that was withdrawn public again',
    state: 'published',
    change: restoreAsset,
    changeCurated: restoreCurated,
  },
] as const;

/** Nothing is deleted: what is withdrawn can be restored. */
export async function registerAssetWithdrawal(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  for (const { verb, summary, state, change, changeCurated } of verbs) {
    app.post(
      `/assets/:id/${verb}`,
      {
        config: { least: 'anonymous' },
        schema: {
          operationId: `${verb}Asset`,
          tags: ['registration'],
          summary,
          description:
            'By the asset’s own organisation or a moderator; by the edit token what was never public.',
          params: AssetParams,
          querystring: z.strictObject({}),
          body: Reason,
          response: {
            200: {
              description: `It is ${state}`,
              content: { 'application/json': { schema: z.union([RegistrationShown, CuratedState]) } },
            },
            ...problemResponses(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
          },
        },
      },
      async (request, reply) =>
        answerOnce(request, reply, services, async (once) => {
          const actor = actorOf(request);
          const { reason } = request.body;
          const record = await services.store.find('asset', request.params.id.toLowerCase());
          if (record?.origin === 'curated') {
            requireRole(actor, 'contributor');
            const links = services.links.record('asset', record.id);
            const answer: WriteAnswer = { status: 200, body: { id: record.id, state, links } };
            await changeCurated(services, record, { actor, reason, kept: once.kept(answer) });
            services.settle();
            return answer;
          }
          const entry = await change(services, request.params.id, {
            ...{ actor, reason },
            kept: (written) => once.kept(showRegistration(services.links, written)),
          });
          services.settle();
          return showRegistration(services.links, entry);
        }),
    );
  }
}
