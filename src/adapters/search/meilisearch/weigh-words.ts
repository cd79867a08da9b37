import type { Alternative, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { mentions, ranking } from '../../../domain/search/ranking-signals.ts';
import { textFieldWeights } from '../../../domain/search/search-document.ts';
import { stemOf } from '../stem-of.ts';

type InWords = Alternative & { match: 'words' };

/** What was asked for, in the order in which weights are returned. */
export interface AskedWords {
  /** Each alternative of a slot that is words: as a whole and, where it may be unfinished, as it begins. */
  indexOf(alternative: InWords): { whole: number; begun?: number };
  /** Of the phrases, in their order. */
  phrases: number[];
  /** What each weighs in a text whose fields are apart by line breaks, and how many words it has. */
  weigh(words: string): { weights: Float64Array; length: number };
}

/** One thing to look for: words one after the other. */
interface Wanted {
  at: number;
  words: readonly string[];
  /** As they are, in any form, or the last one as the beginning of a word. */
  as: 'typed' | 'stems' | 'begun';
}

const fieldWeights = Object.values(textFieldWeights);
const nameFields = fieldWeights.map((weight) => weight >= textFieldWeights.repository);
const shortestBeginningInText = 3;

function stands({ words, as }: Wanted, tokens: readonly string[], from: number): boolean {
  return words.every((word, offset) => {
    const token = tokens[from + offset];
    if (token === undefined) return false;
    if (as === 'stems') return stemOf(token) === word;
    return as === 'begun' && offset === words.length - 1 ? token.startsWith(word) : token === word;
  });
}

/** Prepared once for a query; each text is then read through once. */
export function prepareWeighing({ slots, phrases }: UnderstoodQuery): AskedWords {
  const wanted: Wanted[] = [];
  const known = new Map<string, number>();
  const stemStarts = new Map<string, Wanted[]>();
  const others: Wanted[] = [];
  /** What may begin with a token, found once for each different one. */
  const starting = new Map<string, readonly Wanted[]>();

  function want(words: readonly string[], as: Wanted['as']): number {
    const sought = as === 'stems' ? words.map(stemOf) : words;
    const key = `${as} ${sought.join(' ')}`;
    const at = known.get(key) ?? wanted.length;
    if (at < wanted.length) return at;
    const one = { at, words: sought, as };
    wanted.push(one);
    known.set(key, at);
    const [first = ''] = sought;
    if (as === 'stems') stemStarts.set(first, [...(stemStarts.get(first) ?? []), one]);
    else others.push(one);
    return at;
  }

  const indexes = new Map<InWords, { whole: number; begun?: number }>();
  for (const { alternatives } of slots) {
    for (const one of alternatives) {
      if (one.match !== 'words') continue;
      const whole = want(one.words, 'stems');
      indexes.set(one, one.prefix ? { whole, begun: want(one.words, 'begun') } : { whole });
    }
  }
  const ofPhrases = phrases.map((words) => want(words, 'typed'));

  function startingWith(token: string): readonly Wanted[] {
    const found = starting.get(token);
    if (found) return found;
    const fitting = [
      ...(stemStarts.get(stemOf(token)) ?? []),
      ...others.filter(({ words: [first = ''], as, words }) =>
        as === 'begun' && words.length === 1 ? token.startsWith(first) : token === first,
      ),
    ];
    starting.set(token, fitting);
    return fitting;
  }

  /** A beginning is worth a name or a text, however often it stands there. */
  function weighBegun({ words: [word = ''], words }: Wanted, field: number): number {
    if (nameFields[field]) return ranking.begunWeights.name;
    return words.length === 1 && word.length < shortestBeginningInText ? 0 : ranking.begunWeights.text;
  }

  function weigh(text: string): { weights: Float64Array; length: number } {
    const weights = new Float64Array(wanted.length);
    const counts = new Uint16Array(wanted.length);
    let length = 0;
    text.split('\n').forEach((words, field) => {
      if (words === '') return;
      const tokens = words.split(' ');
      length += tokens.length;
      const touched: Wanted[] = [];
      for (let from = 0; from < tokens.length; from += 1) {
        for (const one of startingWith(tokens[from] as string)) {
          if (one.words.length > 1 && !stands(one, tokens, from)) continue;
          if (counts[one.at] === 0) touched.push(one);
          counts[one.at] = (counts[one.at] as number) + 1;
        }
      }
      for (const one of touched) {
        const count = counts[one.at] as number;
        const weight = weights[one.at] as number;
        const isBeginning = one.as === 'begun' && one.words.length === 1;
        weights[one.at] = isBeginning
          ? Math.max(weight, weighBegun(one, field))
          : weight + (fieldWeights[field] as number) * mentions(count);
        counts[one.at] = 0;
      }
    });
    return { weights, length };
  }

  return { indexOf: (one) => indexes.get(one) ?? { whole: -1 }, phrases: ofPhrases, weigh };
}
