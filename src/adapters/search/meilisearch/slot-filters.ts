import type { Alternative, Slot } from '../../../domain/query/understood-query.ts';
import { facetStrength } from '../../../domain/search/points.ts';
import { ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import { stemOf } from '../stem-of.ts';
import { allOf, anyOf, type Filter, isOneOf } from './filter-expressions.ts';
import type { TermFinder } from './term-finder.ts';
import {
  facetToken,
  levels,
  levelsOfFacet,
  levelToken,
  nameWordToken,
  searchedFacets,
  shortestBeginningInText,
  tokenOfWords,
  wordToken,
} from './tokens.ts';

const begunInName = wordStrength(ranking.begunWeights.name, 1);

/** What is known of the records' words. */
export interface KnownWords {
  /** Words that begin as typed. */
  beginningWith(start: string): readonly string[];
  /** Whether any record has the token. */
  isHeld(token: string): boolean;
}

type Asked = Pick<Slot, 'alternatives'>;

export interface SlotFilters {
  /** Documents with any of the alternatives. */
  holding(slot: Asked): Filter;
  /**
   * Documents in which an alternative is worth at least so much, 0 to 1, beside what the best that is in any record counts; roughly, the
   * length of texts aside.
   */
  worthAtLeast(slot: Asked, share: number): Filter;
}

type InWords = Alternative & { match: 'words' };
const isWords = (one: Alternative): one is InWords => one.match === 'words';

export function buildSlotFilters(finder: TermFinder, { beginningWith, isHeld }: KnownWords): SlotFilters {
  const tokenOf = ({ words }: InWords) => tokenOfWords(words, finder);

  function tokensOf(alternative: Alternative): string[] {
    if (alternative.match === 'facet') {
      const { facet, values } = alternative;
      return searchedFacets.includes(facet) ? values.map((value) => facetToken(facet, value)) : [];
    }
    const token = tokenOf(alternative);
    const [word = '', ...more] = alternative.words;
    const begun = alternative.prefix && more.length === 0 ? beginningWith(word) : [];
    // Two letters begin too many words of a text to say anything: they are looked for in names only.
    const toToken = word.length < shortestBeginningInText ? nameWordToken : wordToken;
    return [...(token === undefined ? [] : [token]), ...begun.map(toToken)];
  }

  /** Several words that are no known term: documents with all of them, wherever they stand. */
  function holdingEach({ words, prefix }: InWords): Filter {
    const last = words.at(-1) ?? '';
    return allOf(
      ...words.slice(0, -1).map((word) => isOneOf('held', [stemOf(word)])),
      isOneOf('held', [stemOf(last), ...(prefix ? beginningWith(last).map(wordToken) : [])]),
    );
  }

  function isUnknown(alternative: Alternative): alternative is InWords {
    return isWords(alternative) && (alternative.prefix === true || tokenOf(alternative) === undefined);
  }

  function holding({ alternatives }: Asked): Filter {
    const others = alternatives.flatMap((one) =>
      one.match === 'facet' && !searchedFacets.includes(one.facet) ? isOneOf(one.facet, one.values) : [],
    );
    const several = alternatives.filter(isUnknown).filter(({ words }) => words.length > 1);
    return anyOf(isOneOf('held', alternatives.flatMap(tokensOf)), ...several.map(holdingEach), ...others);
  }

  function strongTokens(alternative: Alternative, least: number): string[] {
    const { weight } = alternative;
    if (alternative.match === 'facet') {
      const [level] = levelsOfFacet(alternative.facet);
      const isStrong = level !== undefined && facetStrength(alternative.facet) * weight >= least;
      return isStrong ? tokensOf(alternative).map((token) => levelToken(level, token)) : [];
    }
    const level = levels.findLast(({ strength }) => strength * weight >= least);
    const token = tokenOf(alternative);
    return level && token !== undefined ? [levelToken(level, token)] : [];
  }

  function worthAtLeast({ alternatives }: Asked, share: number): Filter {
    const there = alternatives.filter((one) => tokensOf(one).some(isHeld));
    const least = share * Math.max(0, ...there.map(({ weight }) => weight));
    const begun = alternatives
      .filter(isWords)
      .filter(({ prefix, words, weight }) => {
        return prefix && words.length === 1 && begunInName * weight * ranking.begun >= least;
      })
      .flatMap(({ words: [word = ''] }) => beginningWith(word).map(nameWordToken));
    const strong = alternatives.flatMap((one) => strongTokens(one, least));
    return anyOf(isOneOf('weighty', strong), isOneOf('held', begun));
  }

  return { holding, worthAtLeast };
}
