import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAtLeast } from '../../../domain/access/actor.ts';
import { SubmissionState } from '../../../domain/registration/submission.ts';
import { stepsFrom } from '../../../domain/registration/submission-steps.ts';
import { actorOf } from '../../access/actor-of.ts';
import { type FilledIn, showForm } from '../form/form-page.ts';
import type { FormValues } from '../form/web-form.ts';
import { missingLabel } from '../register/missing-label.ts';
import { formChoices, registrationLabel, withServices } from '../register/registration-form.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { type Editor, editPath } from './edit-access.ts';
import { changedFields, editFields, furtherFieldsFilled, textOf, toEditValues } from './edit-values.ts';

export type EditStep = 'submit' | 'withdraw' | 'restore';

export interface ShownEdit extends Partial<FilledIn> {
  /** The revision that what is filled in was made from. */
  basedOn?: number;
  openServices?: readonly unknown[];
  /** The step whose form is at fault. */
  openStep?: EditStep;
  /** The form differs from what was stored in the meantime: both are shown. */
  isStale?: boolean;
}

/** "pendingEdit" where what is public stays while a change waits. */
function standingOf({ entry }: Editor): string {
  return entry.state === 'pending' && entry.document.wasPublished ? 'pendingEdit' : entry.state;
}

function effectOf({ entry, access }: Editor): string {
  if (entry.state === 'draft') return 'edit.effect.draft';
  const isDecided = access === 'organisation' || (access === 'moderator' && entry.state === 'published');
  return isDecided ? 'edit.effect.once' : 'edit.effect.waits';
}

function mayChange({ entry, access }: Editor): boolean {
  if (entry.state === 'rejected') return access === 'moderator';
  return entry.state !== 'withdrawn' && entry.state !== 'merged';
}

function stepsOf({ entry, access }: Editor) {
  const isOwners = access === 'owner' && entry.document.wasPublished;
  const next = stepsFrom(SubmissionState.parse(entry.state));
  return {
    isOwners: isOwners && entry.state !== 'withdrawn',
    submit: entry.state === 'draft',
    withdraw: !isOwners && next.includes('withdrawn'),
    restore: !isOwners && entry.state === 'withdrawn',
  };
}

function reasonOf({ entry }: Editor, words: Translator): string | undefined {
  const last = entry.document.history.at(-1);
  if (last?.reason === undefined || last.to !== entry.state) return undefined;
  return words.t('edit.reason', { date: words.day(last.at), reason: last.reason });
}

/** The edit page of a registration, with what is stored or what was filled in. */
export async function showEdit(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  editor: Editor,
  { values, faults, status, basedOn, openServices = [], openStep, isStale = false }: ShownEdit = {},
): Promise<FastifyReply> {
  const words = services.pages.wordsFor(request);
  const { entry, proof, record } = editor;
  const { asset, missing } = entry.document;
  const stored = toEditValues(services, entry.document);
  // Services that were taken out do not come back because they are stored.
  const shown: FormValues = {
    ...(values?.services === undefined ? stored : withServices(stored, {})),
    ...values,
  };
  const labelOf = registrationLabel(words);
  const standing = standingOf(editor);
  const canChange = mayChange(editor);
  const page = {
    ...{ name: 'edit', template: 'edit/edit.njk', labelOf },
    title: words.t('edit.title', { title: asset.title }),
    fields: openStep === undefined ? editFields : ['reason'],
    context: {
      ...{ proof, openServices, openStep, id: entry.id, path: editPath(entry.id) },
      form: canChange ? 'form' : undefined,
      basedOn: basedOn ?? entry.revision,
      mayChange: canChange,
      standing: words.t(`edit.state.${standing}`),
      reason: reasonOf(editor, words),
      effect: words.t(effectOf(editor)),
      isPublic: record?.state === 'published',
      saved: 'saved' in (request.query as object) ? words.name('edit.saved', standing) : undefined,
      missing:
        missing.length > 0
          ? words.t('edit.missing', {
              fields: missing.map((field) => missingLabel(field, words)).join('; '),
            })
          : '',
      newer: isStale
        ? changedFields(shown, stored).map((field) => ({
            label: labelOf(field),
            now: textOf(stored, field),
            yours: textOf(shown, field),
          }))
        : [],
      choices: formChoices(services, words, shown),
      audience: (shown.audience ?? '').split('\n'),
      furtherOpen: furtherFieldsFilled(shown),
      steps: stepsOf(editor),
    },
  };
  return showForm(services, request, reply, page, {
    values: shown,
    ...(faults !== undefined && { faults }),
    ...(status !== undefined && { status }),
  });
}

/** Says what to do to somebody who may not edit it: the same whether there is such a record or not. */
export async function showNoAccess(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
): Promise<FastifyReply> {
  const words = services.pages.wordsFor(request);
  const record = await services.store.find('asset', id);
  return services.pages.show(request, reply, {
    template: 'edit/no-access.njk',
    title: words.t('edit.none.title'),
    status: isAtLeast(actorOf(request), 'owner') ? 403 : 401,
    ...{ noIndex: true, isPrivate: true },
    context: {
      path: editPath(id),
      lapsed: 'lapsed' in (request.query as object),
      publicAsset: record?.state === 'published' ? record.id : undefined,
    },
  });
}
