import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { isTextQuery, namesInQuery } from '../../../domain/search/points.ts';
import { goalOf, ranking } from '../../../domain/search/ranking-signals.ts';
import type { SearchQuery } from '../../../ports/search-index.ts';
import type { Found, Question } from './ask-index.ts';
import { facetsTogether, filtersBut } from './facet-filters.ts';
import { allOf, type Filter, isOneOf, not } from './filter-expressions.ts';
import { mayGroup } from './group-filters.ts';
import { type MatchFilters, type PhraseFilters, toMatchFilters } from './match-filters.ts';
import { buildSlotFilters } from './slot-filters.ts';
import { sortOrders, worthOrder } from './sort-orders.ts';
import type { TermFinder } from './term-finder.ts';
import { needsWords } from './weigh-words.ts';
import type { WordCounts } from './word-counts.ts';

/**
 * How many documents of each sort are scored at most. Those behind them follow in the order of what they are worth whatever the words: see
 * docs/decisions/0007-meilisearch.md.
 */
const scoredAtMost = { few: 200, called: 20, likely: 40 };

/** What is asked of the index at once, by what it is for. */
export type Questions<Name extends string> = Record<Name, Question[]>;
export type Answers<Name extends string> = Record<Name, Found[]>;

/** What the first round trip has found out. */
export interface Ranking {
  /** Documents that are not shown because the other of their group is. */
  hidden: Filter;
  /** Of all that answers, hidden documents too. */
  total: number;
  /** Keys of the documents that were scored, in their order. */
  ranked: readonly string[];
  /** Those whose texts need not be read. */
  known: ReadonlySet<string>;
}

export interface SearchPlan {
  first: Questions<'counted' | 'grouped' | 'candidates'>;
  second(ranking: Ranking): Questions<'hidden' | 'page' | 'behind'>;
}

type Attributes = NonNullable<Question['retrieve']>;

/** No more documents than these answer, where words are required: each holds so many of them. */
function mostAnswering({ slots, phrases }: UnderstoodQuery, counts: WordCounts): number {
  const required = slots.filter(({ preference }) => !preference);
  if (required.length === 0 || phrases.length > 0) return Number.POSITIVE_INFINITY;
  const importances = required.map(({ importance }) => importance).sort((one, other) => other - one);
  const enough = ranking.leastHeld * importances.reduce((sum, one) => sum + one, 0) - 1e-6;
  let [held, sum] = [0, 0];
  while (sum < enough && held < importances.length) sum += importances[held++] as number;
  return required.reduce((all, slot) => all + counts.mostHolding(slot), 0) / Math.max(1, held);
}

/** The documents that are worth scoring: all where they are few, else where one sort of question finds few the others make up for it. */
function candidateQuestions(
  query: SearchQuery,
  { answering, called, likely }: MatchFilters,
  retrieve: Attributes,
  counts: WordCounts,
): Question[] {
  const within = filtersBut(query);
  const sort = [worthOrder(goalOf(query.asked))];
  const toQuestion = (filter: Filter, limit: number): Question => ({
    filter: allOf(filter, within),
    ...{ sort, limit, retrieve },
  });
  const { few, likely: some } = scoredAtMost;
  if (mostAnswering(query.asked, counts) <= few) return [toQuestion(answering, few)];
  const most = likely.length > 1 ? some : few / 2;
  return [toQuestion(called, scoredAtMost.called), ...likely.map((filter) => toQuestion(filter, most))];
}

/** What has to be read of a document to score it. */
function scoredBy({ asked }: SearchQuery, finder: TermFinder): Attributes {
  const isByWords =
    asked.phrases.length > 0 ||
    asked.slots.some(({ alternatives }) => alternatives.some((one) => needsWords(one, finder)));
  return ['key', 'fingerprint', 'basis', ...(isByWords ? (['words'] as const) : [])];
}

export function planSearch(
  query: SearchQuery,
  counts: WordCounts,
  finder: TermFinder,
  phraseFilter: PhraseFilters,
): SearchPlan {
  const { asked, sort, offset, limit, explain } = query;
  const isRanked = sort === 'relevance' && (isTextQuery(asked) || asked.organisations.length > 0);
  const slotWeights = asked.slots.map(() => 1);
  const names = [...namesInQuery(asked, slotWeights).keys()];
  const filters = toMatchFilters(query, buildSlotFilters(finder, counts), phraseFilter, names);
  const { answering } = filters;
  const within = filtersBut(query);
  const together = facetsTogether(query);
  const toScore = scoredBy(query, finder);
  const retrieve: Attributes = explain ? ['shown', ...toScore] : ['key', 'fingerprint', 'shown'];

  function second({ hidden, total, ranked, known }: Ranking): Questions<'hidden' | 'page' | 'behind'> {
    const page = ranked.slice(offset, offset + limit);
    const unknown = page.filter((key) => !known.has(key));
    const filter = allOf(answering, within, not(hidden), not(isOneOf('key', ranked)));
    const isBehind = limit > page.length && total > ranked.length;
    const order = isRanked ? [worthOrder(goalOf(asked)), ...sortOrders.relevance] : sortOrders[sort];
    const from = Math.max(0, offset - ranked.length);
    return {
      hidden:
        hidden === false
          ? []
          : together.map(({ facets, but }) => ({ filter: allOf(hidden, filtersBut(query, but)), facets })),
      page: [{ filter: isOneOf('key', unknown), limit: unknown.length, retrieve }],
      behind: isBehind ? [{ filter, sort: order, offset: from, limit: limit - page.length, retrieve }] : [],
    };
  }

  // Groups are looked for before filters; without any they are counted with everything else.
  const alongside = mayGroup(query) && within === true ? ['group'] : [];
  return {
    first: {
      counted: together.map(({ facets, but }) => ({
        filter: allOf(answering, filtersBut(query, but)),
        facets: [...facets, ...alongside],
      })),
      grouped: mayGroup(query) && within !== true ? [{ filter: answering, facets: ['group'] }] : [],
      candidates: isRanked ? candidateQuestions(query, filters, toScore, counts) : [],
    },
    second,
  };
}
