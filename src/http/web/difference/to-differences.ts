import type { ChangedField } from '../../../use-cases/changed-fields.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { diffWords, type Piece } from './diff-words.ts';
import { toLines } from './to-lines.ts';

/** A field as it was and as it is, in lines of pieces, what differs marked; no line where it was not there. */
export interface FieldDifference {
  label: string;
  before: Piece[][];
  after: Piece[][];
}

/** Texts are compared word by word, lists value by value. */
export function toDifferences(
  { directory }: Pick<WebServices, 'directory'>,
  changes: readonly ChangedField[],
  words: Translator,
): FieldDifference[] {
  return changes.map(({ field, before, after }) => {
    const label = words.name('field', field).replace(/^field\./, '');
    const [shortOld, shortNow] = [before, after].map((value) =>
      toLines(field, value, directory, words, { inShort: true }),
    ) as [string[], string[]];
    // Where it was read may be all that has changed.
    const inShort = shortOld.join('\n') !== shortNow.join('\n');
    const old = inShort ? shortOld : toLines(field, before, directory, words);
    const now = inShort ? shortNow : toLines(field, after, directory, words);
    if (!Array.isArray(before) && !Array.isArray(after) && old.length === 1 && now.length === 1) {
      const { before: one, after: other } = diffWords(old[0] ?? '', now[0] ?? '');
      return { label, before: [one], after: [other] };
    }
    return { label, before: toMarked(old, now), after: toMarked(now, old) };
  });
}

function toMarked(lines: readonly string[], others: readonly string[]): Piece[][] {
  return lines.map((text) => [{ text, isChanged: !others.includes(text) }]);
}
