import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { askIndex, type Found } from './ask-index.ts';
import { type FacetCounts, toFacets } from './facet-filters.ts';
import { phraseQuestions, toPhraseFilters } from './find-phrases.ts';
import { doubledGroups, hiddenOf, showsOther } from './group-filters.ts';
import { keepShownDocuments } from './keep-shown.ts';
import { buildHitMaker } from './make-hits.ts';
import type { Connection } from './open-connection.ts';
import type { OpenWordCounts } from './open-word-counts.ts';
import { type Candidate, orderCandidates } from './order-candidates.ts';
import { type Answers, planSearch, type Questions } from './plan-search.ts';
import { buildScorer } from './score-candidates.ts';
import type { TermFinder } from './term-finder.ts';

function toCandidates(found: readonly Found[]): Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const { key, basis, words, fingerprint } of found.flatMap(({ documents }) => documents)) {
    if (basis) {
      byKey.set(key, { key, fingerprint, basis: words === undefined ? basis : { ...basis, words } });
    }
  }
  return [...byKey.values()];
}

function facetsOf(found: readonly Found[]): FacetCounts {
  return Object.assign({}, ...found.map(({ facets }) => facets)) as FacetCounts;
}

/**
 * At most two round trips: what answers is found and counted with the documents worth scoring, which are put in order here; then what the
 * page shows is read, as far as it is not known. Phrases are looked up before.
 */
export function prepareSearch(
  { search: connected }: Connection,
  uid: string,
  wordCounts: OpenWordCounts,
  finder: TermFinder,
): (query: SearchQuery) => Promise<SearchAnswer> {
  const shownDocuments = keepShownDocuments();

  async function ask<Name extends string>(named: Questions<Name>): Promise<Answers<Name>> {
    const entries = Object.entries(named) as [Name, Questions<Name>[Name]][];
    const questions = entries.flatMap(([, some]) => some);
    const found = await connected((client) => askIndex(client, uid, questions));
    return Object.fromEntries(
      entries.map(([name, some]) => [name, found.splice(0, some.length)]),
    ) as Answers<Name>;
  }

  return async (query) => {
    const { asked, offset, limit } = query;
    const counts = await wordCounts.current();
    const { phrases } = await ask({ phrases: phraseQuestions(asked) });
    const plan = planSearch(query, counts, finder, toPhraseFilters(asked, phrases));
    const first = await ask({ ...plan.first, position: wordCounts.due() });
    wordCounts.met(first.position[0]);

    const counted = facetsOf(first.counted);
    const groups = doubledGroups((first.grouped[0]?.facets ?? first.counted[0]?.facets)?.group);
    const candidates = toCandidates(first.candidates).filter(
      ({ basis }) => !showsOther(query, groups, basis),
    );
    const scorer = buildScorer(asked, counts, finder);
    const order = orderCandidates(asked, candidates, scorer);
    const page = order.slice(offset, offset + limit);
    const known = new Map(
      page.flatMap(({ key, fingerprint }) => {
        const document = query.explain ? undefined : shownDocuments.find(key, fingerprint);
        return document ? [[key, document] as const] : [];
      }),
    );

    const total = first.counted[0]?.total ?? 0;
    const ranked = order.map(({ key }) => key);
    const second = await ask(
      plan.second({ hidden: hiddenOf(query, groups), total, ranked, known: new Set(known.keys()) }),
    );
    for (const document of (second.page[0]?.documents ?? []).flatMap(shownDocuments.keep)) {
      known.set(document.key, document);
    }
    const behind = (second.behind[0]?.documents ?? []).flatMap(shownDocuments.keep);
    const makeHit = buildHitMaker(query, scorer, [...candidates, ...toCandidates(second.behind)]);
    return {
      total: total - (second.hidden[0]?.total ?? 0),
      hits: [...page.flatMap(({ key }) => known.get(key) ?? []), ...behind].map(makeHit),
      facets: toFacets(query, counted, facetsOf(second.hidden)),
    };
  };
}
