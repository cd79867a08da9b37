import { isTextQuery, namesInQuery } from '../../../domain/search/points.ts';
import { goalOf } from '../../../domain/search/ranking-signals.ts';
import type { SearchQuery } from '../../../ports/search-index.ts';
import type { Found, Question } from './ask-index.ts';
import { facetsTogether, filtersBut } from './facet-filters.ts';
import { allOf, type Filter, isOneOf, not } from './filter-expressions.ts';
import { mayGroup } from './group-filters.ts';
import { type MatchFilters, toMatchFilters } from './match-filters.ts';
import { positionQuestion } from './open-word-counts.ts';
import { buildSlotFilters } from './slot-filters.ts';
import { sortOrders, worthOrder } from './sort-orders.ts';
import type { WordCounts } from './word-counts.ts';

/**
 * How many documents of each sort are scored at most. Those behind them follow in the order of what they are worth whatever the words: see
 * docs/decisions/0007-meilisearch.md.
 */
const scoredAtMost = { called: 50, likely: 40, unlikely: 100 };

/** What is asked of the index at once, by what it is for. */
export type Questions<Name extends string> = Record<Name, Question[]>;
export type Answers<Name extends string> = Record<Name, Found[]>;

export type FirstName = 'position' | 'counted' | 'grouped' | 'candidates' | 'conditions';
export type SecondName = 'hidden' | 'page' | 'behind';

export interface SearchPlan {
  isRanked: boolean;
  first: Questions<FirstName>;
  /** The conditions that are counted, in their order. */
  conditions: string[];
  /** What is shown, after the groups that have another hit and, where ranked, the order of the candidates are known. */
  second(hidden: Filter, total: number, ranked: readonly string[]): Questions<SecondName>;
}

/** The documents that are worth scoring: where one sort of question finds few, the others make up for it. */
function candidateQuestions(query: SearchQuery, { called, likely }: MatchFilters): Question[] {
  const within = filtersBut(query);
  const sort = [worthOrder(goalOf(query.asked))];
  const toQuestion = (filter: Filter, limit: number): Question => ({
    filter: allOf(filter, within),
    ...{ sort, limit, retrieve: ['key', 'basis'] },
  });
  const { unlikely, likely: perQuestion } = scoredAtMost;
  const limit = likely.length > 1 ? perQuestion : unlikely;
  return [toQuestion(called, scoredAtMost.called), ...likely.map((filter) => toQuestion(filter, limit))];
}

export function planSearch(query: SearchQuery, counts: WordCounts): SearchPlan {
  const { asked, sort, offset, limit, explain } = query;
  const isRanked = sort === 'relevance' && (isTextQuery(asked) || asked.organisations.length > 0);
  const names = namesInQuery(
    asked,
    asked.slots.map(() => 1),
  ).keys();
  const filters = toMatchFilters(query, buildSlotFilters(counts), [...names]);
  const { answering } = filters;
  const together = facetsTogether(query);
  const conditions = isRanked || explain ? counts.uncounted(asked.slots, asked.phrases) : [];
  const retrieve: Question['retrieve'] = explain ? ['key', 'shown', 'basis'] : ['key', 'shown'];

  function second(hidden: Filter, total: number, ranked: readonly string[]): Questions<SecondName> {
    const page = ranked.slice(offset, offset + limit);
    const filter = allOf(answering, filtersBut(query), not(hidden), not(isOneOf('key', ranked)));
    const isBehind = limit > page.length && total > ranked.length;
    const order = isRanked ? [worthOrder(goalOf(asked)), ...sortOrders.relevance] : sortOrders[sort];
    const from = Math.max(0, offset - ranked.length);
    return {
      hidden:
        hidden === false
          ? []
          : together.map(({ facets, but }) => ({ filter: allOf(hidden, filtersBut(query, but)), facets })),
      page: [{ filter: isOneOf('key', page), limit: page.length, retrieve }],
      behind: isBehind ? [{ filter, sort: order, offset: from, limit: limit - page.length, retrieve }] : [],
    };
  }

  return {
    isRanked,
    conditions,
    first: {
      position: [positionQuestion],
      counted: together.map(({ facets, but }) => ({
        filter: allOf(answering, filtersBut(query, but)),
        facets,
      })),
      grouped: mayGroup(query) ? [{ filter: answering, facets: ['group'] }] : [],
      candidates: isRanked ? candidateQuestions(query, filters) : [],
      conditions: conditions.map((filter) => ({ filter })),
    },
    second,
  };
}
