import { foldText } from '../../domain/query/query.ts';
import type { UnderstoodQuery } from '../../domain/query/understood-query.ts';
import {
  highlightEnd,
  highlightStart,
  type TextField,
  textFields,
} from '../../domain/search/search-document.ts';
import { porterStem } from './porter-stem.ts';

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

/** A text and its shadow; made once a record, not once a search. */
export interface ShadowedText {
  text: string;
  shadow: string;
}

export function toShadowedText(given: string): ShadowedText {
  const text = given.normalize('NFC');
  return { text, shadow: shadowOf(text) };
}

const isAscii = (word: string) => /^[a-z0-9]+$/.test(word);
const isWord = (word: string) => /^[\p{L}\p{N}]+$/u.test(word);
/** Never matches; an empty pattern would match everywhere without moving on. */
const nothing = '(?!)';

const anyForm = (head: string) => (isAscii(head) ? `${head}[a-z0-9']*` : `${head}[^\\s.,;:()/-]*`);
// Stemming changes the last letter at most ("policy" is "polici"), so every form of the word begins with what is before it.
const headOf = (stem: string) => (stem.length > 2 ? stem.slice(0, -1) : stem);
const between = '[\\s\\W]+';

/** Matches what the index matched: words by their stem, one that may be unfinished by its beginning, phrases as they are. */
function buildSpanFinder({ slots, phrases }: UnderstoodQuery): (shadow: string) => Span[] {
  const asked = slots.flatMap(({ alternatives }) =>
    alternatives.flatMap((alternative) =>
      alternative.match === 'words' && alternative.words.every(isWord) ? alternative : [],
    ),
  );
  const single = asked.flatMap(({ words: [word, ...more] }) => (word && more.length === 0 ? word : []));
  const begun = asked.flatMap(({ words, prefix }) => (prefix ? (words.at(-1) ?? []) : []));
  const stems = new Set(single.map(porterStem));
  const sequences = asked.filter(({ words }) => words.length > 1);
  const exactly = phrases
    .filter((phrase) => phrase.length > 0 && phrase.every(isWord))
    .map((phrase) => phrase.map((word) => [...word].join("'?")).join(between));
  const sequenceStems = sequences.map(({ words }) => words.map(porterStem));
  const patterns = [
    nothing,
    ...exactly.map((phrase) => `(\\b${phrase}\\b)`),
    ...sequenceStems.map((one) => `(\\b${one.map(headOf).map(anyForm).join(between)})`),
    ...[...stems].map(headOf).map((head) => (isAscii(head) ? `\\b${anyForm(head)}` : anyForm(head))),
    ...begun.filter((word) => !stems.has(porterStem(word))).map((word) => `\\b${anyForm(word)}`),
  ];
  const pattern = new RegExp(patterns.join('|'), 'g');
  const verdicts = new Map<string, boolean>();

  function isMatch(word: string): boolean {
    const known = verdicts.get(word);
    if (known !== undefined) return known;
    const folded = word.replaceAll("'", '');
    const verdict =
      stems.has(porterStem(folded)) ||
      begun.some((start) => folded.startsWith(start) && single.includes(start));
    verdicts.set(word, verdict);
    return verdict;
  }

  /** Whether the words found one after the other are forms of the asked ones; the last may be unfinished. */
  function isSequence(found: string, at: number): boolean {
    const words = found.split(/[^\p{L}\p{N}']+/u).map((word) => word.replaceAll("'", ''));
    const wanted = sequenceStems[at] as string[];
    const { prefix, words: typed } = sequences[at] as (typeof sequences)[number];
    return wanted.every((stem, place) => {
      const word = words[place] ?? '';
      const isUnfinished = prefix && place === wanted.length - 1 && word.startsWith(typed[place] as string);
      return isUnfinished || porterStem(word) === stem;
    });
  }

  function isHit(found: RegExpExecArray, end: number): boolean {
    const group = found.slice(1).findIndex((text) => text !== undefined);
    if (group < 0) return isMatch(found[0].slice(0, end - found.index));
    return group < exactly.length || isSequence(found[0], group - exactly.length);
  }

  return (shadow) => {
    const spans: Span[] = [];
    pattern.lastIndex = 0;
    for (let found = pattern.exec(shadow); found !== null; found = pattern.exec(shadow)) {
      const end = found.index + found[0].replace(/'+$/, '').length;
      if (isHit(found, end)) spans.push([found.index, end]);
      // A sequence that is none may begin with a word that counts alone.
      else pattern.lastIndex = found.index + Math.max(1, found[0].search(/[^\p{L}\p{N}']/u));
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

const nothingWritten: ShadowedText = { text: '', shadow: '' };

export type Highlighter = (texts: readonly ShadowedText[]) => Partial<Record<TextField, string>>;

/** Marks matches in the fields that have some; `texts` are in the order of the fields' weights. */
export function buildHighlighter(asked: UnderstoodQuery): Highlighter {
  const findSpans = buildSpanFinder(asked);
  return (texts) => {
    const highlight: Partial<Record<TextField, string>> = {};
    textFields.forEach((field, index) => {
      const { text, shadow } = texts[index] ?? nothingWritten;
      const spans = text === '' ? [] : findSpans(shadow);
      if (spans.length > 0) highlight[field] = mark(text, spans);
    });
    return highlight;
  };
}
