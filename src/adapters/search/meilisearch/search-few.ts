import { goalOf } from '../../../domain/search/ranking-signals.ts';
import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { countFound } from './count-found.ts';
import type { ShownDocument } from './keep-shown.ts';
import { buildHitMaker } from './make-hits.ts';
import { orderCandidates } from './order-candidates.ts';
import { type SearchPlan, scoredAtMost } from './plan-search.ts';
import { type Named, toNamed } from './read-candidates.ts';
import type { Reading } from './search-documents.ts';
import { compareBy, worthFor } from './sort-orders.ts';
import type { WordCounts } from './word-counts.ts';

/** Those that are worth most, in the order given. */
function worthMost(rows: readonly number[], worth: readonly number[], most: number): number[] {
  if (rows.length <= most) return [...rows];
  const worths = Float64Array.from(rows, (row) => worth[row] as number).sort();
  const least = worths[rows.length - most] as number;
  const above = rows.filter((row) => (worth[row] as number) > least);
  const alike = rows.filter((row) => worth[row] === least);
  return [...above, ...alike.slice(0, most - above.length)];
}

/** What all is read of the documents of a page, where it is not known. */
async function readShown(
  { read, shownDocuments }: Pick<Reading, 'read' | 'shownDocuments'>,
  page: readonly Named[],
  plan: SearchPlan,
): Promise<ShownDocument[]> {
  const known = new Map<string, ShownDocument>();
  for (const { key, fingerprint } of page) {
    const document = shownDocuments.find(key, fingerprint);
    if (document) known.set(key, document);
  }
  const keys = page.flatMap(({ key }) => (known.has(key) ? [] : key));
  const { texts } = await read({ texts: [plan.shown(keys)] });
  for (const document of texts.flatMap((one) => one.documents.flatMap(shownDocuments.keep))) {
    known.set(document.key, document);
  }
  return page.flatMap(({ key }) => known.get(key) ?? []);
}

/**
 * All that answers is named by Meilisearch at once; it is counted and put in order here, by what is kept of each record. Undefined where it
 * is more than was expected, or too much of it is not known yet.
 */
export async function searchFew(
  reading: Reading,
  query: SearchQuery,
  plan: SearchPlan,
  counts: WordCounts,
): Promise<SearchAnswer | undefined> {
  const { read, readCandidates, traits, buildScorer, namedAtMost } = reading;
  const { asked, sort, offset, limit, explain } = query;
  const { named, likely } = await read({ named: [plan.named(namedAtMost)], likely: plan.likely });
  const [found] = named;
  if (found === undefined || found.total > namedAtMost) return undefined;
  const records = await traits.find(found.documents.map(({ tag }) => tag));
  if (records === undefined) return undefined;
  const { shown, facets } = countFound(query, records);
  const { keys, fingerprints, standingOf, worth } = records.table;
  const worths = worth[worthFor(goalOf(asked))];
  const nameOf = (row: number) => ({ key: keys[row] as string, fingerprint: fingerprints[row] as string });

  /** Those called likely, and what is worth most; all where few answer. */
  function chooseToScore(): readonly number[] {
    if (shown.length <= scoredAtMost.few) return shown;
    const isLikely = new Set(likely.flatMap(({ documents }) => documents.map((one) => toNamed(one).key)));
    const first = shown.filter((row) => isLikely.has(keys[row] as string));
    const others = shown.filter((row) => !isLikely.has(keys[row] as string));
    return [...first, ...worthMost(others, worths, scoredAtMost.others)];
  }

  const toScore = plan.isRanked ? chooseToScore() : [];
  const candidates = await readCandidates(toScore.map(nameOf), plan.scoredBy);
  const scorer = buildScorer(asked, counts);
  const order = orderCandidates(asked, candidates, scorer);
  const page: Named[] = order
    .slice(offset, offset + limit)
    .map(({ key, fingerprint = '' }) => ({ key, fingerprint }));

  /** What lies behind those that were scored, in the order of what it is worth whatever the words. */
  function behind(): Named[] {
    if (page.length >= limit || order.length >= shown.length) return [];
    const scored = new Set(order.map(({ key }) => key));
    const compare = compareBy(sort);
    const others = shown
      .filter((row) => !scored.has(keys[row] as string))
      .map((row) => ({ row, worth: plan.isRanked ? (worths[row] as number) : 0, standing: standingOf(row) }))
      .sort((one, other) => other.worth - one.worth || compare(one.standing, other.standing));
    const from = Math.max(0, offset - order.length);
    return others.slice(from, from + limit - page.length).map(({ row }) => nameOf(row));
  }

  const further = behind();
  const [documents, others] = await Promise.all([
    readShown(reading, [...page, ...further], plan),
    explain ? readCandidates(further, plan.scoredBy) : [],
  ]);
  const makeHit = buildHitMaker(query, scorer, [...candidates, ...others]);
  return { total: shown.length, hits: documents.map(makeHit), facets };
}
