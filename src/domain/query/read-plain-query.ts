import { foldExact, parseQuery } from './query.ts';
import type { UnderstoodQuery } from './understood-query.ts';

/** Takes words as they are typed, the last one also as a beginning: no council, synonym or slip of the finger is recognised. */
export function readPlainQuery(typed: string): UnderstoodQuery {
  const { text, words, phrases, excluded, prefixLast } = parseQuery(typed);
  return {
    text,
    slots: words.map((word, index) => ({
      typed: word,
      alternatives: [
        {
          match: 'words',
          words: [word],
          prefix: prefixLast && index === words.length - 1,
          weight: 1,
          why: 'typed',
        },
      ],
      importance: 1,
      preference: false,
    })),
    phrases,
    excluded,
    exact: foldExact(text),
    organisations: [],
    purpose: 'need',
    explained: {},
  };
}
