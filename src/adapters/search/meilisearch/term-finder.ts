import { foldWords } from '../../../domain/query/query.ts';
import { stemOf } from '../stem-of.ts';

/** Terms of several words that queries ask for again and again: they are found in records when these are indexed. */
export interface TermFinder {
  /** The term of these words in any form; undefined where it is none that was given. */
  termOf(words: readonly string[]): string | undefined;
  isTerm(stems: string): boolean;
  /** Every term that stands in the text, as often as it does. */
  termsIn(stems: readonly string[]): string[];
  /** Of the terms, for telling whether an index was made with them. */
  readonly names: readonly string[];
}

export function buildTermFinder(given: readonly string[]): TermFinder {
  const lengthsByStart = new Map<string, Set<number>>();
  const terms = new Set<string>();
  for (const text of given) {
    const stems = foldWords(text).map(stemOf);
    const [first] = stems;
    if (first === undefined || stems.length < 2) continue;
    terms.add(stems.join(' '));
    lengthsByStart.set(first, (lengthsByStart.get(first) ?? new Set()).add(stems.length));
  }

  return {
    names: [...terms].sort(),
    isTerm: (stems) => terms.has(stems),
    termOf(words) {
      const term = words.map(stemOf).join(' ');
      return terms.has(term) ? term : undefined;
    },
    termsIn: (stems) =>
      stems.flatMap((stem, from) =>
        [...(lengthsByStart.get(stem) ?? [])].flatMap((length) => {
          const found = stems.slice(from, from + length).join(' ');
          return terms.has(found) ? found : [];
        }),
      ),
  };
}
