import type { Translator } from './translate.ts';

/** A name in a sentence: text of a record, which is English whatever the page is in, with where it leads. */
export interface Named {
  title: string;
  href?: string;
}

/** A part of a sentence: words of the page, or a name. */
export type Piece = { text: string } | { named: Named };

// Welsh has "a" or "ac" by the sound that follows, and what follows is a name.
const english = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const starts = '\ue000';
const ends = '\ue001';
const separator = '\ue002';

/**
 * A wording with names in it as pieces, so that a page can link names and say in which language they are. Several names in one place
 * are joined as the language joins them.
 */
export function toPieces(
  words: Translator,
  key: string,
  values: Readonly<Record<string, string | number | Named | readonly Named[]>>,
): Piece[] {
  const names: Named[] = [];
  const mark = (one: Named) => `${starts}${names.push(one) - 1}${ends}`;
  const joined = (marks: readonly string[]) =>
    words.language === 'en' ? english.format(marks) : marks.join(', ');
  const filled = Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string' || typeof value === 'number') return [name, value];
      return [name, joined([value].flat().map(mark))];
    }),
  );
  return words
    .t(key, filled)
    .replaceAll(starts, `${separator}${starts}`)
    .replaceAll(ends, separator)
    .split(separator)
    .flatMap((part): Piece[] => {
      const named = part.startsWith(starts) ? names[Number(part.slice(1))] : undefined;
      if (named !== undefined) return [{ named }];
      return part === '' ? [] : [{ text: part }];
    });
}

/** The sentence as plain text, for descriptions. */
export function toPlainText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ('text' in piece ? piece.text : piece.named.title)).join('');
}
