import type { ClaimValue } from '../../../domain/records/evidence.ts';
import type { Directory } from '../../../use-cases/open-directory.ts';
import type { Statement } from '../../../use-cases/references.ts';
import type { Translator } from '../words/translate.ts';

/** A stated value in words, with who states it. */
export interface ShownStatement extends Omit<Statement, 'value'> {
  label: string;
  text: string;
}

const dates: ReadonlySet<string> = new Set(['awardedOn', 'announcedOn', 'startDate', 'bidsClosed']);
const bodies: ReadonlySet<string> = new Set(['lead', 'leads', 'partners', 'suppliers', 'funder']);

/** Values as people read them: names where the record holds ids, words where it holds one of a few. */
export function toShownStatements(
  statements: readonly Statement[],
  directory: Directory,
  words: Translator,
): ShownStatement[] {
  const { name } = words;

  function inWords(field: string, value: ClaimValue): string {
    if (Array.isArray(value)) return value.map((one) => inWords(field, one)).join(', ');
    if (value === null) return '–';
    if (typeof value === 'number') return field.endsWith('Gbp') ? words.pounds(value) : words.number(value);
    if (typeof value === 'boolean') return words.t(value ? 'outcome.met' : 'outcome.not-met');
    if (bodies.has(field)) return directory.organisation(value)?.title ?? value;
    if (field === 'services') return directory.service(value)?.title ?? value;
    if (field === 'themes') return directory.themeLabel(value) ?? value;
    if (field === 'fund' || field === 'partOf') return directory.fund(value)?.title ?? value;
    if (dates.has(field)) return words.day(value);
    return name(field, value);
  }

  return statements.map(({ value, ...statement }) => ({
    ...statement,
    label: name('field', statement.field),
    text: inWords(statement.field, value),
  }));
}

/** By field, for showing them where the field's value stands. */
export function statedByField(statements: readonly ShownStatement[]): Record<string, ShownStatement[]> {
  const byField: Record<string, ShownStatement[]> = {};
  for (const statement of statements) {
    byField[statement.field] = [...(byField[statement.field] ?? []), statement];
  }
  return byField;
}
