import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import type { Found, Question } from './ask-index.ts';
import { allOf, isOneOf } from './filter-expressions.ts';
import type { PhraseFilters } from './match-filters.ts';
import { wordToken } from './tokens.ts';

/** Of documents that hold all words of a phrase somewhere, so many are looked through for the phrase itself. */
const lookedThrough = 2000;

/** The phrases that are asked for or excluded: of several words, each once. */
function phrasesIn({ phrases, excluded }: UnderstoodQuery): string[][] {
  const all = [...phrases.map((words) => [...words]), ...excluded.map((text) => text.split(' '))];
  const byText = new Map(all.filter((words) => words.length > 1).map((words) => [words.join(' '), words]));
  return [...byText.values()];
}

/** What is asked before a search with phrases: which documents have all their words. */
export function phraseQuestions(asked: UnderstoodQuery): Question[] {
  return phrasesIn(asked).map((words) => ({
    filter: allOf(...words.map((word) => isOneOf('held', [wordToken(word)]))),
    limit: lookedThrough,
    retrieve: ['key', 'words'],
  }));
}

/** Single words are tokens; a phrase is the documents in which it was found, one field at a time, word for word. */
export function toPhraseFilters(asked: UnderstoodQuery, found: readonly Found[]): PhraseFilters {
  const keysOf = new Map(
    phrasesIn(asked).map((words, at) => {
      const wanted = ` ${words.join(' ')} `;
      const holding = (found[at]?.documents ?? []).filter((one) => one.words?.includes(wanted));
      return [words.join(' '), holding.map(({ key }) => key)];
    }),
  );
  return (words) => {
    const [word, ...more] = words;
    if (word === undefined) return true;
    return more.length === 0
      ? isOneOf('held', [wordToken(word)])
      : isOneOf('key', keysOf.get(words.join(' ')) ?? []);
  };
}
