import { toClaimValue } from '../../../domain/corrections/claim-value.ts';
import { type CorrectableField, correctableFields } from '../../../domain/corrections/correctable-fields.ts';
import { invalidInput } from '../../../domain/errors.ts';
import type { ClaimValue } from '../../../domain/records/evidence.ts';
import type { StoredRecord } from '../../../ports/record-store.ts';
import { stateCorrection } from '../../../use-cases/state-correction.ts';
import { actorOf } from '../../access/actor-of.ts';
import { CorrectionBody } from '../../api/registration/corrections.ts';
import { editPath } from '../edit/edit-access.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import { type FormValues, readFormList } from '../form/web-form.ts';
import { resolveServices, serviceText } from '../register/resolve-services.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { type AssetForm, sentPath } from './asset-form.ts';
import { livingBodies } from './own-bodies.ts';
import { pick } from './reuse-form.ts';

const fields = ['value', 'field', 'reason', 'evidence'] as const;
const correctable = correctableFields.asset;
const listForms: ReadonlySet<string> = new Set([
  ...['lines', 'organisations', 'parties', 'services', 'themes', 'platforms', 'standards'],
]);
const longest = 70;

/** What the record says in a field, a line each. */
function presentLines(
  { directory }: Pick<WebServices, 'directory'>,
  { document }: StoredRecord<'asset'>,
  field: string,
): string[] {
  const value = toClaimValue((document as Record<string, unknown>)[field]);
  if (value === null) return [];
  const { form } = correctable[field] ?? {};
  return [value].flat().map((one) => {
    const text = String(one);
    if (form === 'services') return serviceText(directory.services, text);
    const isBody = ['party', 'parties', 'organisation', 'organisations'].includes(form ?? '');
    return isBody ? (directory.organisation(text)?.title ?? text) : text;
  });
}

/** The same as people read it: choices by their names. */
function shownLines(lines: readonly string[], field: string, words: Translator): string[] {
  const isChoice = (correctable[field]?.choices ?? []).length > 0;
  return isChoice ? lines.map((line) => words.name(field, line)) : [...lines];
}

function choicesOf({ choices = [] }: CorrectableField, field: string, words: Translator) {
  return choices.map((value) => ({ value, label: words.name(field, value) }));
}

function controlOf({ form }: CorrectableField): string {
  if (form === 'choice' || form === 'choices') return form;
  if (listForms.has(form)) return 'list';
  return form === 'text' ? 'text' : 'line';
}

/** "Suggest a correction": first the field, then what it should say. What was registered here is edited instead. */
export function correctionForm(services: WebServices): AssetForm {
  return {
    ...{ name: 'correction', least: 'anonymous' },
    async open(request, record, values) {
      if (record.origin !== 'curated') return editPath(record.id);
      const words = services.pages.wordsFor(request);
      const asked = values.field ?? (request.query as { field?: unknown }).field;
      const name = typeof asked === 'string' && Object.hasOwn(correctable, asked) ? asked : undefined;
      const field = name === undefined ? undefined : correctable[name];
      const lines = name === undefined ? [] : presentLines(services, record, name);
      const title = words.t('correction.title', { title: record.document.title });
      const labelOf = (one: string) => words.name('correction.field', one);
      if (name === undefined || field === undefined) {
        const choices = Object.keys(correctable).map((one) => {
          const text = shownLines(presentLines(services, record, one), one, words).join('; ');
          const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
          const said = short === '' ? words.t('correction.empty') : short;
          return { value: one, label: `${words.name('ask', one)}: ${said}` };
        });
        return {
          ...{ name: 'correction', template: 'take-part/correction-field.njk', title, labelOf },
          fields: ['field'],
          context: { id: record.id, asset: record.document, choices, form: undefined },
        };
      }
      return {
        ...{ name: 'correction', template: 'take-part/correction.njk', title, labelOf },
        fields,
        first: { field: name, value: lines.join('\n') },
        context: {
          ...{ id: record.id, asset: record.document, name, form: 'form' },
          now: shownLines(lines, name, words),
          isChoice: (field.choices ?? []).length > 0,
          control: controlOf(field),
          choices: choicesOf(field, name, words),
          canBeEmpty: !field.required,
          ticked: readFormList(request, 'value').length > 0 ? readFormList(request, 'value') : lines,
          bodies: ['party', 'organisation'].includes(field.form) ? livingBodies(services) : [],
          label: words.name('ask', name),
        },
      };
    },
    async act(request, { id }, values, kept) {
      const value = readValue(services, values, readFormList(request, 'value'));
      const given = CorrectionBody.safeParse({ ...pick(values, ['field', 'reason', 'evidence']), value });
      if (!given.success) throw invalidInput(faultsOfParse(given.error));
      const pathFor = (state: string) => sentPath('correction', state, { asset: id });
      const stating = { ...services, kept: ({ state }: { state: string }) => kept(pathFor(state)) };
      const entry = await stateCorrection(stating, { kind: 'asset', id }, given.data, actorOf(request));
      return pathFor(entry.state);
    },
  };
}

/** What was filled in, as the field holds it; null where nothing should stand. Errors: CatalogueError 'invalid'. */
function readValue(
  services: Pick<WebServices, 'directory' | 'reader'>,
  values: FormValues,
  ticked: readonly string[],
): ClaimValue {
  const field = correctable[values.field ?? ''];
  if (values.empty !== undefined) return null;
  const text = (values.value ?? '').replace(/\r\n?/g, '\n');
  if (field === undefined) return text;
  if (field.form === 'choices') return [...ticked];
  if (text === '') throw invalidInput([{ field: 'value', message: 'is needed' }]);
  if (!listForms.has(field.form)) return text;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (field.form !== 'services') return lines;
  const { ids, open } = resolveServices(services, lines, []);
  if (open.length === 0) return ids;
  throw invalidInput(
    open.map(({ text: given, choices }) => ({
      field: 'value',
      message: `"${given.slice(0, 80)}" is not listed`,
      allowed: choices.map(({ title }) => title),
    })),
  );
}
