import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CatalogueError } from '../../../domain/errors.ts';
import { RegistrationChange } from '../../../domain/registration/registration-body.ts';
import type { Submission } from '../../../domain/registration/submission.ts';
import { changeRegistration } from '../../../use-cases/change-registration.ts';
import { registrationEtag } from '../../../use-cases/registration-etag.ts';
import { anyId } from '../../api/parameters.ts';
import { refusedStatus } from '../form/form-page.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import { openSentForm } from '../form/send-once.ts';
import { type FormValues, faultsOf, readForm, readFormList } from '../form/web-form.ts';
import { switchesLanguage } from '../language.ts';
import { readServices, withServices } from '../register/registration-form.ts';
import type { WebServices } from '../web-services.ts';
import { type Editor, editPath, findEditor, isProven, takeToken } from './edit-access.ts';
import { registerEditSteps } from './edit-steps.ts';
import { overNewer, toChange, toEditValues } from './edit-values.ts';
import { showEdit, showNoAccess } from './show-edit.ts';

const schema = { hide: true };

/** The id in the address, as records have it. */
export function idOf({ params }: FastifyRequest): string {
  const read = anyId.safeParse((params as { id?: string }).id);
  return read.success ? read.data.toLowerCase() : '-';
}

/** Editing a registration: with its edit link, or by who is signed in for its organisation. */
export function registerEditPages(app: FastifyInstance, services: WebServices): void {
  app.get('/assets/:id/edit', { schema }, async (request, reply) => {
    const id = idOf(request);
    const record = await services.store.find('asset', id);
    const { token } = request.query as { token?: unknown };
    if (token !== undefined) {
      const path = editPath(record?.id ?? id);
      const isTaken = await takeToken(services, reply, record?.id ?? id, String(token));
      reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
      if (!isTaken) return reply.redirect(`${path}?lapsed`, 303);
      // Coming from another site (a mail read in the browser), a redirect would not carry the cookie; a page of ours does.
      const site = request.headers['sec-fetch-site'];
      if (site === 'none' || site === 'same-origin') return reply.redirect(path, 303);
      const { t, language } = services.pages.wordsFor(request);
      const other = language === 'en' ? 'cy' : 'en';
      return services.pages.show(request, reply, {
        ...{ template: 'edit/onward.njk', title: t('edit.onward.title'), noIndex: true, isPrivate: true },
        context: { path, otherLanguage: { language: other, href: `${path}?lang=${other}` } },
      });
    }
    if (record?.origin === 'curated') return reply.redirect(`/assets/${record.id}/correction`, 303);
    if (record !== undefined && record.id !== id) return reply.redirect(editPath(record.id), 308);
    const editor = await findEditor(services, request, id);
    return editor === undefined
      ? showNoAccess(services, request, reply, id)
      : showEdit(services, request, reply, editor);
  });

  app.post('/assets/:id/edit', { config: { least: 'anonymous' }, schema }, async (request, reply) => {
    const id = idOf(request);
    const editor = await findEditor(services, request, id);
    const sent = readForm(request);
    if (editor === undefined || !isProven(editor, sent.proof)) {
      return showNoAccess(services, request, reply, id);
    }
    const words = services.pages.wordsFor(request);
    const read = readServices(services, request, sent, words);
    const filled = { ...emptied, ...sent, audience: readFormList(request, 'audience').join('\n') };
    const values = withServices(filled, read.shown);
    const basedOn = Number.parseInt(sent.basedOn ?? '', 10) || 0;
    const shown = { values, basedOn, openServices: read.open };
    if (switchesLanguage(request)) return showEdit(services, request, reply, editor, shown);

    const once = openSentForm(services, `edit ${id}`, values);
    const earlier = await once.earlier();
    if (earlier !== undefined) return reply.redirect(earlier, 303);
    const before = await valuesAt(services, editor, basedOn);
    const change = RegistrationChange.safeParse(toChange(values, before, read.ids));
    const faults = [...(change.success ? [] : faultsOfParse(change.error)), ...read.faults];
    if (!change.success || faults.length > 0) {
      return showEdit(services, request, reply, editor, { ...shown, faults, status: 400 });
    }
    const path = `${editPath(editor.entry.id)}?saved`;
    try {
      await changeRegistration(services, editor.entry.id, {
        ...{ change: change.data, actor: editor.actor, ifMatch: registrationEtag(basedOn) },
        kept: () => once.kept(path),
      });
      services.settle();
      return reply.redirect(path, 303);
    } catch (error) {
      const other = await once.earlier();
      if (other !== undefined) return reply.redirect(other, 303);
      if (!(error instanceof CatalogueError) || error.kind !== 'stale') {
        const refused = { faults: faultsOf(error), status: refusedStatus(error) };
        return showEdit(services, request, reply, editor, { ...shown, ...refused });
      }
      const newest = (await findEditor(services, request, id)) ?? editor;
      const newer = toEditValues(services, newest.entry.document);
      return showEdit(services, request, reply, newest, {
        values: overNewer(values, before, newer),
        faults: [{ field: '', message: words.t('edit.stale') }],
        ...{ status: 412, isStale: true, openServices: read.open },
      });
    }
  });

  registerEditSteps(app, services);
}

/** What was emptied is not sent as text: it stands here, so that it counts as changed. */
const emptied: FormValues = Object.fromEntries(
  [
    ...['title', 'assetKind', 'summary', 'organisation', 'licence', 'maturity', 'contact'],
    ...['description', 'homepage', 'demo', 'documentation', 'gettingStarted', 'hosting'],
    ...['councilSpecific', 'otherNames', 'connectsTo', 'standards'],
  ].map((field) => [field, '']),
);

/** The form as it was when somebody opened it. */
async function valuesAt(services: WebServices, { entry }: Editor, revision: number): Promise<FormValues> {
  if (revision === entry.revision) return toEditValues(services, entry.document);
  const revisions = await services.store.entryRevisions('submission', entry.id);
  const document = revisions.find((one) => one.revision === revision)?.document;
  return toEditValues(services, (document as Submission | undefined) ?? entry.document);
}
