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
import type { IndexDocument, Shown, Traits } from './index-document.ts';
import type { TermFinder } from './term-finder.ts';
import { type TokenWeight, writeTokens } from './token-weights.ts';
import {
  facetToken,
  formToken,
  levels,
  levelsOfFacet,
  levelToken,
  nameWordToken,
  searchedFacets,
  wordToken,
  yearToken,
} from './tokens.ts';
import { writeFields } from './weigh-phrases.ts';

const markers = new RegExp(`[${highlightStart}${highlightEnd}]`, 'g');
const weights = Object.values(textFieldWeights);
const isNameField = textFields.map((field) => textFieldWeights[field] >= textFieldWeights.repository);

/** "100,000" is two words. */
const isNumber = (pair: string) => /^\d+ \d+$/.test(pair);

function pairsOf(stems: readonly string[]): string[] {
  return stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`);
}

/** What the fields of each stem, term and two words of a name weigh together. */
function weighTokens(
  stemsByField: readonly (readonly string[])[],
  finder: TermFinder,
): Map<string, TokenWeight> {
  const total = new Map<string, TokenWeight>();
  stemsByField.forEach((stems, field) => {
    const pairs = pairsOf(stems).filter(
      (pair) => (isNameField[field] || isNumber(pair)) && !finder.isTerm(pair),
    );
    const counts = new Map<string, number>();
    for (const token of [...stems, ...finder.termsIn(stems), ...pairs]) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    for (const [token, count] of counts) {
      const { weight, isName } = total.get(token) ?? { weight: 0, isName: false };
      total.set(token, {
        weight: weight + (weights[field] as number) * mentions(count),
        isName: isName || isNameField[field] === true,
      });
    }
  });
  return total;
}

function facetTokens({ facets }: SearchDocument) {
  return searchedFacets.flatMap((facet) =>
    facets[facet].map((value) => ({ facet, token: facetToken(facet, value) })),
  );
}

/** What a record is scored by: its words by what they weigh, and what else it has. */
function scoredTokens(
  { years }: SearchDocument,
  weighed: ReadonlyMap<string, TokenWeight>,
  others: readonly string[],
): Map<string, TokenWeight> {
  const there: TokenWeight = { weight: 0, isName: false };
  return new Map([
    ...weighed,
    ...[...others, ...years.map(yearToken)].map((token) => [token, there] as const),
  ]);
}

/** The document of a record as Meilisearch keeps it. Folded and stemmed here, so that both sides of a search and all engines do alike. */
export function toIndexDocument(document: SearchDocument, finder: TermFinder): IndexDocument {
  const { kind, id, facets, signals, summary, updatedAt, product, originals, group, amountGbp } = document;
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
  const key = documentKey(kind, id);
  const fingerprint = fingerprintDocument(document);
  const forms = document.exact.filter((form) => form !== '').map(formToken);
  const [original] = originals;
  const standing = {
    tier: document.tier,
    updated,
    length,
    name: foldExact(summary.title),
    ...(group === undefined ? {} : { group }),
    ...(amountGbp === undefined ? {} : { amount: amountGbp }),
  };
  const named = facetNames.filter((name) => facets[name].length > 0);
  const ofFacet = Object.fromEntries(named.map((name) => [name, facets[name]]));
  return {
    ...facets,
    ...standing,
    worthNeed: recordFactor(kind, signals, 'need'),
    worthMoney: recordFactor(kind, signals, 'money'),
    worthUse: recordFactor(kind, signals, 'use'),
    key,
    tag: tagOf(key, fingerprint),
    traits: JSON.stringify({
      ...{ kind, id, signals, ...standing, facets: ofFacet },
      ...(product === undefined ? {} : { product }),
      ...(original === undefined ? {} : { original }),
    } satisfies Traits),
    weights: writeTokens(
      scoredTokens(document, tokenWeights, [...ofFacets.map(({ token }) => token), ...forms]),
    ),
    state: document.capacity ? 2 : 1,
    held: [
      ...tokenWeights.keys(),
      ...ofFacets.map(({ token }) => token),
      ...forms,
      ...new Set(wordsByField.flat().map(wordToken)),
      ...new Set(wordsByField.flatMap((words, at) => (isNameField[at] ? words.map(nameWordToken) : []))),
    ],
    weighty: [
      ...[...tokenWeights].flatMap(([token, { weight }]) =>
        levels.filter(({ least }) => weight >= least).map((level) => levelToken(level, token)),
      ),
      ...ofFacets.flatMap(({ facet, token }) =>
        levelsOfFacet(facet).map((level) => levelToken(level, token)),
      ),
    ],
    adopter: document.adopters,
    year: document.years,
    words: writeFields(wordsByField),
    shown: JSON.stringify({ hit: { kind, id, updatedAt, summary }, texts } satisfies Shown),
    fingerprint,
  };
}
