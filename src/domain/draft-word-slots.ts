import { generalWords } from './asking-words.ts';
import type { WordSpelling } from './correct-words.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import type { SlotDraft } from './slot-draft.ts';
import type { Alternative } from './understood-query.ts';
import type { WordDictionary } from './word-dictionary.ts';
import { otherFormsOf } from './word-variants.ts';

const weights = {
  form: 0.95,
  joined: 0.95,
  split: 0.9,
  oneEdit: 0.8,
  twoEdits: 0.6,
  beginning: 0.9,
  longer: 0.4,
};
const generalImportance = 0.3;
const shortImportance = 0.4;

export interface WordSlots {
  tokens: readonly QueryToken[];
  /** The same tokens as they were typed. */
  typed: readonly QueryToken[];
  spellings: readonly WordSpelling[];
  dictionary: WordDictionary;
  /** The last word may be a beginning. */
  unfinished: boolean;
}

function beginnings(word: string, known: boolean): Alternative[] {
  if (word.length < 2) return [];
  const weight = known ? weights.longer : weights.beginning;
  return [{ match: 'words', words: [word], prefix: true, weight, why: 'typed' }];
}

/** One slot a word, but one for a letter that hangs on the next word ("e-forms"). `isFree` tells the words that are still to be found. */
export function draftWordSlots(
  { tokens, typed, spellings, dictionary, unfinished }: WordSlots,
  isFree: (at: number) => boolean,
): SlotDraft[] {
  const drafts: SlotDraft[] = [];

  function spelt(at: number, word: string): Alternative[] {
    const spelling = spellings[at];
    if (!spelling) return [];
    const { corrections, splits } = spelling;
    const formed = otherFormsOf(word)
      .filter((form) => dictionary.has(form))
      .map((form): Alternative => ({ match: 'words', words: [form], weight: weights.form, why: 'typed' }));
    const split = splits.map(
      (words): Alternative => ({ match: 'words', words, weight: weights.split, why: 'split' }),
    );
    const corrected = corrections.flatMap(({ word: right, edits }, rank): Alternative[] => {
      const weight = (edits === 1 ? weights.oneEdit : weights.twoEdits) * 0.9 ** rank;
      const forms = rank === 0 ? otherFormsOf(right).filter((form) => dictionary.has(form)) : [];
      return [right, ...forms].map((form) => ({ match: 'words', words: [form], weight, why: 'corrected' }));
    });
    return [...formed, ...split, ...corrected];
  }

  function joinedOver(at: number): Alternative[] {
    return spellings.flatMap(({ joins }, from) =>
      joins
        .filter(({ words }) => from <= at && at < from + words)
        .map(
          ({ word }): Alternative => ({
            match: 'words',
            words: [word],
            weight: weights.joined,
            why: 'joined',
          }),
        ),
    );
  }

  for (let at = 0; at < tokens.length; at += 1) {
    const word = typed[at]?.word ?? '';
    if (!isFree(at)) continue;
    const next = typed[at + 1];
    const isHung = word.length === 1 && next?.attached === true && next.word.length > 2 && isFree(at + 1);
    const span: Span = { from: at, to: isHung ? at + 2 : at + 1 };
    const isLast = span.to === tokens.length;
    const last = typed[span.to - 1]?.word ?? '';
    const known = isHung || (spellings[at]?.known ?? false);
    const alternatives: Alternative[] = [
      { match: 'words', words: isHung ? [word, last] : [word], weight: 1, why: 'typed' },
      ...(isHung ? [{ match: 'words' as const, words: [last], weight: 0.5, why: 'typed' as const }] : []),
      ...spelt(span.to - 1, last),
      ...joinedOver(at),
      ...(isLast && unfinished && !isHung ? beginnings(word, known) : []),
    ];
    const general = generalWords.has(tokens[at]?.word ?? '') && !isHung;
    const short = !isHung && (word.length === 1 || /^\d{1,2}$/.test(word));
    drafts.push({
      span,
      typed: isHung ? `${word}-${last}` : word,
      alternatives,
      importance: general ? generalImportance : short ? shortImportance : 1,
      preference: general || short,
      unknown:
        !known &&
        alternatives.length === 1 + Number(isLast && unfinished && !isHung && word.length > 1) &&
        !(isLast && unfinished && dictionary.hasBeginning(word)),
    });
    at = span.to - 1;
  }
  return drafts;
}
