import { type CorrectableKind, correctableFields } from '../../../domain/corrections/correctable-fields.ts';
import { invalidInput } from '../../../domain/errors.ts';
import { PartialDate } from '../../../domain/ids.ts';
import type { ClaimValue } from '../../../domain/records/evidence.ts';
import type { StoredRecord } from '../../../ports/record-store.ts';
import { presentValue, stateCorrection } from '../../../use-cases/state-correction.ts';
import { actorOf } from '../../access/actor-of.ts';
import { CorrectionBody } from '../../api/registration/corrections.ts';
import { pathOf } from '../../links.ts';
import { editPath } from '../edit/edit-access.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import { type FormValues, readFormList } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';
import { choicesOf, controlOf, readValue, takesBody, toLines, toShownLines } from './correction-values.ts';
import { livingBodies } from './own-bodies.ts';
import { type RecordForm, sentPath } from './record-form.ts';
import { pick } from './reuse-form.ts';

const fields = ['value', 'field', 'reason', 'evidence', 'dated'] as const;
const longest = 70;
const hints: Readonly<Record<string, string>> = {
  ...{ amount: 'correction.amount.hint', date: 'reuse.since.hint' },
};

/** "Suggest a correction": first the field, then what it should say. What was registered here is edited instead. */
export function correctionForm<K extends CorrectableKind>(services: WebServices, kind: K): RecordForm<K> {
  const correctable = correctableFields[kind];
  // What is asked of an asset has the words of the form that registers one.
  const asked = kind === 'asset' ? 'ask' : 'field';
  const presentOf = (record: StoredRecord<K>, name: string): ClaimValue =>
    presentValue(record as StoredRecord<CorrectableKind>, name, services.directory);

  return {
    ...{ kind, name: 'correction', least: 'anonymous' },
    async open(request, record, values) {
      if (record.origin !== 'curated') return editPath(record.id);
      const words = services.pages.wordsFor(request);
      const given = values.field ?? (request.query as { field?: unknown }).field;
      const name = typeof given === 'string' && Object.hasOwn(correctable, given) ? given : undefined;
      const field = name === undefined ? undefined : correctable[name];
      const { title } = record.document;
      const path = `/${pathOf[kind]}/${record.id}`;
      const page = {
        ...{ name: 'correction', title: words.t('correction.title', { title }) },
        labelOf: (one: string) => words.name('correction.field', one),
      };
      const frame = { about: { href: path, title }, action: `${path}/correction` };
      if (name === undefined || field === undefined) {
        const choices = Object.entries(correctable).map(([value, one]) => {
          const lines = toLines(services, one, presentOf(record, value));
          const text = toShownLines(services, one, value, lines, words).join('; ');
          const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
          const said = short === '' ? words.t('correction.empty') : short;
          return { value, label: `${words.name(asked, value)}: ${said}` };
        });
        return {
          ...{ ...page, template: 'take-part/correction-field.njk', fields: ['field'] },
          context: { ...frame, choices, form: undefined },
        };
      }
      const lines = toLines(services, field, presentOf(record, name));
      const ticked = readFormList(request, 'value');
      const choices = choicesOf(services, field, name, words);
      const hint = hints[field.form];
      return {
        ...{ ...page, template: 'take-part/correction.njk', fields },
        first: { field: name, value: lines.join('\n') },
        context: {
          ...{ ...frame, name, form: 'form', label: words.name(asked, name) },
          now: toShownLines(services, field, name, lines, words),
          ...{ control: controlOf(field), choices, isAmount: field.form === 'amount' },
          // Choices, sums and days are said in the reader's language; themes and all else as the record has them.
          isOurs: ['choice', 'choices', 'amount', 'date'].includes(field.form),
          hint: hint === undefined ? '' : words.t(hint),
          canBeEmpty: !field.required && field.form !== 'amount',
          ticked: ticked.length > 0 ? ticked : lines,
          bodies: takesBody(field) ? livingBodies(services) : [],
        },
      };
    },
    async act(request, record, values, kept) {
      const name = values.field ?? '';
      const field = Object.hasOwn(correctable, name) ? correctable[name] : undefined;
      const read = {
        ticked: readFormList(request, 'value'),
        present: presentOf(record, name),
      };
      const value =
        values.empty !== undefined || field === undefined
          ? null
          : readValue(services, field, values.value ?? '', read);
      const evidence = readEvidence(values);
      const given = CorrectionBody.safeParse({
        ...{ ...pick(values, ['field', 'reason']), value, ...(evidence !== undefined && { evidence }) },
      });
      if (!given.success) throw invalidInput(faultsOfParse(given.error));
      const pathFor = (state: string) => sentPath('correction', state, { [kind]: record.id });
      const stating = { ...services, kept: ({ state }: { state: string }) => kept(pathFor(state)) };
      const entry = await stateCorrection(stating, { kind, id: record.id }, given.data, actorOf(request));
      return pathFor(entry.state);
    },
  };
}

/** What shows it, with its date where that was given. Errors: CatalogueError 'invalid'. */
function readEvidence({ evidence, dated }: FormValues): string | undefined {
  if (dated === undefined) return evidence;
  if (evidence === undefined) throw invalidInput([{ field: 'evidence', message: 'is needed' }]);
  const date = PartialDate.safeParse(dated);
  if (!date.success) throw invalidInput([{ field: 'dated', message: 'YYYY, YYYY-MM or YYYY-MM-DD' }]);
  return `${evidence}, ${date.data}`;
}
