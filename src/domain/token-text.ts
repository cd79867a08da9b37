import type { QueryToken, Span } from './query-tokens.ts';

/** The folded words of a query as one text that expressions are tried on, and the way back from a match to the words. */
export interface TokenText {
  text: string;
  /** The tokens that a match covers, wholly or in part. */
  spanOf(start: number, length: number): Span;
}

export function toTokenText(tokens: readonly QueryToken[]): TokenText {
  const starts: number[] = [];
  let text = ' ';
  for (const { word } of tokens) {
    starts.push(text.length);
    text += `${word} `;
  }
  return {
    text,
    spanOf(start, length) {
      const from = starts.findIndex((at, token) => at + (tokens[token]?.word.length ?? 0) > start);
      if (from < 0) return { from: tokens.length, to: tokens.length };
      let to = from;
      while (to < tokens.length && (starts[to] ?? 0) < start + length) to += 1;
      return { from, to };
    },
  };
}

/** Every place where the expression (global) fits; spaces at the ends of a match are no part of it. */
export function spansOf(tokenText: TokenText, expression: RegExp): { span: Span; match: RegExpMatchArray }[] {
  return [...tokenText.text.matchAll(expression)]
    .map((match) => {
      const leading = match[0].length - match[0].trimStart().length;
      return { span: tokenText.spanOf(match.index + leading, match[0].trim().length), match };
    })
    .filter(({ span }) => span.from < span.to);
}
