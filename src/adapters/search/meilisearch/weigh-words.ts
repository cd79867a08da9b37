import type { Alternative } from '../../../domain/query/understood-query.ts';
import { mentions, ranking } from '../../../domain/search/ranking-signals.ts';
import { textFieldWeights } from '../../../domain/search/search-document.ts';
import { stemOf } from '../stem-of.ts';
import type { Basis } from './index-document.ts';
import type { TermFinder } from './term-finder.ts';
import { shortestBeginningInText, tokenOfWords } from './tokens.ts';

type InWords = Alternative & { match: 'words' };

/** What something weighs in a record, as its fields weigh together; 0 where it does not stand there. */
export type Weigh = (basis: Basis) => number;

const fieldWeights = Object.values(textFieldWeights);
const nameFields = fieldWeights.filter((weight) => weight >= textFieldWeights.repository).length;

/** Weights as a record brings them along: a line for each token, found without taking the lines apart. */
export function writeWeights(weights: ReadonlyMap<string, number>): string {
  return `\n${[...weights].map(([token, weight]) => `${token}\t${Math.round(weight * 100) / 100}\n`).join('')}`;
}

export function weighToken(token: string): Weigh {
  const line = `\n${token}\t`;
  return ({ weights }) => {
    const at = weights.indexOf(line);
    if (at < 0) return 0;
    const from = at + line.length;
    return Number(weights.slice(from, weights.indexOf('\n', from)));
  };
}

/** The words of a record's fields, a field a line, a space before and behind each word. */
export function writeWords(wordsByField: readonly (readonly string[])[]): string {
  return wordsByField.map((words) => (words.length > 0 ? ` ${words.join(' ')} ` : '')).join('\n');
}

/** Adds up the fields by how often something stands in each. */
function weighFields({ words = '' }: Basis, countIn: (field: string) => number): number {
  return words.split('\n').reduce((sum, field, at) => {
    const count = field === '' ? 0 : countIn(field);
    return count > 0 ? sum + (fieldWeights[at] as number) * mentions(count) : sum;
  }, 0);
}

/** Words as they are, one after the other within a field. */
export function weighPhrase(phrase: readonly string[]): Weigh {
  const wanted = ` ${phrase.join(' ')} `;
  return (basis) =>
    weighFields(basis, (field) => {
      let count = 0;
      for (let at = field.indexOf(wanted); at >= 0; at = field.indexOf(wanted, at + 1)) count += 1;
      return count;
    });
}

/** Words in any form one after the other, the last one as a beginning where it may be unfinished: where no token says so. */
function weighSequence(words: readonly string[], isBegun: boolean): Weigh {
  const stems = words.map(stemOf);
  const last = words.length - 1;
  function stands(tokens: readonly string[], from: number): boolean {
    return stems.every((stem, offset) => {
      const token = tokens[from + offset];
      if (token === undefined) return false;
      return isBegun && offset === last ? token.startsWith(words[last] as string) : stemOf(token) === stem;
    });
  }
  return (basis) =>
    weighFields(basis, (field) => {
      const tokens = field.trim().split(' ');
      return tokens.filter((_, from) => stands(tokens, from)).length;
    });
}

/** A beginning is worth a name or a text, however often it stands there. */
function weighBeginning(start: string): Weigh {
  const wanted = ` ${start}`;
  const { name, text } = ranking.begunWeights;
  return ({ words = '' }) => {
    const at = start === '' ? -1 : words.indexOf(wanted);
    if (at < 0) return 0;
    let ofNames = -1;
    for (let field = 0; field < nameFields; field += 1) ofNames = words.indexOf('\n', ofNames + 1);
    if (at < ofNames) return name;
    return start.length < shortestBeginningInText ? 0 : text;
  };
}

/** How an alternative is weighed as a whole and, where it may be unfinished, as it begins. */
export function prepareWeighing(
  { words, prefix }: InWords,
  finder: TermFinder,
): { whole: Weigh; begun?: Weigh } {
  const token = tokenOfWords(words, finder);
  const whole = token === undefined ? weighSequence(words, false) : weighToken(token);
  if (!prefix) return { whole };
  const [word = ''] = words;
  return { whole, begun: words.length > 1 ? weighSequence(words, true) : weighBeginning(word) };
}

/** Whether the words of records have to be read for the alternative, and not their tokens alone. */
export function needsWords(alternative: Alternative, finder: TermFinder): boolean {
  if (alternative.match === 'facet') return false;
  return alternative.prefix === true || tokenOfWords(alternative.words, finder) === undefined;
}
