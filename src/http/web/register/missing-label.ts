import type { Translator } from '../words/translate.ts';

/** What is missing of a registration: mostly a field that is empty. In a few words, or with what it is good for. */
export function missingLabel(
  field: string,
  words: Translator,
  group: 'missing' | 'registered.missing' = 'missing',
): string {
  const own = words.name(group, field);
  return own === field ? words.name('ask', field) : own;
}
