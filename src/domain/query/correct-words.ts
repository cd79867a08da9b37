import type { QueryToken } from './query-tokens.ts';
import type { WordDictionary } from './word-dictionary.ts';
import { otherFormsOf, splitsOf } from './word-variants.ts';

/** What a word of the query was found to be written as, beside what was typed. */
export interface WordSpelling {
  /** Likeliest first. */
  corrections: { word: string; edits: number }[];
  splits: string[][];
  /** Joined with the word or two words after it. */
  joins: { word: string; words: number }[];
  known: boolean;
}

const longestJoin = 3;
const mostSplits = 2;
const rareFrom = 7;
const rareCount = 2;
const frequentCount = 20;
/** A known word is also looked for in two parts only where chance would hardly give both. */
const knownSplitFrom = 8;

/** A rare word one slip away from a frequent one ("managment" in some README) may be the same slip. */
function likelier(word: string, dictionary: WordDictionary): WordSpelling['corrections'] {
  const count = dictionary.count(word);
  if (word.length < rareFrom || count === 0 || count > rareCount) return [];
  const [best] = dictionary.nearest(word);
  const isOtherForm =
    best !== undefined && (best.word.startsWith(word.slice(0, -1)) || word.startsWith(best.word));
  return best?.edits === 1 && !isOtherForm && dictionary.count(best.word) >= frequentCount ? [best] : [];
}

/** Other spellings of every word of a query. `isFixed`: words that stand as they are (names, codes, question words). */
export function spellWords(
  tokens: readonly QueryToken[],
  dictionary: WordDictionary,
  isFixed: (token: QueryToken, at: number) => boolean,
): WordSpelling[] {
  const spellings = tokens.map(({ word }): WordSpelling => {
    return { corrections: [], splits: [], joins: [], known: dictionary.has(word) };
  });
  const partOfJoin = new Set<number>();
  for (const at of tokens.keys()) {
    for (let length = 2; length <= longestJoin && at + length <= tokens.length; length += 1) {
      const parts = tokens.slice(at, at + length);
      if (parts.slice(1).some(({ parted }) => parted)) break;
      const joined = parts.map(({ word }) => word).join('');
      if (joined.length < 4 || dictionary.count(joined) === 0) continue;
      spellings[at]?.joins.push({ word: joined, words: length });
      for (let part = at; part < at + length; part += 1) partOfJoin.add(part);
    }
  }
  for (const [at, token] of tokens.entries()) {
    const spelling = spellings[at];
    if (!spelling || isFixed(token, at)) continue;
    const { word } = token;
    const isLast = at === tokens.length - 1;
    if (!spelling.known || word.length >= knownSplitFrom) {
      const splits = splitsOf(word, dictionary.count, spelling.known ? 2 : 3);
      spelling.splits = splits.slice(0, spelling.known ? 1 : mostSplits);
    }
    if (partOfJoin.has(at) || (isLast && !spelling.known && dictionary.hasBeginning(word))) continue;
    const known = otherFormsOf(word).find(dictionary.has);
    if (!dictionary.isSpelt(word)) {
      spelling.corrections = known ? [{ word: known, edits: 1 }] : dictionary.nearest(word);
    } else if (spelling.known && known === undefined) spelling.corrections = likelier(word, dictionary);
  }
  return spellings;
}

/** The text with each mistyped word as it was probably meant. */
export function correctText(
  text: string,
  tokens: readonly QueryToken[],
  spellings: readonly WordSpelling[],
): string {
  let corrected = text;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    const best = spellings[at]?.corrections[0];
    if (!token || !best || spellings[at]?.splits.length || spellings[at]?.known) continue;
    corrected = corrected.slice(0, token.start) + best.word + corrected.slice(token.end);
  }
  return corrected;
}
