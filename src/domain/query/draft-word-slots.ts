import { generalWords } from './asking-words.ts';
import type { WordSpelling } from './correct-words.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import type { SlotDraft } from './slot-draft.ts';
import type { Alternative, Reason } from './understood-query.ts';
import type { WordDictionary } from './word-dictionary.ts';
import { otherFormsOf } from './word-variants.ts';

const weights = {
  ...{ typed: 1, form: 0.95, joined: 0.95, split: 0.9, oneEdit: 0.9, twoEdits: 0.6, partOfHung: 0.5 },
  ...{ beginning: 0.9, shortLonger: 0.6, longer: 0.4 },
};
/** Each further guess is worth less. */
const rankFactor = 0.8;
const generalImportance = 0.3;
const shortImportance = 0.4;
const shortWord = 4;

export interface WordSlots {
  tokens: readonly QueryToken[];
  /** The same tokens as they were typed. */
  typed: readonly QueryToken[];
  spellings: readonly WordSpelling[];
  dictionary: WordDictionary;
  /** The last word may be a beginning. */
  unfinished: boolean;
}

function inWords(words: readonly string[], weight: number, why: Reason): Alternative {
  return { match: 'words', words, weight, why };
}

/** A known word may go on too: "bad" to "badge". The shorter it is, the likelier. */
function beginningsOf(word: string, { has, hasBeginning }: WordDictionary): Alternative[] {
  if (word.length < 2 || !hasBeginning(word)) return [];
  const known = word.length <= shortWord ? weights.shortLonger : weights.longer;
  const weight = has(word) ? known : weights.beginning;
  return [{ match: 'words', words: [word], prefix: true, weight, why: 'typed' }];
}

function spelledOtherwise(
  word: string,
  spelling: WordSpelling | undefined,
  { has }: WordDictionary,
): Alternative[] {
  const { corrections = [], splits = [] } = spelling ?? {};
  return [
    ...otherFormsOf(word)
      .filter(has)
      .map((form) => inWords([form], weights.form, 'typed')),
    ...splits.map((words) => inWords(words, weights.split, 'split')),
    ...corrections.flatMap(({ word: right, edits }, rank) => {
      const weight = (edits === 1 ? weights.oneEdit : weights.twoEdits) * rankFactor ** rank;
      const forms = rank === 0 ? otherFormsOf(right).filter(has) : [];
      return [right, ...forms].map((form) => inWords([form], weight, 'corrected'));
    }),
  ];
}

function joinedOver(at: number, spellings: readonly WordSpelling[]): Alternative[] {
  return spellings.flatMap(({ joins }, from) =>
    joins
      .filter(({ words }) => from <= at && at < from + words)
      .map(({ word }) => inWords([word], weights.joined, 'joined')),
  );
}

/** One slot a word, but one for a letter that hangs on the next word ("e-forms"). `isFree` tells the words that are still to be found. */
export function draftWordSlots(
  { tokens, typed, spellings, dictionary, unfinished }: WordSlots,
  isFree: (at: number) => boolean,
): SlotDraft[] {
  const canMatch = (one: Alternative) =>
    one.match === 'facet' ||
    (one.prefix ? dictionary.hasBeginning(one.words[0] ?? '') : one.words.every(dictionary.has));

  function draft(span: Span): SlotDraft {
    const words = typed.slice(span.from, span.to).map(({ word }) => word);
    const last = words.at(-1) ?? '';
    const isHung = words.length > 1;
    const alternatives = [
      inWords(words, weights.typed, 'typed'),
      ...(isHung ? [inWords([last], weights.partOfHung, 'typed')] : []),
      ...spelledOtherwise(last, spellings[span.to - 1], dictionary),
      ...joinedOver(span.from, spellings),
      ...(span.to === typed.length && unfinished && !isHung ? beginningsOf(last, dictionary) : []),
    ];
    const isGeneral = !isHung && generalWords.has(tokens[span.from]?.word ?? '');
    const isShort = !isHung && (last.length === 1 || /^\d{1,2}$/.test(last));
    return {
      span,
      typed: words.join('-'),
      alternatives,
      importance: isGeneral ? generalImportance : isShort ? shortImportance : 1,
      preference: isGeneral || isShort,
      unknown: !alternatives.some(canMatch),
    };
  }

  const drafts: SlotDraft[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isFree(at)) continue;
    const next = typed[at + 1];
    const isHung =
      typed[at]?.word.length === 1 && next?.attached === true && next.word.length > 2 && isFree(at + 1);
    drafts.push(draft({ from: at, to: isHung ? at + 2 : at + 1 }));
    if (isHung) at += 1;
  }
  return drafts;
}
