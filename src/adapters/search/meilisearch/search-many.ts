import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import type { Found } from './ask-index.ts';
import { type FacetCounts, toFacets } from './facet-filters.ts';
import { doubledGroups, hiddenOf, showsOther } from './group-filters.ts';
import { buildHitMaker } from './make-hits.ts';
import { orderCandidates } from './order-candidates.ts';
import type { SearchPlan } from './plan-search.ts';
import { toNamed } from './read-candidates.ts';
import type { Reading } from './search-documents.ts';
import type { WordCounts } from './word-counts.ts';

function facetsOf(found: readonly Found[]): FacetCounts {
  return Object.assign({}, ...found.map(({ facets }) => facets)) as FacetCounts;
}

/**
 * What answers is counted by Meilisearch and, at the same time, the documents worth scoring are named, which are put in order here; then
 * what the page shows is read.
 */
export async function searchMany(
  { count, read, readCandidates, shownDocuments, buildScorer }: Reading,
  query: SearchQuery,
  plan: SearchPlan,
  counts: WordCounts,
): Promise<SearchAnswer> {
  const { asked, offset, limit } = query;
  const [counted, { grouped }, likely] = await Promise.all([
    // Questions of one request are answered one after the other.
    Promise.all(plan.counting.counted.map((one) => count({ counted: [one] }))).then((answers) =>
      answers.flatMap((answer) => answer.counted),
    ),
    count({ grouped: plan.counting.grouped }),
    read({ candidates: plan.candidates }).then(({ candidates }) => {
      return readCandidates(
        candidates.flatMap(({ documents }) => documents.map(toNamed)),
        plan.scoredBy,
      );
    }),
  ]);

  const facets = facetsOf(counted);
  const groups = doubledGroups((grouped[0] ?? counted[0])?.facets.group);
  const hidden = hiddenOf(query, groups);
  const candidates = likely.filter(({ basis }) => !showsOther(query, groups, basis));
  const scorer = buildScorer(asked, counts);
  const order = orderCandidates(asked, candidates, scorer);
  const page = order.slice(offset, offset + limit);
  const known = new Map(
    page.flatMap(({ key, fingerprint }) => {
      const document = query.explain ? undefined : shownDocuments.find(key, fingerprint);
      return document ? [[key, document] as const] : [];
    }),
  );

  const total = counted[0]?.total ?? 0;
  const ranked = order.map(({ key }) => key);
  const [unseen, shown] = await Promise.all([
    count(plan.hidden(hidden)),
    read(plan.reading({ hidden, total, ranked, known: new Set(known.keys()) })),
  ]);
  for (const document of (shown.page[0]?.documents ?? []).flatMap(shownDocuments.keep)) {
    known.set(document.key, document);
  }
  const behind = (shown.behind[0]?.documents ?? []).flatMap(shownDocuments.keep);
  const others = query.explain
    ? await readCandidates(
        shown.behind.flatMap(({ documents }) => documents),
        plan.scoredBy,
      )
    : [];
  const makeHit = buildHitMaker(query, scorer, [...candidates, ...others]);
  return {
    total: total - (unseen.hidden[0]?.total ?? 0),
    hits: [...page.flatMap(({ key }) => known.get(key) ?? []), ...behind].map(makeHit),
    facets: toFacets(query, facets, facetsOf(unseen.hidden)),
  };
}
