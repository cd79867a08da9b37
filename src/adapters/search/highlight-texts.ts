import { foldText } from '../../domain/query.ts';
import { highlightEnd, highlightStart, type TextField } from '../../domain/search-document.ts';
import type { SearchQuery } from '../../ports/search-index.ts';
import { porterStem } from './porter-stem.ts';
import { textFields } from './text-columns.ts';

const excerptLength = 200;
const leadIn = 50;

type Span = readonly [from: number, to: number];

const plainForms = new Map<string, string>();

/** One character for one, so that places in the shadow are places in the text. */
function toPlain(character: string): string {
  const known = plainForms.get(character);
  if (known !== undefined) return known;
  const folded = foldText(character);
  const plain = /['’‘ʼ`]/.test(character)
    ? "'"
    : folded.length === 1 && /[\p{L}\p{N}]/u.test(folded)
      ? folded
      : ' ';
  plainForms.set(character, plain);
  return plain;
}

/** The text in plain lower-case letters, place by place: a simple pattern over it is many times quicker than a Unicode one. */
function shadowOf(text: string): string {
  const lower = text.toLowerCase();
  const sameLength = lower.length === text.length ? lower : text;
  return sameLength.replace(/[^a-z0-9\s'.,;:()/-]/g, toPlain);
}

const isAscii = (word: string) => /^[a-z0-9]+$/.test(word);
const isWord = (word: string) => /^[\p{L}\p{N}]+$/u.test(word);
/** Never matches; an empty pattern would match everywhere without moving on. */
const nothing = '(?!)';

/** Matches what the index matched: words by their stem, the last one by its beginning, phrases as they are. */
function buildSpanFinder(query: SearchQuery): (text: string) => Span[] {
  const stems = new Set(query.terms.filter(isWord).map(porterStem));
  const begun = query.prefixLast ? query.terms.at(-1) : undefined;
  // Stemming changes the last letter at most ("policy" is "polici"), so every form of the word begins with what is before it.
  const heads = [...stems].map((stem) => (stem.length > 2 ? stem.slice(0, -1) : stem));
  const words = [
    ...heads.filter(isAscii).map((head) => `\\b${head}[a-z0-9']*`),
    ...heads.filter((head) => !isAscii(head)).map((head) => `${head}[^\\s.,;:()/-]*`),
  ];
  const phrases = query.phrases
    .filter((phrase) => phrase.length > 0 && phrase.every(isWord))
    .map((phrase) => phrase.map((word) => [...word].join("'?")).join('[\\s\\W]+'));
  const pattern = new RegExp(
    [nothing, ...phrases.map((phrase) => `(\\b${phrase}\\b)`), ...words].join('|'),
    'g',
  );
  const verdicts = new Map<string, boolean>();

  function isMatch(word: string): boolean {
    const known = verdicts.get(word);
    if (known !== undefined) return known;
    const folded = word.replaceAll("'", '');
    const verdict = stems.has(porterStem(folded)) || (begun !== undefined && folded.startsWith(begun));
    verdicts.set(word, verdict);
    return verdict;
  }

  return (text) => {
    const spans: Span[] = [];
    const shadow = shadowOf(text);
    pattern.lastIndex = 0;
    for (let found = pattern.exec(shadow); found !== null; found = pattern.exec(shadow)) {
      const isPhrase = found.slice(1).some((group) => group !== undefined);
      const end = found.index + (isPhrase ? found[0] : found[0].replace(/'+$/, '')).length;
      if (isPhrase || isMatch(shadow.slice(found.index, end))) spans.push([found.index, end]);
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
  return `${marked}${text.slice(at, to)}${to < text.length ? ' …' : ''}`;
}

export type Highlighter = (texts: readonly string[]) => Partial<Record<TextField, string>>;

/** Marks matches in the fields that have some; `texts` are in the order of the fields' weights. */
export function buildHighlighter(query: SearchQuery): Highlighter {
  const findSpans = buildSpanFinder(query);
  return (texts) => {
    const highlight: Partial<Record<TextField, string>> = {};
    textFields.forEach((field, index) => {
      const text = (texts[index] ?? '').normalize('NFC');
      const spans = text === '' ? [] : findSpans(text);
      if (spans.length > 0) highlight[field] = mark(text, spans);
    });
    return highlight;
  };
}
