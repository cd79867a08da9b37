import type { FastifyRequest } from 'fastify';
import { CatalogueError, type Fault } from '../../../domain/errors.ts';
import type { Translator } from '../words/translate.ts';

/** What a form sent, by field; of a field that was sent several times the last. */
export type FormValues = Readonly<Record<string, string>>;

/** The fields of the form that was sent, without those that are left empty. */
export function readForm({ body }: FastifyRequest): FormValues {
  const values: Record<string, string> = {};
  for (const [field, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string' && last.trim() !== '') values[field] = last.trim();
  }
  return values;
}

/** All values of a field that may be sent several times: check boxes. */
export function readFormList({ body }: FastifyRequest, field: string): string[] {
  const value = ((body ?? {}) as Record<string, unknown>)[field];
  return [value].flat().filter((one): one is string => typeof one === 'string' && one.trim() !== '');
}

/** One thing wrong with what was filled in; `href` leads to its field. */
export interface FormError {
  field: string;
  text: string;
  href: string;
}

/** What the error summary and the fields say; `fields` are those of the form, in its order: what is about another one leads to the first. */
export function toFormErrors(faults: readonly Fault[], fields: readonly string[]): FormError[] {
  return faults.map(({ field, message, allowed }) => {
    const [own = field] = field.split(/[.[]/);
    const shown = fields.includes(own) ? own : (fields[0] ?? own);
    const choices = allowed === undefined || allowed.length === 0 ? '' : ` (${allowed.join(', ')})`;
    return { field: shown, text: `${message}${choices}`, href: `#${shown}` };
  });
}

/** The faults of what was refused for what it holds; anything else that went wrong is thrown again. */
export function faultsOf(error: unknown): readonly Fault[] {
  const kinds = ['invalid', 'conflict', 'stale', 'precondition-required'];
  if (!(error instanceof CatalogueError) || !kinds.includes(error.kind)) throw error;
  return error.faults.length > 0 ? error.faults : [{ field: '', message: error.message }];
}

/** "Error: Register" where there are faults, so that the title tells of them (WCAG 2.2, 3.3.1). */
export function formTitle(words: Translator, title: string, errors: readonly FormError[]): string {
  return errors.length > 0 ? words.t('form.errorTitle', { title }) : title;
}
