import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { askIndex, type Found } from './ask-index.ts';
import { type FacetCounts, toFacets } from './facet-filters.ts';
import { doubledGroups, hiddenOf, showsOther } from './group-filters.ts';
import { buildHitMaker } from './make-hits.ts';
import type { Connection } from './open-connection.ts';
import { type OpenWordCounts, stampOf } from './open-word-counts.ts';
import { type Candidate, orderCandidates } from './order-candidates.ts';
import { type Answers, planSearch, type Questions } from './plan-search.ts';
import { buildScorer } from './score-candidates.ts';

function toCandidates(found: readonly Found[]): Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const { key, basis } of found.flatMap(({ documents }) => documents)) {
    if (basis) byKey.set(key, { key, basis });
  }
  return [...byKey.values()];
}

function facetsOf(found: readonly Found[]): FacetCounts {
  return Object.assign({}, ...found.map(({ facets }) => facets)) as FacetCounts;
}

/**
 * Two round trips: what answers is found and counted with the documents worth scoring, which are put in order here; then the page is read.
 */
export function prepareSearch(
  { search: connected }: Connection,
  uid: string,
  wordCounts: OpenWordCounts,
): (query: SearchQuery) => Promise<SearchAnswer> {
  async function ask<Name extends string>(named: Questions<Name>): Promise<Answers<Name>> {
    const entries = Object.entries(named) as [Name, Questions<Name>[Name]][];
    const questions = entries.flatMap(([, some]) => some);
    const found = await connected((client) => askIndex(client, uid, questions));
    return Object.fromEntries(
      entries.map(([name, some]) => [name, found.splice(0, some.length)]),
    ) as Answers<Name>;
  }

  return async (query) => {
    const { asked } = query;
    const counts = await wordCounts.current();
    const plan = planSearch(query, counts);
    const first = await ask(plan.first);
    wordCounts.met(stampOf(first.position[0]));
    plan.conditions.forEach((condition, at) => {
      counts.keepCount(condition, first.conditions[at]?.total ?? 0);
    });
    const groups = doubledGroups(first.grouped[0]?.facets.group ?? {});
    const shown = toCandidates(first.candidates).filter(({ basis }) => !showsOther(query, groups, basis));
    const scorer = buildScorer(asked, counts);
    const ranked = orderCandidates(asked, shown, scorer);
    const total = first.counted[0]?.total ?? 0;
    const second = await ask(
      plan.second(
        hiddenOf(query, groups),
        total,
        ranked.map(({ key }) => key),
      ),
    );
    const page = toPage(
      ranked.map(({ key }) => key),
      second,
    );
    const makeHit = buildHitMaker(query, scorer, [...shown, ...toCandidates(second.behind)]);
    return {
      total: total - (second.hidden[0]?.total ?? 0),
      hits: page.flatMap(makeHit),
      facets: toFacets(query, facetsOf(first.counted), facetsOf(second.hidden)),
    };
  };
}

/** The documents of a page: those that were scored in their order, then those behind them as they were found. */
function toPage(ranked: readonly string[], { page, behind }: Answers<'page' | 'behind'>) {
  const places = new Map(ranked.map((key, place) => [key, place]));
  const scored = (page[0]?.documents ?? []).toSorted(
    (one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0),
  );
  return [...scored, ...(behind[0]?.documents ?? [])];
}
