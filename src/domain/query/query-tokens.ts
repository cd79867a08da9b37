import { foldWords } from './query.ts';

/** A word of a query with its place in it. */
export interface QueryToken {
  /** Folded, as texts are indexed. */
  word: string;
  /** As typed. */
  raw: string;
  start: number;
  end: number;
  /** Hangs on the word before, by a hyphen, dot, slash or the like, without a space. */
  attached: boolean;
  /** Begins a new part of the query: a comma, bracket or quoted phrase stands before it. */
  parted: boolean;
}

/** A stretch of tokens, `to` exclusive. */
export interface Span {
  from: number;
  to: number;
}

const mostTokens = 48;
const run = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼ`]\p{L}[\p{L}\p{N}\p{M}]*)*/gu;

/** The words of a query, folded as foldWords does, with what stood between them. */
export function readQueryTokens(text: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let before = 0;
  for (const match of text.matchAll(run)) {
    if (tokens.length >= mostTokens) break;
    const raw = match[0];
    const start = match.index;
    const end = start + raw.length;
    const between = text.slice(before, start);
    for (const [position, word] of foldWords(raw).entries()) {
      tokens.push({
        word,
        raw,
        start,
        end,
        attached: position > 0 || (tokens.length > 0 && between.length > 0 && !/[\s"]/.test(between)),
        parted: position === 0 && /[,;:()[\]"?!]|\s[-–—]\s/.test(between),
      });
    }
    before = end;
  }
  return tokens;
}

/** The words of a stretch, apart by a space. */
export function wordsOf(tokens: readonly QueryToken[], { from, to }: Span): string {
  return tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ');
}
