import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { countFound } from './count-found.ts';
import type { KnownRecords } from './keep-records.ts';
import { orderRows } from './order-rows.ts';
import type { SearchPlan } from './plan-search.ts';
import type { Scorer } from './score-rows.ts';
import type { Reading } from './search-documents.ts';
import { showRows } from './show-rows.ts';

/** All that answers has been named by Meilisearch; it is counted, scored and put in order here, by what is kept of each record. */
export async function searchFew(
  reading: Reading,
  query: SearchQuery,
  plan: SearchPlan,
  scorer: Scorer,
  { table, rows }: KnownRecords,
): Promise<SearchAnswer> {
  const { asked, sort, offset, limit } = query;
  const { shown, facets } = countFound(query, { table, rows });
  const order = plan.isRanked || query.explain ? orderRows(asked, table, shown, scorer) : undefined;
  const page =
    plan.isRanked && order
      ? order.page(offset, limit)
      : limit > 0
        ? [...shown].sort(table.comparing(sort)).slice(offset, offset + limit)
        : [];
  const hits = await showRows(reading, query, plan, scorer, { table, rows: page }, order);
  return { total: shown.length, hits, facets };
}
