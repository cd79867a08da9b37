import type { Alternative } from '../../../domain/query/understood-query.ts';
import { mentions, ranking } from '../../../domain/search/ranking-signals.ts';
import { textFieldWeights } from '../../../domain/search/search-document.ts';
import { stemOf } from '../stem-of.ts';
import { shortestBeginningInText } from './tokens.ts';

type InWords = Alternative & { match: 'words' };

const betweenFields = '|';

/** Texts of a record's fields as they are weighed, a space before and behind each word. */
export function writeFields(wordsByField: readonly (readonly string[])[]): string {
  return wordsByField.map((words) => (words.length > 0 ? ` ${words.join(' ')} ` : '')).join(betweenFields);
}

/** Such texts with the places where their fields end. */
export interface FieldTexts {
  text: string;
  ends: readonly number[];
}

export function readFields(text: string): FieldTexts {
  const ends: number[] = [];
  for (let at = text.indexOf(betweenFields); at >= 0; at = text.indexOf(betweenFields, at + 1)) ends.push(at);
  ends.push(text.length);
  return { text, ends };
}

/** What something weighs in a record, as its fields weigh together; 0 where it does not stand there. */
export type Weigh = (stems: FieldTexts, words: FieldTexts) => number;

const fieldWeights = Object.values(textFieldWeights);
const nameFields = fieldWeights.filter((weight) => weight >= textFieldWeights.repository).length;

const space = 32;

/**
 * Adds up the fields in which the words stand one after the other, by how often they do. `wanted` is what follows a space: looking for the
 * space too would stop at every word.
 */
function weighIn({ text, ends }: FieldTexts, wanted: string): number {
  let weight = 0;
  let field = 0;
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (text.charCodeAt(at - 1) !== space) continue;
    if (at >= (ends[field] as number)) {
      if (count > 0) weight += (fieldWeights[field] as number) * mentions(count);
      while (at >= (ends[field] as number)) field += 1;
      count = 0;
    }
    count += 1;
  }
  return count > 0 ? weight + (fieldWeights[field] as number) * mentions(count) : weight;
}

/** Words as they are, one after the other within a field. */
export function weighPhrase(phrase: readonly string[]): Weigh {
  const wanted = `${phrase.join(' ')} `;
  return (_, words) => weighIn(words, wanted);
}

/** Several words, the last of which may be a beginning, are found as they are. */
function weighBegun(words: readonly string[]): Weigh {
  const wanted = words.join(' ');
  if (words.length > 1) return (_, texts) => weighIn(texts, wanted);
  const { name, text } = ranking.begunWeights;
  const inText = (words[0]?.length ?? 0) < shortestBeginningInText ? 0 : text;
  // A beginning is worth a name or a text, however often it stands there.
  return (_, texts) => {
    let at = wanted === '' ? -1 : texts.text.indexOf(wanted);
    while (at >= 0 && texts.text.charCodeAt(at - 1) !== space) at = texts.text.indexOf(wanted, at + 1);
    if (at < 0) return 0;
    return at < (texts.ends[nameFields - 1] as number) ? name : inText;
  };
}

/** How an alternative is weighed as a whole and, where it may be unfinished, as it begins. */
export function prepareWeighing({ words, prefix }: InWords): { whole: Weigh; begun?: Weigh } {
  const wanted = `${words.map(stemOf).join(' ')} `;
  const whole: Weigh = (stems) => weighIn(stems, wanted);
  return prefix ? { whole, begun: weighBegun(words) } : { whole };
}
