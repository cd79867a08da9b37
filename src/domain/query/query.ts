/** What a person typed, taken apart: engines match and rank it, nothing here is specific to one. */
export interface ParsedQuery {
  /** What was typed, trimmed and with single spaces. */
  text: string;
  /** Folded words, each once, without function words unless nothing else was asked for. */
  words: string[];
  /** Folded words of each quoted phrase, to be found exactly and in this order. */
  phrases: string[][];
  /** Folded words (or phrases, their words apart by a space) that no hit may hold. */
  excluded: string[];
  /** The last word may be unfinished. */
  prefixLast: boolean;
}

const maxWords = 32;

/** Words that say nothing of what is looked for. Kept short: "it", "us" and "who" are left alone, since they name things here. */
export const functionWords = new Set(
  'a an and are as at by for from has have in into is of on or our that the their this to was were with'.split(
    ' ',
  ),
);

/** ASCII without apostrophes, as most texts are: nothing of it folds but its case. */
const plain = /^[^'`\u0080-\uffff]*$/;

/** Lower case, compatibility forms and diacritics folded, apostrophes closed up: "Cyngor Môn’s ﬁle" is "cyngor mons file". */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (plain.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/(?<=[\p{L}\p{N}])['’‘ʼ`](?=\p{L})/gu, '');
}

/** The words of a text as both sides of a search see them: runs of letters and digits, folded. */
export function foldWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * The form under which titles, other names and repository addresses are compared as a whole. Punctuation and spaces count alike, so
 * "fly-tipping" is "fly tipping"; `owner/name`, also as a GitHub address, keeps its slash and stays apart from the words.
 */
export function foldExact(text: string): string {
  const trimmed = text.trim();
  const repository =
    /^(?:https?:\/\/)?(?:www\.)?(?:github\.com\/)?([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/?$/i.exec(
      trimmed,
    );
  if (repository?.[1] && repository[2] && !/^https?:$/i.test(repository[1])) {
    return `${repository[1]}/${repository[2]}`.toLowerCase();
  }
  return foldWords(trimmed).join(' ');
}

/** A query without its "quoted phrases" and -negatives: those apart, and `rest` with a lone quotation mark where each of them stood. */
export interface ApartQuery {
  phrases: string[][];
  excluded: string[];
  rest: string;
}

/** Takes "quoted phrases" and -negatives out of what was typed. */
export function takeQuoted(typed: string): ApartQuery {
  const phrases: string[][] = [];
  const excluded = new Set<string>();
  const rest = typed
    .replace(/[“”„«»]/g, '"')
    .replace(/(^|\s)(-?)"([^"]*)"/g, (_, before: string, minus: string, quoted: string) => {
      const words = foldWords(quoted);
      if (words.length > 0 && minus) excluded.add(words.join(' '));
      else if (words.length > 0 && phrases.length < maxWords) phrases.push(words.slice(0, maxWords));
      return `${before} " `;
    })
    .replace(/(^|\s)[-−–](?=[\p{L}\p{N}])(\S+)/gu, (_, before: string, word: string) => {
      const words = foldWords(word);
      if (words.length > 0) excluded.add(words.join(' '));
      return `${before} " `;
    });
  return { phrases, excluded: [...excluded].slice(0, maxWords), rest };
}

/** Reads "quoted phrases", -negatives and plain words, without understanding any of them. */
export function parseQuery(typed: string): ParsedQuery {
  const text = typed.replace(/\s+/g, ' ').trim();
  const { phrases, excluded, rest } = takeQuoted(typed);
  const all = [...new Set(foldWords(rest))];
  const telling = all.filter((word) => !functionWords.has(word));
  const words = (telling.length > 0 || phrases.length > 0 ? telling : all).slice(0, maxWords);
  const last = foldWords(rest).at(-1);
  const prefixLast =
    last !== undefined && last === words.at(-1) && last.length > 1 && /[\p{L}\p{N}\p{M}]$/u.test(rest);
  return { text, words, phrases, excluded, prefixLast };
}
