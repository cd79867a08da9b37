import { mentions } from '../../../domain/search/ranking-signals.ts';
import { textFieldWeights } from '../../../domain/search/search-document.ts';

const betweenFields = '|';

/** Words of a record's fields as phrases are looked for in them, a space before and behind each word. */
export function writeFields(wordsByField: readonly (readonly string[])[]): string {
  return wordsByField.map((words) => (words.length > 0 ? ` ${words.join(' ')} ` : '')).join(betweenFields);
}

const fieldWeights = Object.values(textFieldWeights);

/** What the words weigh where they stand one after the other, as the fields they do so in weigh together; 0 where they do not. */
export function weighPhrase(written: string, phrase: readonly string[]): number {
  const wanted = ` ${phrase.join(' ')} `;
  return written.split(betweenFields).reduce((weight, field, at) => {
    let count = 0;
    for (let from = field.indexOf(wanted); from >= 0; from = field.indexOf(wanted, from + 1)) count += 1;
    return count > 0 ? weight + (fieldWeights[at] as number) * mentions(count) : weight;
  }, 0);
}
