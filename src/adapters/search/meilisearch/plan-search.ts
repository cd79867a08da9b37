import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import type { FacetName } from '../../../domain/search/facets.ts';
import { isTextQuery, namesInQuery } from '../../../domain/search/points.ts';
import { goalOf, ranking } from '../../../domain/search/ranking-signals.ts';
import type { SearchQuery } from '../../../ports/search-index.ts';
import type { Found, Question } from './ask-index.ts';
import { facetsTogether, filtersBut } from './facet-filters.ts';
import { allOf, type Filter, isOneOf, not } from './filter-expressions.ts';
import { mayGroup } from './group-filters.ts';
import { type CalledSo, type PhraseFilters, toMatchFilters } from './match-filters.ts';
import { buildSlotFilters } from './slot-filters.ts';
import { sortOrders, worthOrder } from './sort-orders.ts';
import type { TermFinder } from './term-finder.ts';
import { formToken } from './tokens.ts';
import type { WordCounts } from './word-counts.ts';

/**
 * How many documents of each sort are scored at most where not all that answers is named. Those behind them follow in the order of what they
 * are worth whatever the words: see docs/decisions/0007-meilisearch.md.
 */
const scoredAtMost = { few: 180, likely: 100, others: 80 };

/** Have by far the most values, and what counting takes grows with them: each is counted beside the others. */
const wideFacets: readonly FacetName[] = ['organisation', 'language'];

/** What is asked of the index, by what it is for. */
export type Questions<Name extends string> = Record<Name, Question[]>;
export type Answers<Name extends string> = Record<Name, Found[]>;

/** What the first questions have found out. */
export interface Ranking {
  /** Documents that are not shown because the other of their group is. */
  hidden: Filter;
  /** Of all that answers, hidden documents too. */
  total: number;
  /** Keys of the documents that were scored. */
  scored: readonly string[];
  /** How many of them are on the page. */
  onPage: number;
}

export interface SearchPlan {
  /** All that answers, filters on facets aside. */
  answering: Filter;
  /** Some of them by tags. */
  named(offset: number, limit: number): Question;
  /** Texts of these documents. */
  shown(keys: readonly string[]): Question;
  isRanked: boolean;
  counting(): Questions<'counted' | 'grouped'>;
  /** Which documents are worth scoring where not all are named. */
  candidates(): Question[];
  /** Of what is not shown. */
  hidden(filter: Filter): Questions<'hidden'>;
  /** What stands behind the documents that were scored. */
  behind(ranking: Ranking): Questions<'behind'>;
}

export type Attributes = NonNullable<Question['retrieve']>;

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

/** Forms by which some record is called. */
function calledSo(asked: UnderstoodQuery, { isHeld }: WordCounts): CalledSo {
  if (!isTextQuery(asked)) return { whole: [], parts: [] };
  const { exact, exactForms = [exact], slots } = asked;
  const isForm = (form: string) => form !== '' && isHeld(formToken(form));
  const alike = slots.map(() => 1);
  return {
    whole: exactForms.filter(isForm),
    parts: [...namesInQuery(asked, alike).keys()].filter(isForm),
  };
}

export function planSearch(
  query: SearchQuery,
  counts: WordCounts,
  finder: TermFinder,
  phraseFilter: PhraseFilters,
): SearchPlan {
  const { asked, sort, offset, limit } = query;
  const isRanked =
    sort === 'relevance' && limit > 0 && (isTextQuery(asked) || asked.organisations.length > 0);
  const filters = toMatchFilters(
    query,
    buildSlotFilters(finder, counts),
    phraseFilter,
    calledSo(asked, counts),
  );
  const { answering } = filters;
  const within = filtersBut(query);
  const together = facetsTogether(query);
  const worth = worthOrder(goalOf(asked));
  const retrieve: Attributes = ['key', 'tag', 'shown'];

  function behind({ hidden, total, scored, onPage }: Ranking): Questions<'behind'> {
    const filter = allOf(answering, within, not(hidden), not(isOneOf('key', scored)));
    const isBehind = limit > onPage && total > scored.length;
    const order = isRanked ? [worth, ...sortOrders.relevance] : sortOrders[sort];
    const from = Math.max(0, offset - scored.length);
    return {
      behind: isBehind ? [{ filter, sort: order, offset: from, limit: limit - onPage, retrieve }] : [],
    };
  }

  function candidates(): Question[] {
    if (!isRanked) return [];
    const toQuestion = (filter: Filter, limit: number): Question => ({
      filter: allOf(filter, within),
      ...{ sort: [worth], limit, retrieve: ['tag'] },
    });
    const { few, likely, others } = scoredAtMost;
    if (mostAnswering(asked, counts) <= few) return [toQuestion(answering, few)];
    return [toQuestion(filters.likely(), likely), toQuestion(filters.others(), others)];
  }

  function counting(): Questions<'counted' | 'grouped'> {
    // Groups are looked for before filters; without any they are counted with everything else.
    const alongside = mayGroup(query) && within === true ? ['group'] : [];
    const counted = together.flatMap(({ facets, but }): Question[] => {
      const filter = allOf(answering, filtersBut(query, but));
      const narrow = facets.filter((name) => !wideFacets.includes(name));
      const wide = wideFacets.filter((name) => facets.includes(name));
      return [
        { filter, facets: [...narrow, ...alongside] },
        ...wide.map((name) => ({ filter, facets: [name] })),
      ];
    });
    return {
      counted,
      grouped: mayGroup(query) && within !== true ? [{ filter: answering, facets: ['group'] }] : [],
    };
  }

  return {
    answering,
    named: (from, limit) => ({ filter: answering, offset: from, limit, retrieve: ['tag'] }),
    counting,
    candidates,
    shown: (keys) => ({ filter: true, keys, limit: keys.length, retrieve }),
    isRanked,
    hidden: (filter) => ({
      hidden:
        filter === false
          ? []
          : together.map(({ facets, but }) => ({ filter: allOf(filter, filtersBut(query, but)), facets })),
    }),
    behind,
  };
}
