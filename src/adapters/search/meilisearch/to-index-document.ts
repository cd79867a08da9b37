import { CatalogueError } from '../../../domain/errors.ts';
import { foldExact, foldWords } from '../../../domain/query/query.ts';
import { facetNames } from '../../../domain/search/facets.ts';
import { mentions, recordFactor } from '../../../domain/search/ranking-signals.ts';
import {
  highlightEnd,
  highlightStart,
  type SearchDocument,
  textFields,
  textFieldWeights,
} from '../../../domain/search/search-document.ts';
import { fingerprintDocument } from '../fingerprint-document.ts';
import { stemOf } from '../stem-of.ts';
import { documentKey, tagOf } from './document-key.ts';
import type { Basis, IndexDocument, Shown, Traits } from './index-document.ts';
import type { TermFinder } from './term-finder.ts';
import {
  facetToken,
  formToken,
  levels,
  levelsOfFacet,
  levelToken,
  nameWordToken,
  searchedFacets,
  wordToken,
} from './tokens.ts';
import { writeFields } from './weigh-words.ts';

const markers = new RegExp(`[${highlightStart}${highlightEnd}]`, 'g');
const weights = Object.values(textFieldWeights);
const isNameField = textFields.map((field) => textFieldWeights[field] >= textFieldWeights.repository);

/** "100,000" is two words. */
const isNumber = (pair: string) => /^\d+ \d+$/.test(pair);

function pairsOf(stems: readonly string[]): string[] {
  return stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`);
}

/** What the fields of each stem, term and two words of a name weigh together. */
function weighTokens(stemsByField: readonly (readonly string[])[], finder: TermFinder): Map<string, number> {
  const total = new Map<string, number>();
  stemsByField.forEach((stems, field) => {
    const pairs = pairsOf(stems).filter(
      (pair) => (isNameField[field] || isNumber(pair)) && !finder.isTerm(pair),
    );
    const counts = new Map<string, number>();
    for (const token of [...stems, ...finder.termsIn(stems), ...pairs]) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    for (const [token, count] of counts) {
      total.set(token, (total.get(token) ?? 0) + (weights[field] as number) * mentions(count));
    }
  });
  return total;
}

function facetTokens({ facets }: SearchDocument) {
  return searchedFacets.flatMap((facet) =>
    facets[facet].map((value) => ({ facet, token: facetToken(facet, value) })),
  );
}

function toBasis(
  document: SearchDocument,
  updated: number,
  stemsByField: readonly (readonly string[])[],
): Omit<Basis, 'length'> {
  const { kind, id, tier, signals, product, originals, group, amountGbp, years } = document;
  return {
    ...{ kind, id, tier, signals, updated, years },
    name: foldExact(document.summary.title),
    exact: document.exact.filter((form) => form !== ''),
    stems: writeFields(stemsByField),
    facets: facetTokens(document).map(({ token }) => token),
    ...(product === undefined ? {} : { product }),
    ...(originals[0] === undefined ? {} : { original: originals[0] }),
    ...(group === undefined ? {} : { group }),
    ...(amountGbp === undefined ? {} : { amount: amountGbp }),
  };
}

/** The document of a record as Meilisearch keeps it. Folded and stemmed here, so that both sides of a search and all engines do alike. */
export function toIndexDocument(document: SearchDocument, finder: TermFinder): IndexDocument {
  const { kind, id, facets, signals, summary, updatedAt, group, amountGbp } = document;
  const updated = Date.parse(updatedAt);
  if (Number.isNaN(updated)) {
    throw new CatalogueError('invalid', `${kind} ${id} was updated at no time: ${updatedAt}`);
  }
  const texts = textFields.map((field) => document.text[field].replace(markers, ''));
  const wordsByField = texts.map(foldWords);
  const stemsByField = wordsByField.map((words) => words.map(stemOf));
  const tokenWeights = weighTokens(stemsByField, finder);
  const ofFacets = facetTokens(document);
  const length = wordsByField.reduce((sum, words) => sum + words.length, 0);
  const basis = { ...toBasis(document, updated, stemsByField), length };
  const key = documentKey(kind, id);
  const fingerprint = fingerprintDocument(document);
  const standing = {
    tier: document.tier,
    updated,
    name: basis.name,
    ...(group === undefined ? {} : { group }),
    ...(amountGbp === undefined ? {} : { amount: amountGbp }),
    worthNeed: recordFactor(kind, signals, 'need'),
    worthMoney: recordFactor(kind, signals, 'money'),
    worthUse: recordFactor(kind, signals, 'use'),
  };
  const named = facetNames.filter((name) => facets[name].length > 0);
  const ofFacet = Object.fromEntries(named.map((name) => [name, facets[name]]));
  return {
    ...facets,
    ...standing,
    key,
    tag: tagOf(key, fingerprint),
    traits: JSON.stringify({ kind, ...standing, facets: ofFacet } satisfies Traits),
    state: document.capacity ? 2 : 1,
    held: [
      ...tokenWeights.keys(),
      ...ofFacets.map(({ token }) => token),
      ...basis.exact.map(formToken),
      ...new Set(wordsByField.flat().map(wordToken)),
      ...new Set(wordsByField.flatMap((words, at) => (isNameField[at] ? words.map(nameWordToken) : []))),
    ],
    weighty: [
      ...[...tokenWeights].flatMap(([token, weight]) =>
        levels.filter(({ least }) => weight >= least).map((level) => levelToken(level, token)),
      ),
      ...ofFacets.flatMap(({ facet, token }) =>
        levelsOfFacet(facet).map((level) => levelToken(level, token)),
      ),
    ],
    adopter: document.adopters,
    year: document.years,
    length,
    basis: JSON.stringify(basis),
    words: writeFields(wordsByField),
    shown: JSON.stringify({ hit: { kind, id, updatedAt, summary }, texts } satisfies Shown),
    fingerprint,
  };
}
