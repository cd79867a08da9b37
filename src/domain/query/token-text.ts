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
export function spansOf(tokenText: TokenText, expression: RegExp): { span: Span; match: RegExpExecArray }[] {
  const found: { span: Span; match: RegExpExecArray }[] = [];
  // matchAll would copy the expression each time, and there are many.
  expression.lastIndex = 0;
  for (let match = expression.exec(tokenText.text); match; match = expression.exec(tokenText.text)) {
    const words = match[0].trimStart();
    const span = tokenText.spanOf(match.index + match[0].length - words.length, words.trimEnd().length);
    if (span.from < span.to) found.push({ span, match });
    // The space between two neighbours belongs to both.
    const end = match[0].endsWith(' ') ? match[0].length - 1 : match[0].length;
    expression.lastIndex = match.index + Math.max(1, end);
  }
  return found;
}
