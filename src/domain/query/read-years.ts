import { type QueryToken, type Span, wordsOf } from './query-tokens.ts';

export interface ReadYears {
  span: Span;
  years: number[];
  explained: string;
}

const firstYear = 2010;
const lastYear = 2035;
const isYear = (word: string | undefined) =>
  word !== undefined && /^20\d\d$/.test(word) && Number(word) >= firstYear && Number(word) <= lastYear;

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

/** "2018", "2018-19", "2019/21", "2019 to 2021", "since 2020", "before 2019". */
export function readYears(tokens: readonly QueryToken[]): ReadYears[] {
  const found: ReadYears[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.word;
    if (!isYear(word) || word === undefined) continue;
    const year = Number(word);
    const span = { from: at, to: at + 1 };
    const next = tokens[at + 1];
    const after = tokens[at + 2]?.word;
    const short = next?.attached && /^\d\d$/.test(next.word) ? 2000 + Number(next.word) : undefined;
    const limit = tokens[at - 1]?.word ?? '';
    let years = [year];
    if (next?.attached && isYear(next.word)) [years, span.to] = [range(year, Number(next.word)), at + 2];
    else if (short !== undefined && short > year && short < year + 10)
      [years, span.to] = [range(year, short), at + 2];
    else if ((next?.word === 'to' || next?.word === 'and') && isYear(after)) {
      [years, span.to] = [range(year, Number(after)), at + 3];
    } else if (/^(?:since|from|after)$/.test(limit)) {
      years = range(limit === 'after' ? year + 1 : year, lastYear);
      span.from -= 1;
    } else if (/^(?:before|until)$/.test(limit)) {
      years = range(firstYear, limit === 'before' ? year - 1 : year);
      span.from -= 1;
    }
    found.push({ span, years, explained: wordsOf(tokens, span) });
    at = span.to - 1;
  }
  return found;
}
