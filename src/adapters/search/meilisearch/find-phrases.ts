import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import type { Found, Question } from './ask-index.ts';
import { allOf, isOneOf } from './filter-expressions.ts';
import type { PhraseFilters } from './match-filters.ts';
import { wordToken } from './tokens.ts';
import { weighPhrase } from './weigh-phrases.ts';

/** Of documents that hold all words of a phrase somewhere, so many are looked through for the phrase itself. */
const lookedThrough = 2000;

/** By phrase of the query, what it weighs in documents by their keys. */
export type PhraseWeights = readonly ReadonlyMap<string, number>[];

export interface FoundPhrases {
  toFilter: PhraseFilters;
  weights: PhraseWeights;
}

/** The phrases that are asked for or excluded and have to be looked up: each once. Single words that are excluded are tokens. */
function phrasesIn({ phrases, excluded }: UnderstoodQuery): readonly (readonly string[])[] {
  const further = excluded.map((text) => text.split(' ')).filter((words) => words.length > 1);
  return [...new Map([...phrases, ...further].map((words) => [words.join(' '), words])).values()];
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
export function findPhrases(asked: UnderstoodQuery, found: readonly Found[]): FoundPhrases {
  const weightsOf = new Map(
    phrasesIn(asked).map((phrase, at) => {
      const weighed = (found[at]?.documents ?? []).map(
        ({ key, words = '' }) => [key, weighPhrase(words, phrase)] as const,
      );
      return [phrase.join(' '), new Map(weighed.filter(([, weight]) => weight > 0))];
    }),
  );
  return {
    weights: asked.phrases.map((words) => weightsOf.get(words.join(' ')) ?? new Map()),
    toFilter(words) {
      const [word, ...more] = words;
      if (word === undefined) return true;
      return more.length === 0
        ? isOneOf('held', [wordToken(word)])
        : isOneOf('key', weightsOf.get(words.join(' '))?.keys() ?? []);
    },
  };
}
