import type { PartyReference } from '../../../use-cases/references.ts';
import type { Named } from '../words/to-pieces.ts';
import type { Translator } from '../words/translate.ts';

/** " on 13 March 2020", " in March 2020", or nothing where no date is stated. */
export function tellWhen(words: Translator, on: string | undefined): string {
  if (on === undefined) return '';
  return words.t(on.length === 10 ? 'story.on' : 'story.in', { date: words.day(on) });
}

export function tellPartners(words: Translator, organisations: readonly PartyReference[]): string {
  const count = organisations.filter(({ role }) => role === 'partner').length;
  return count === 0 ? '' : words.t('story.partners', { count });
}

export function leadsOf(organisations: readonly PartyReference[]): Named[] {
  return organisations
    .filter(({ role }) => role === 'lead')
    .map(({ id, title }) => ({ title, href: `/organisations/${encodeURIComponent(id)}` }));
}
