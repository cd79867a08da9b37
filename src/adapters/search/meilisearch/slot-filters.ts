import type { Alternative, Slot } from '../../../domain/query/understood-query.ts';
import { facetStrength } from '../../../domain/search/points.ts';
import { ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import { stemOf } from '../stem-of.ts';
import { allOf, anyOf, type Filter, isOneOf } from './filter-expressions.ts';

/** The stems of a document by how much their fields weigh, with what such a stem is worth at least; the strongest first. */
const stemLevels = [
  { attribute: 'stems18', strength: wordStrength(18, 1) },
  { attribute: 'stems9', strength: wordStrength(9, 1) },
  { attribute: 'stems4', strength: wordStrength(4, 1) },
] as const;
const shortestBeginningInText = 3;
const begunStrengths = {
  name: wordStrength(ranking.begunWeights.name, 1),
  text: wordStrength(ranking.begunWeights.text, 1),
};

/** Words of the records that begin as typed. */
export interface WordBeginnings {
  beginningWith(start: string): readonly string[];
}

export interface SlotFilters {
  /** Documents with any of the alternatives. */
  holding(slot: Pick<Slot, 'alternatives'>): Filter;
  /** Documents in which the best alternative is worth at least so much, 0 to 1; roughly, the length of texts aside. */
  worthAtLeast(slot: Pick<Slot, 'alternatives'>, strength: number): Filter;
}

/** Stems one after the other within a field; of three and more, every two of them. */
export function inSequence(words: readonly string[]): Filter {
  const stems = words.map(stemOf);
  return allOf(...stems.slice(1).map((stem, at) => isOneOf('pairs', [`${stems[at]} ${stem}`])));
}

/** A phrase: the words as they are, one after the other within a field. */
export function inPhrase(words: readonly string[]): Filter {
  return allOf(...words.map((word) => isOneOf('words', [word])), inSequence(words));
}

type InWords = Alternative & { match: 'words' };
const isWords = (one: Alternative): one is InWords => one.match === 'words';

export function buildSlotFilters(beginnings: WordBeginnings): SlotFilters {
  function begun({ words }: InWords, attribute: 'words' | 'nameWords'): Filter {
    const last = words.at(-1) ?? '';
    const before = words.slice(0, -1);
    const beginning = isOneOf(attribute, beginnings.beginningWith(last));
    return allOf(...before.map((word) => isOneOf('words', [word])), inSequence(before), beginning);
  }

  function holding({ alternatives }: Pick<Slot, 'alternatives'>): Filter {
    const inWords = alternatives.filter(isWords);
    const single = inWords.flatMap(({ words: [word, ...more] }) => (word && more.length === 0 ? word : []));
    return anyOf(
      isOneOf('stems', single.map(stemOf)),
      ...inWords.filter(({ words }) => words.length > 1).map(({ words }) => inSequence(words)),
      ...inWords
        .filter(({ prefix }) => prefix)
        .map((one) => begun(one, isBegunInText(one) ? 'words' : 'nameWords')),
      ...alternatives.map((one) => (one.match === 'facet' ? isOneOf(one.facet, one.values) : false)),
    );
  }

  function isWorth(alternative: Alternative, least: number): Filter {
    const { weight } = alternative;
    if (alternative.match === 'facet') {
      const { facet, values } = alternative;
      return facetStrength(facet) * weight >= least && isOneOf(facet, values);
    }
    const level = stemLevels.findLast(({ strength }) => strength * weight >= least);
    const { words, prefix } = alternative;
    const stems = words.map(stemOf);
    const whole =
      level !== undefined &&
      allOf(inSequence(words), ...stems.map((stem) => isOneOf(level.attribute, [stem])));
    if (!prefix) return whole;
    const share = weight * ranking.begun;
    if (isBegunInText(alternative) && begunStrengths.text * share >= least) {
      return anyOf(whole, begun(alternative, 'words'));
    }
    return anyOf(whole, begunStrengths.name * share >= least && begun(alternative, 'nameWords'));
  }

  return {
    holding,
    worthAtLeast: ({ alternatives }, strength) => anyOf(...alternatives.map((one) => isWorth(one, strength))),
  };
}

/** Two letters begin too many words of a text to say anything: they are looked for in names only. */
function isBegunInText({ words }: InWords): boolean {
  return words.length > 1 || (words[0]?.length ?? 0) >= shortestBeginningInText;
}
