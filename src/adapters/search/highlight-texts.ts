import { foldText } from '../../domain/query/query.ts';
import type { UnderstoodQuery } from '../../domain/query/understood-query.ts';
import {
  highlightEnd,
  highlightStart,
  type TextField,
  textFields,
} from '../../domain/search/search-document.ts';
import { stemOf } from './stem-of.ts';
import { endOfWord, startOfWord } from './text-words.ts';

const excerptLength = 200;
const leadIn = 50;

type Span = readonly [from: number, to: number];

interface Word {
  folded: string;
  stem: string;
}

/** Words that are to be found one after the other; most often it is one. */
interface Sought {
  length: number;
  /** Whether a word of a text may stand at this place. */
  fits(word: Word, place: number): boolean;
}

/** What the index matched: words by their stem, one that may be unfinished by its beginning, phrases as they are. Longer ones come first. */
function readSought({ slots, phrases }: UnderstoodQuery): Sought[] {
  const asked = slots.flatMap(({ alternatives }) =>
    alternatives.flatMap((alternative) => (alternative.match === 'words' ? alternative : [])),
  );
  const exactly = phrases.map((phrase) => ({
    length: phrase.length,
    fits: ({ folded }: Word, place: number) => folded === phrase[place],
  }));
  const inAnyForm = asked.map(({ words, prefix }) => {
    const stems = words.map(stemOf);
    const last = prefix ? words.at(-1) : undefined;
    return {
      length: words.length,
      fits: ({ folded, stem }: Word, place: number) =>
        stem === stems[place] ||
        (last !== undefined && place === words.length - 1 && folded.startsWith(last)),
    };
  });
  return [...exactly, ...inAnyForm]
    .filter(({ length }) => length > 0)
    .sort((one, other) => other.length - one.length);
}

const ascii = 0x80;
/** Makes capitals small and leaves digits as they are. */
const smallLetter = 0x20;

/** Which first two letters the sought words have: stemming leaves them alone, so that most words of a text need not be looked at further. */
function readBeginnings({ slots, phrases }: UnderstoodQuery): (text: string, start: number) => boolean {
  const beginnings = new Uint8Array(ascii * ascii);
  const words = [
    ...phrases.flatMap(([first]) => first ?? []),
    ...slots.flatMap(({ alternatives }) =>
      alternatives.flatMap((alternative) =>
        alternative.match === 'words' ? (alternative.words[0] ?? []) : [],
      ),
    ),
  ];
  for (const word of words) {
    const [first, second] = [word.charCodeAt(0), word.charCodeAt(1)];
    if (word.length > 1 && first < ascii && second < ascii) beginnings[first * ascii + second] = 1;
    // A word of a letter or two may be what stemming left of a longer one.
    if (word.length < 3 && first < ascii) beginnings.fill(1, first * ascii, (first + 1) * ascii);
  }
  return (text, start) => {
    const first = text.charCodeAt(start);
    const second = start + 1 < text.length ? text.charCodeAt(start + 1) : ascii;
    if (first >= ascii || second >= ascii) return true;
    return beginnings[(first | smallLetter) * ascii + (second | smallLetter)] === 1;
  };
}

function buildSpanFinder(asked: UnderstoodQuery): (text: string) => Span[] {
  const sought = readSought(asked);
  const mayBegin = readBeginnings(asked);
  const words = new Map<string, Word>();
  /** By word as it is written: what may begin with it. */
  const begunBy = new Map<string, Sought[]>();

  function wordOf(written: string): Word {
    const known = words.get(written);
    if (known !== undefined) return known;
    const folded = foldText(written);
    const word = { folded, stem: stemOf(folded) };
    words.set(written, word);
    return word;
  }

  function soughtFrom(written: string): Sought[] {
    const known = begunBy.get(written);
    if (known !== undefined) return known;
    const word = wordOf(written);
    const found = sought.filter(({ fits }) => fits(word, 0));
    begunBy.set(written, found);
    return found;
  }

  /** Where the last of the words ends, undefined where others stand there. */
  function endOf({ length, fits }: Sought, text: string, firstEnd: number): number | undefined {
    let end = firstEnd;
    for (let place = 1; place < length; place += 1) {
      const start = startOfWord(text, end);
      if (start < 0) return undefined;
      end = endOfWord(text, start);
      if (!fits(wordOf(text.slice(start, end)), place)) return undefined;
    }
    return end;
  }

  return (text) => {
    const spans: Span[] = [];
    for (let start = startOfWord(text, 0); start >= 0; ) {
      let end = endOfWord(text, start);
      if (mayBegin(text, start)) {
        for (const one of soughtFrom(text.slice(start, end))) {
          const to = endOf(one, text, end);
          if (to === undefined) continue;
          spans.push([start, to]);
          end = to;
          break;
        }
      }
      start = startOfWord(text, end);
    }
    return spans;
  };
}

/** Where to cut a long text: around the place where most matches stand close together, at ends of words. */
function chooseExcerpt(text: string, spans: readonly Span[]): Span {
  if (text.length <= excerptLength) return [0, text.length];
  const endOfSpan = (at: number) => spans[at]?.[1] ?? Number.POSITIVE_INFINITY;
  let best = 0;
  let most = 0;
  let beyond = 0;
  spans.forEach(([from], index) => {
    while (endOfSpan(beyond) <= from + excerptLength - leadIn) beyond += 1;
    if (beyond - index > most) [best, most] = [index, beyond - index];
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
export function buildHighlighter(asked: UnderstoodQuery): Highlighter {
  const findSpans = buildSpanFinder(asked);
  return (texts) => {
    const highlight: Partial<Record<TextField, string>> = {};
    textFields.forEach((field, index) => {
      const text = texts[index] ?? '';
      const spans = findSpans(text);
      if (spans.length > 0) highlight[field] = mark(text, spans);
    });
    return highlight;
  };
}
