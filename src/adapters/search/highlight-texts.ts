import { foldText } from '../../domain/query.ts';
import {
  highlightEnd,
  highlightStart,
  type TextField,
  textFieldWeights,
} from '../../domain/search-document.ts';
import type { SearchQuery } from '../../ports/search-index.ts';
import { porterStem } from './porter-stem.ts';

const excerptLength = 200;
const leadIn = 50;
const fields = Object.keys(textFieldWeights) as TextField[];

type Span = readonly [from: number, to: number];

/** Texts are decomposed before they are searched, so that accents and apostrophes may stand between the letters of a word. */
function letters(folded: string): string {
  return [...folded].join("[\\p{M}'’‘]*");
}

/** Matches what the index matched: whole words by their stem, the last one by its beginning, phrases as they are. */
function buildSpanFinder(query: SearchQuery): (text: string) => Span[] {
  const stems = new Set(query.terms.map(porterStem));
  const begun = query.prefixLast ? query.terms.at(-1) : undefined;
  // Stemming changes the last letter at most ("policy" is "polici"), so every form of the word begins with what is before it.
  const heads = [...stems].map((stem) => letters(stem.length > 2 ? stem.slice(0, -1) : stem));
  const phrases = query.phrases.map(
    (words) => `${words.map(letters).join('[^\\p{L}\\p{N}]+')}(?![\\p{L}\\p{N}\\p{M}])`,
  );
  const wordPattern =
    heads.length > 0 ? `(?<word>(?:${heads.join('|')})[\\p{L}\\p{N}\\p{M}'’‘]*)` : '(?<word>(?!))';
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...phrases, wordPattern].join('|')})`, 'giu');

  function isMatch(word: string): boolean {
    const folded = foldText(word);
    return stems.has(porterStem(folded)) || (begun !== undefined && folded.startsWith(begun));
  }

  return (text) => {
    const spans: Span[] = [];
    for (const found of text.matchAll(pattern)) {
      const word = found.groups?.word?.replace(/['’‘]+$/, '');
      const length = word?.length ?? found[0].length;
      if (word === undefined || isMatch(word)) spans.push([found.index, found.index + length]);
    }
    return spans;
  };
}

/** Where to cut a long text: around the place where most matches stand close together, at ends of words. */
function chooseExcerpt(text: string, spans: readonly Span[]): Span {
  if (text.length <= excerptLength) return [0, text.length];
  let best = 0;
  let most = 0;
  spans.forEach(([from], index) => {
    const close = spans.filter(([, to], at) => at >= index && to <= from + excerptLength - leadIn).length;
    if (close > most) [best, most] = [index, close];
  });
  const first = spans[best]?.[0] ?? 0;
  const last = spans[best + most - 1]?.[1] ?? first;
  let from = Math.max(0, Math.min(first - leadIn, text.length - excerptLength));
  let to = Math.max(last, Math.min(text.length, from + excerptLength));
  if (from > 0) from += Math.max(0, text.slice(from, first).search(/\s\S/) + 1);
  if (to < text.length) to = Math.max(last, last + Math.max(0, text.slice(last, to).search(/\s\S*$/)));
  return [from, to];
}

function mark(text: string, spans: readonly Span[]): string {
  const [from, to] = chooseExcerpt(text, spans);
  let marked = from > 0 ? '… ' : '';
  let at = from;
  for (const [start, end] of spans) {
    if (start < from || end > to) continue;
    marked += `${text.slice(at, start)}${highlightStart}${text.slice(start, end)}${highlightEnd}`;
    at = end;
  }
  return `${marked}${text.slice(at, to)}${to < text.length ? ' …' : ''}`.normalize('NFC');
}

export type Highlighter = (texts: readonly string[]) => Partial<Record<TextField, string>>;

/** Marks matches in the fields that have some; `texts` are in the order of the fields' weights. */
export function buildHighlighter(query: SearchQuery): Highlighter {
  const findSpans = buildSpanFinder(query);
  return (texts) => {
    const highlight: Partial<Record<TextField, string>> = {};
    fields.forEach((field, index) => {
      const text = (texts[index] ?? '').normalize('NFD');
      const spans = text === '' ? [] : findSpans(text);
      if (spans.length > 0) highlight[field] = mark(text, spans);
    });
    return highlight;
  };
}
