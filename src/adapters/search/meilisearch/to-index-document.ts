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
import { documentKey } from './document-key.ts';
import type { IndexDocument } from './index-document.ts';

const markers = new RegExp(`[${highlightStart}${highlightEnd}]`, 'g');
const weights = Object.values(textFieldWeights);
const nameFields = textFields
  .map((field, at) => ({ field, at }))
  .filter(({ field }) => ['title', 'names', 'repository'].includes(field))
  .map(({ at }) => at);

/** What the fields of each stem weigh together. */
function weighStems(stemsByField: readonly (readonly string[])[]): Map<string, number> {
  const total = new Map<string, number>();
  stemsByField.forEach((stems, field) => {
    const counts = new Map<string, number>();
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    for (const [stem, count] of counts) {
      total.set(stem, (total.get(stem) ?? 0) + (weights[field] as number) * mentions(count));
    }
  });
  return total;
}

function pairsOf(stemsByField: readonly (readonly string[])[]): string[] {
  const pairs = new Set<string>();
  for (const stems of stemsByField) {
    for (let at = 1; at < stems.length; at += 1) pairs.add(`${stems[at - 1]} ${stems[at]}`);
  }
  return [...pairs];
}

/** The document of a record as Meilisearch keeps it. Folded and stemmed here, so that both sides of a search and all engines do alike. */
export function toIndexDocument(document: SearchDocument): IndexDocument {
  const { kind, id, facets, signals, summary, updatedAt } = document;
  const updated = Date.parse(updatedAt);
  if (Number.isNaN(updated)) {
    throw new CatalogueError('invalid', `${kind} ${id} was updated at no time: ${updatedAt}`);
  }
  const texts = textFields.map((field) => document.text[field].replace(markers, ''));
  const wordsByField = texts.map(foldWords);
  const stemsByField = wordsByField.map((words) => words.map(stemOf));
  const stemWeights = weighStems(stemsByField);
  const weighingAtLeast = (least: number) =>
    [...stemWeights].filter(([, weight]) => weight >= least).map(([stem]) => stem);
  const name = foldExact(summary.title);
  const { tier, product, group, amountGbp: amount } = document;
  const years = document.years;
  const exact = document.exact.filter((form) => form !== '');
  return {
    ...facets,
    key: documentKey(kind, id),
    state: document.capacity ? 2 : 1,
    words: [...new Set(wordsByField.flat())],
    nameWords: [...new Set(nameFields.flatMap((at) => wordsByField[at] ?? []))],
    stems: [...stemWeights.keys()],
    stems4: weighingAtLeast(4),
    stems9: weighingAtLeast(9),
    stems18: weighingAtLeast(18),
    pairs: pairsOf(stemsByField),
    exact,
    adopter: document.adopters,
    year: years,
    ...(group === undefined ? {} : { group }),
    ...(amount === undefined ? {} : { amount }),
    updated,
    length: wordsByField.reduce((sum, { length }) => sum + length, 0),
    name,
    tier,
    worthNeed: recordFactor(kind, signals, 'need'),
    worthMoney: recordFactor(kind, signals, 'money'),
    worthUse: recordFactor(kind, signals, 'use'),
    basis: {
      ...{ kind, id, tier, signals, product, original: document.originals[0], group, updated, amount },
      ...{
        name,
        exact,
        years,
        facets: Object.fromEntries(facetNames.map((facet) => [facet, facets[facet]])),
      },
      words: wordsByField.map((words) => words.join(' ')).join('\n'),
    } as IndexDocument['basis'],
    shown: { hit: { kind, id, updatedAt, summary }, texts },
    fingerprint: fingerprintDocument(document),
  };
}
