import type { FastifyInstance } from 'fastify';
import { notFound } from '../../../domain/errors.ts';
import { submitDraft } from '../../../use-cases/submit-draft.ts';
import { restoreAsset, withdrawAsset } from '../../../use-cases/withdraw-asset.ts';
import { anyId } from '../../api/parameters.ts';
import { Reason } from '../../api/registration/asset-withdrawal.ts';
import { refusedStatus } from '../form/form-page.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import { faultsOf, readForm } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';
import { editPath, findEditor, isProven } from './edit-access.ts';
import { type EditStep, type ShownEdit, showEdit, showNoAccess } from './show-edit.ts';

const steps: readonly string[] = ['submit', 'withdraw', 'restore'];

/** Submitting a draft, withdrawing, and restoring what was withdrawn. */
export function registerEditSteps(app: FastifyInstance, services: WebServices): void {
  app.post(
    '/assets/:id/edit/:step',
    { config: { least: 'anonymous' }, schema: { hide: true } },
    async (request, reply) => {
      const params = request.params as { id: string; step: string };
      if (!steps.includes(params.step)) throw notFound('This page');
      const step = params.step as EditStep;
      const id = anyId.safeParse(params.id).success ? params.id.toLowerCase() : '-';
      const editor = await findEditor(services, request, id);
      const values = readForm(request);
      if (editor === undefined || !isProven(editor, values.proof)) {
        return showNoAccess(services, request, reply, id);
      }
      const { actor, entry } = editor;
      const again: ShownEdit = { values: { reason: values.reason ?? '' } };
      try {
        if (step === 'submit') await submitDraft(services, entry.id, { actor });
        else {
          const given = Reason.safeParse({ reason: values.reason ?? '' });
          if (!given.success) {
            const faults = faultsOfParse(given.error);
            return showEdit(services, request, reply, editor, {
              ...{ ...again, faults, status: 400, openStep: step },
            });
          }
          const change = step === 'withdraw' ? withdrawAsset : restoreAsset;
          await change(services, entry.id, { actor, reason: given.data.reason });
        }
        services.settle();
        return reply.redirect(`${editPath(entry.id)}?saved`, 303);
      } catch (error) {
        const faults = faultsOf(error);
        return showEdit(services, request, reply, editor, { ...again, faults, status: refusedStatus(error) });
      }
    },
  );
}
