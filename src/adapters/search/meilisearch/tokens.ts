import { type FacetName, facetNames } from '../../../domain/search/facets.ts';
import { facetStrength } from '../../../domain/search/points.ts';
import { wordStrength } from '../../../domain/search/ranking-signals.ts';
import { stemOf } from '../stem-of.ts';
import type { TermFinder } from './term-finder.ts';

// What a record holds is one attribute of tokens, so that all alternatives of a slot are one condition: the time that Meilisearch takes to
// read a filter grows with the square of the number of its conditions, and hardly with the values of one.

/** Stems and terms stand as they are. */
export const wordToken = (word: string) => `=${word}`;
export const nameWordToken = (word: string) => `^${word}`;
export const formToken = (form: string) => `!${form}`;
export const facetToken = (facet: FacetName, value: string) => `${facet}:${value}`;

/** Years are wishes: records are scored by them, and found by an attribute of their own. */
export const yearToken = (year: number) => `year ${year}`;

/** The word that a token stands for as it is; undefined for other tokens. */
export function wordOf(token: string): string | undefined {
  return token.startsWith('=') ? token.slice(1) : undefined;
}

/** Two letters begin too many words of a text to say anything: they are looked for in names only. */
export const shortestBeginningInText = 3;

/**
 * The token by which words are held: the stem of one, a term, two words as they stand together in names and numbers. Undefined for more words that
 * are no known term.
 */
export function tokenOfWords(words: readonly string[], finder: TermFinder): string | undefined {
  return words.length <= 2 ? words.map(stemOf).join(' ') : finder.termOf(words);
}

/** Where a record belongs, and who it is about, is narrowed by and not searched for. */
const scopes: readonly FacetName[] = ['kind', 'organisation', 'region'];
export const searchedFacets = facetNames.filter((name) => !scopes.includes(name));

/**
 * How much of a record something is, by what its fields weigh together: hardly told, told by name, told again and again. The strongest
 * first, with what it is worth at least.
 */
export const levels = [18, 9, 4].map((least) => ({ least, strength: wordStrength(least, 1) }));

export type Level = (typeof levels)[number];

export const levelToken = ({ least }: Level, token: string) => `${least} ${token}`;

/** The levels of a facet that a record has. */
export function levelsOfFacet(facet: FacetName): Level[] {
  return levels.filter(({ strength }) => facetStrength(facet) >= strength);
}
