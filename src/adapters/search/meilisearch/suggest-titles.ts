import { foldExact, foldWords } from '../../../domain/query/query.ts';
import type { SearchIndex } from '../../../ports/search-index.ts';
import { askIndex } from './ask-index.ts';
import { allOf, isOneOf } from './filter-expressions.ts';
import type { Shown } from './index-document.ts';
import type { Connection } from './open-connection.ts';
import type { OpenWordCounts } from './open-word-counts.ts';
import { sortOrders } from './sort-orders.ts';
import { nameWordToken } from './tokens.ts';

/** Enough to survive titles that several records share, and to find those that begin with what was typed. */
const spare = 4;
const least = 60;

type Suggestion = Awaited<ReturnType<SearchIndex['suggestTitles']>>[number];

/** Titles that begin with what was typed come before those with a word that does; each title once, products before their parts. */
export function prepareTitleSuggester(
  { search }: Connection,
  uid: string,
  wordCounts: OpenWordCounts,
): SearchIndex['suggestTitles'] {
  return async (typed, limit) => {
    const words = foldWords(typed);
    const last = words.at(-1);
    if (last === undefined || limit <= 0) return [];
    const { beginningWith } = await wordCounts.current();
    const filter = allOf(
      isOneOf('state', [1]),
      ...words.slice(0, -1).map((word) => isOneOf('held', [nameWordToken(word)])),
      isOneOf('held', beginningWith(last).map(nameWordToken)),
    );
    const question = {
      filter,
      sort: sortOrders.relevance,
      limit: Math.max(least, limit * spare),
      retrieve: ['shown' as const],
    };
    const [found] = await search((client) => askIndex(client, uid, [question]));
    const start = foldExact(typed);
    const hits = (found?.documents ?? []).flatMap(({ shown }) =>
      shown === undefined ? [] : (JSON.parse(shown) as Shown).hit,
    );
    const beginsSo = ({ summary }: Shown['hit']) => foldExact(summary.title).startsWith(start);
    const inOrder = [...hits.filter(beginsSo), ...hits.filter((hit) => !beginsSo(hit))];
    const titles = new Map<string, Suggestion>();
    for (const { kind, id, summary } of inOrder) {
      if (!titles.has(summary.title)) titles.set(summary.title, { kind, id, title: summary.title });
    }
    return [...titles.values()].slice(0, limit);
  };
}
