import type { Alternative, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { stemOf } from '../stem-of.ts';
import type { TermFinder } from './term-finder.ts';
import { facetToken, searchedFacets, tokenOfWords } from './tokens.ts';
import type { WordCounts } from './word-counts.ts';

/**
 * The query without alternatives that no record has, which are most of what a thesaurus leads to. What was typed stays: it may have come
 * into a record since words were counted.
 */
export function dropUnheld(
  asked: UnderstoodQuery,
  { isHeld }: WordCounts,
  finder: TermFinder,
): UnderstoodQuery {
  function mayMatch(alternative: Alternative): boolean {
    if (alternative.match === 'facet') {
      const { facet, values } = alternative;
      return !searchedFacets.includes(facet) || values.some((value) => isHeld(facetToken(facet, value)));
    }
    if (alternative.why === 'typed' || alternative.prefix) return true;
    const token = tokenOfWords(alternative.words, finder);
    return token === undefined ? alternative.words.every((word) => isHeld(stemOf(word))) : isHeld(token);
  }

  const slots = asked.slots.map((slot) => ({ ...slot, alternatives: slot.alternatives.filter(mayMatch) }));
  return { ...asked, slots };
}
