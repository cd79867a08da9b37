import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { givenFields } from '../../../domain/registration/given-fields.ts';
import { RegistrationChange } from '../../../domain/registration/registration-body.ts';
import type { Submission } from '../../../domain/registration/submission.ts';
import type { Entry, KeptWrite } from '../../../ports/entry-store.ts';
import { changeRegistration } from '../../../use-cases/change-registration.ts';
import { submitDraft } from '../../../use-cases/submit-draft.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { anyId } from '../parameters.ts';
import { RegistrationShown, showRegistration } from './registration-schemas.ts';

export const AssetParams = z.strictObject({ id: anyId.meta({ description: 'Id of the asset' }) });
const Nothing = givenFields({}).nullish();
const NoQuery = z.strictObject({});
const shown = (description: string) => ({
  200: { description, content: { 'application/json': { schema: RegistrationShown } } },
  ...problemResponses(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
});

type Keep = (entry: Entry<Submission>) => KeptWrite[];

export async function registerRegistrationChanges(
  root: FastifyInstance,
  services: ApiServices,
): Promise<void> {
  await root.register(async (scope) => {
    const app = scope.withTypeProvider<ZodTypeProvider>();
    app.addContentTypeParser(
      'application/merge-patch+json',
      { parseAs: 'string' },
      app.getDefaultJsonParser('error', 'error'),
    );

    function answer(
      request: FastifyRequest,
      reply: FastifyReply,
      act: (kept: Keep) => Promise<Entry<Submission>>,
    ) {
      return answerOnce(request, reply, services, async (once) => {
        const entry = await act((written) => once.kept(showRegistration(services.links, written)));
        services.settle();
        return showRegistration(services.links, entry);
      });
    }

    app.patch(
      '/assets/:id',
      {
        config: { least: 'anonymous' },
        schema: {
          operationId: 'changeAsset',
          tags: ['registration'],
          summary: 'Change fields of a registered asset',
          description:
            'A JSON merge patch (RFC 7396): what is not named stays, null removes. `If-Match` holds the ETag that it was made from. What the asset’s own organisation changes is public at once; what the edit token changes of a public one waits for a moderator. Curated records are corrected by statements: 409 names where.',
          params: AssetParams,
          querystring: NoQuery,
          body: RegistrationChange,
          response: { ...shown('The registration as it is now'), ...problemResponses(428) },
        },
      },
      async (request, reply) =>
        answer(request, reply, (kept) => {
          const ifMatch = request.headers['if-match'];
          const change = { change: request.body, actor: actorOf(request), ifMatch, kept };
          return changeRegistration(services, request.params.id, change);
        }),
    );

    app.post(
      '/assets/:id/submit',
      {
        config: { least: 'anonymous' },
        schema: {
          operationId: 'submitDraft',
          tags: ['registration'],
          summary: 'Submit a draft',
          params: AssetParams,
          querystring: NoQuery,
          body: Nothing,
          response: shown('It waits for a moderator, or is public where whoever submits it may decide so'),
        },
      },
      async (request, reply) =>
        answer(request, reply, (kept) =>
          submitDraft(services, request.params.id, { actor: actorOf(request), kept }),
        ),
    );
  });
}
