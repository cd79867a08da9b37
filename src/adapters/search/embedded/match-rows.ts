import type { Slot, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { asksForNothing, shareOfWishes } from '../../../domain/search/points.ts';
import { ranking, rarity } from '../../../domain/search/ranking-signals.ts';
import { buildSlotMatcher } from './match-slots.ts';
import { fullStrength, type PostingsReader } from './open-postings.ts';
import type { RowTable } from './row-table.ts';

/** What was found, by row. Valid until the next search: the arrays are used again. */
export interface Matches {
  /** 1 where the row answers the query at all, filters aside. */
  answers: Uint8Array;
  /** How well the words match, 0 to 1. */
  words: Float32Array;
  /** Share of what is required that the row answers, 0 to 1. */
  answered: Float32Array;
  /** Share of the preferences that the row answers, 0 to 1. */
  wishes: Float32Array;
  /** By slot of the query: how much it counts, how telling it is included. */
  weights: number[];
}

const sumOf = (slots: readonly Slot[]) => slots.reduce((sum, { importance }) => sum + importance, 0);

export type Matcher = (asked: UnderstoodQuery, exactRows: readonly number[]) => Matches;

/**
 * A row answers when it holds every phrase, none of the excluded words, is within the organisations named and answers enough of what is
 * required; something that no record has counts as missing from all. Where only preferences are asked for, it answers one at least.
 */
export function buildMatcher(postings: PostingsReader, table: RowTable): Matcher {
  const size = table.size();
  const matchSlot = buildSlotMatcher(postings, table);
  const space = {
    answers: new Uint8Array(size),
    words: new Float32Array(size),
    answered: new Float32Array(size),
    wishes: new Float32Array(size),
    phrases: new Uint8Array(size),
    held: new Float32Array(size),
    slotsHeld: new Uint8Array(size),
  };
  const { answers, words, answered, wishes, phrases, held, slotsHeld } = space;

  function clear(): void {
    for (const array of Object.values(space)) array.fill(0);
  }

  /** Returns what each slot counts. */
  function addSlots({ slots }: UnderstoodQuery): number[] {
    return slots.map(({ importance, preference, ...slot }) => {
      const { rows, strength, share, rarity: telling } = matchSlot(slot);
      const weight = preference ? importance : importance * telling;
      const gains = preference ? wishes : answered;
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] as number;
        gains[row] = (gains[row] as number) + importance * (share[row] as number);
        if (preference) continue;
        held[row] = (held[row] as number) + importance;
        slotsHeld[row] = (slotsHeld[row] as number) + 1;
        words[row] = (words[row] as number) + weight * (strength[row] as number);
      }
      return weight;
    });
  }

  /** Returns the weights of all phrases. */
  function addPhrases({ phrases: asked }: UnderstoodQuery): number {
    return asked.reduce((sum, phrase) => {
      const { rows, strengths } = postings.phrase(phrase);
      const weight = rarity(rows.length, table.count());
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] as number;
        phrases[row] = (phrases[row] as number) + 1;
        answered[row] = (answered[row] as number) + 1;
        held[row] = (held[row] as number) + 1;
        words[row] = (words[row] as number) + (weight * (strengths[at] as number)) / fullStrength;
      }
      return sum + weight;
    }, 0);
  }

  /** An amount and years are wishes too; returns how much they count. */
  function addNumbers({ amountGbp, years }: UnderstoodQuery): number {
    if (amountGbp) {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = amountGbp;
      for (let row = 1; row < size; row += 1) {
        const amount = table.amount[row] as number;
        if (amount >= min && amount <= max) wishes[row] = (wishes[row] as number) + 1;
      }
    }
    if (years) {
      const { setOf, setsWith } = table.columns.year;
      const wanted = setsWith(years.map(String));
      for (let row = 1; row < size; row += 1) {
        if (wanted[setOf[row] as number] === 1) wishes[row] = (wishes[row] as number) + 1;
      }
    }
    return (amountGbp ? 1 : 0) + (years ? 1 : 0);
  }

  /** By row: whether an organisation that was named has a role in it, or has been seen using it. */
  function scopeOf({ organisations, purpose }: UnderstoodQuery): ((row: number) => boolean) | undefined {
    if (organisations.length === 0) return undefined;
    const { organisation, adopter } = table.columns;
    const inRole = organisation.setsWith(organisations);
    if (purpose !== 'use') return (row) => inRole[organisation.setOf[row] as number] === 1;
    const adopting = adopter.setsWith(organisations);
    return (row) =>
      inRole[organisation.setOf[row] as number] === 1 || adopting[adopter.setOf[row] as number] === 1;
  }

  return (asked, exactRows) => {
    clear();
    const weights = addSlots(asked);
    const required = asked.slots.filter(({ preference }) => !preference);
    const telling =
      asked.slots.reduce((sum, slot, at) => sum + (slot.preference ? 0 : (weights[at] as number)), 0) +
      addPhrases(asked);
    const importance = sumOf(required) + asked.phrases.length;
    const hasUnknown = required.some(({ unknown }) => unknown);
    const least = importance * ranking.leastHeld - 1e-6;
    const leastSlots = hasUnknown ? ranking.leastSlotsBesideUnknown : 0;
    const wished = sumOf(asked.slots.filter(({ preference }) => preference)) + addNumbers(asked);
    const isWithin = scopeOf(asked);
    const mustWish = importance === 0 && wished > 0 && !isWithin;
    const needsPhrases = asked.phrases.length;
    for (let row = 1; row < size; row += 1) {
      if (table.state[row] === 0 || phrases[row] !== needsPhrases) continue;
      if (importance > 0) {
        if ((held[row] as number) < least || (slotsHeld[row] as number) < leastSlots) continue;
        answered[row] = (answered[row] as number) / importance;
        words[row] = (words[row] as number) / telling;
      } else {
        answered[row] = 1;
        words[row] = 1;
      }
      if (wished > 0) wishes[row] = shareOfWishes(wishes[row] as number, wished);
      if (mustWish && wishes[row] === 0) continue;
      if (!isWithin || isWithin(row)) answers[row] = 1;
    }
    if (asksForNothing(asked)) answers.fill(0);
    for (const row of exactRows) {
      if (table.state[row] === 0) continue;
      answers[row] = 1;
      answered[row] = 1;
    }
    for (const word of asked.excluded) {
      for (const row of postings.phrase(word.split(' ')).rows) answers[row] = 0;
    }
    return { answers, words, answered, wishes, weights };
  };
}
