import type { Alternative, Slot, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { facetStrength, namesInQuery } from '../../../domain/search/points.ts';
import { ranking } from '../../../domain/search/ranking-signals.ts';
import { stemOf } from '../stem-of.ts';
import type { TermFinder } from './term-finder.ts';
import { tokenNumber } from './token-weights.ts';
import { facetToken, formToken, shortestBeginningInText, tokenOfWords, yearToken } from './tokens.ts';
import type { WordCounts } from './word-counts.ts';

/** One way in which an alternative may be in a record: as a whole, or only begun. It is there where each of its groups is. */
export interface Way {
  alternative: Alternative;
  slot: number;
  begun: boolean;
  /** What its being there counts of the slot, and what its strength is multiplied by. */
  share: number;
  scale: number;
  /** How strongly, where that does not depend on what it weighs in the record. It has one group then. */
  strength?: number;
  /** Beginnings of single words are weighed alike in short and long records, and as much in a name or a text however often they stand there. */
  isAlike: boolean;
  inText: number;
  /** Numbers of its groups of tokens: from, and up to. */
  from: number;
  to: number;
}

/** What having a token means for a query. */
export interface AskedToken {
  hash: number;
  check: number;
  groups: number[];
  /** Bits of the forms by which a record may be called just so, in their order. */
  forms: number;
  /** Share of what is required by which a record is called. */
  named: number;
  isYear: boolean;
}

export interface AskedTokens {
  ways: readonly Way[];
  groupCount: number;
  /** The way that a group belongs to. */
  wayOf: readonly number[];
  tokens: readonly AskedToken[];
  /** By slot of the query: how much it counts, how telling it is included. */
  weights: readonly number[];
}

type InWords = Alternative & { match: 'words' };
const mostForms = 30;

/** The tokens that a query asks for, by what having them means. */
export function askTokens(asked: UnderstoodQuery, counts: WordCounts, finder: TermFinder): AskedTokens {
  const { slots, years = [], exact, exactForms = [exact] } = asked;
  const byToken = new Map<string, AskedToken>();
  const ways: Way[] = [];
  const wayOf: number[] = [];
  const weights = slots.map((slot) =>
    slot.preference ? slot.importance : slot.importance * counts.rarityOf(slot),
  );

  function meaningOf(token: string): AskedToken {
    const known = byToken.get(token) ?? {
      ...tokenNumber(token),
      ...{ groups: [], forms: 0, named: 0, isYear: false },
    };
    byToken.set(token, known);
    return known;
  }

  function addWay(way: Omit<Way, 'from' | 'to'>, groups: readonly (readonly string[])[]): void {
    if (groups.length === 0 || groups.some((tokens) => tokens.length === 0)) return;
    const from = wayOf.length;
    for (const tokens of groups) {
      for (const token of new Set(tokens)) meaningOf(token).groups.push(wayOf.length);
      wayOf.push(ways.length);
    }
    ways.push({ ...way, from, to: wayOf.length });
  }

  const pairsOf = (words: readonly string[]) =>
    words.slice(1).map((word, at) => [tokenOfWords([words[at] as string, word], finder) ?? '']);

  /** Words of no known term stand together where each two of them do. */
  function groupsOf(words: readonly string[]): string[][] {
    const token = tokenOfWords(words, finder);
    return token === undefined ? pairsOf(words) : [[token]];
  }

  function begunGroups({ words }: InWords): string[][] {
    const [last = '', ...before] = [...words].reverse();
    const begun = counts.beginningWith(last).map(stemOf);
    const previous = before[0];
    if (previous === undefined) return [begun];
    const start = stemOf(previous);
    const pairs = begun.map((stem) => `${start} ${stem}`).filter(counts.isHeld);
    return [...pairsOf(words.slice(0, -1)), pairs];
  }

  for (const [slot, { alternatives }] of slots.entries()) {
    const broadness = counts.broadnessOf(slots[slot] as Slot);
    for (const alternative of alternatives) {
      const { weight } = alternative;
      const scale = weight * (broadness.get(alternative) ?? 1);
      const whole = { alternative, slot, begun: false, share: weight, scale, isAlike: false, inText: 0 };
      if (alternative.match === 'facet') {
        const { facet, values } = alternative;
        const tokens = values.map((value) => facetToken(facet, value));
        addWay({ ...whole, strength: scale * facetStrength(facet) }, [tokens]);
        continue;
      }
      addWay(whole, groupsOf(alternative.words));
      if (!alternative.prefix) continue;
      const share = weight * ranking.begun;
      const [only = '', ...more] = alternative.words;
      const isAlike = more.length === 0;
      const inText = isAlike && only.length >= shortestBeginningInText ? ranking.begunWeights.text : 0;
      addWay({ ...whole, begun: true, share, scale: share, isAlike, inText }, begunGroups(alternative));
    }
  }
  const forms = exactForms.filter((form) => form !== '').slice(0, mostForms);
  for (const [at, form] of forms.entries()) meaningOf(formToken(form)).forms |= 1 << at;
  for (const [form, share] of namesInQuery(asked, weights)) {
    if (form === '') continue;
    const meaning = meaningOf(formToken(form));
    meaning.named = Math.max(meaning.named, share);
  }
  for (const year of years) meaningOf(yearToken(year)).isYear = true;
  return { ways, groupCount: wayOf.length, wayOf, tokens: [...byToken.values()], weights };
}
