import type { CorrectableField } from '../../../domain/corrections/correctable-fields.ts';
import { type Fault, invalidInput } from '../../../domain/errors.ts';
import type { ClaimValue } from '../../../domain/records/evidence.ts';
import { resolveServices, serviceText } from '../register/resolve-services.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

type Names = Pick<WebServices, 'directory'>;

const bodyForms: ReadonlySet<string> = new Set(['party', 'parties', 'organisation', 'organisations']);
const lineForms: ReadonlySet<string> = new Set([
  ...['lines', 'organisations', 'parties', 'services', 'platforms', 'standards'],
]);

/** Which control a field is filled in with. */
export function controlOf({ form }: CorrectableField): 'choice' | 'choices' | 'list' | 'text' | 'line' {
  if (form === 'choice' || form === 'choices') return form;
  if (form === 'themes') return 'choices';
  if (lineForms.has(form)) return 'list';
  return form === 'text' ? 'text' : 'line';
}

/** Whether one fills in the name of a body. */
export function takesBody({ form }: CorrectableField): boolean {
  return form === 'party' || form === 'organisation';
}

/** A value as it stands in the form, a line for each value of a list. */
export function toLines({ directory }: Names, { form }: CorrectableField, value: ClaimValue): string[] {
  if (value === null) return [];
  return [value].flat().map((one) => {
    const text = String(one);
    if (form === 'services') return serviceText(directory.services, text);
    return bodyForms.has(form) ? (directory.organisation(text)?.title ?? text) : text;
  });
}

/** The same as people read it: choices and themes by their names, sums and days as the language writes them. */
export function toShownLines(
  { directory }: Names,
  { form, choices = [] }: CorrectableField,
  name: string,
  lines: readonly string[],
  words: Translator,
): string[] {
  return lines.map((line) => {
    if (form === 'themes') return directory.themeLabel(line) ?? line;
    if (form === 'amount') return /^\d+(\.\d+)?$/.test(line) ? words.pounds(Number(line)) : line;
    if (form === 'date') return words.day(line);
    return choices.length > 0 ? words.name(name, line) : line;
  });
}

export function choicesOf(
  { directory }: Names,
  { form, choices = [] }: CorrectableField,
  name: string,
  words: Translator,
): { value: string; label: string }[] {
  if (form === 'themes') return directory.lists.themes.map(({ id, label }) => ({ value: id, label }));
  return choices.map((value) => ({ value, label: words.name(name, value) }));
}

/** What was filled in, as the field holds it. Errors: CatalogueError 'invalid'. */
export function readValue(
  services: Pick<WebServices, 'directory' | 'reader'>,
  field: CorrectableField,
  given: string,
  { ticked, present }: { ticked: readonly string[]; present: ClaimValue },
): ClaimValue {
  const control = controlOf(field);
  if (control === 'choices') return [...ticked];
  const text = given.replace(/\r\n?/g, '\n');
  if (text === '') throw invalidInput([{ field: 'value', message: 'is needed' }]);
  if (field.form === 'amount') return toPounds(text);
  const isBody = bodyForms.has(field.form);
  if (control !== 'list') return isBody ? toBody(services, text, present) : text;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (isBody) return lines.map((line) => toBody(services, line, present));
  return field.form === 'services' ? readServices(services, lines) : lines;
}

/** "£350,000" as the number; what is no sum is refused as the API does. */
function toPounds(text: string): ClaimValue {
  const plain = text.replace(/[£,\s]/g, '');
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Number(plain) : text;
}

/** A whole name is the body that is called so, first of all the one that stands there already, whatever the name may mean besides. */
function toBody({ directory }: Names, text: string, present: ClaimValue): string {
  const name = text.trim();
  const standing = [present].flat().find((id) => directory.organisation(String(id))?.title === name);
  if (standing !== undefined) return String(standing);
  const called = [...directory.organisations.values()].filter(({ title }) => title === name);
  return called.length === 1 ? (called[0]?.id ?? text) : text;
}

function readServices(
  services: Pick<WebServices, 'directory' | 'reader'>,
  lines: readonly string[],
): string[] {
  const { ids, open } = resolveServices(services, lines, []);
  if (open.length === 0) return ids;
  throw invalidInput(
    open.map(
      ({ text, choices }): Fault => ({
        field: 'value',
        message: `"${text.slice(0, 80)}" is not listed`,
        allowed: choices.map(({ title }) => title),
      }),
    ),
  );
}
