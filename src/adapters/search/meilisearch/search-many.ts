import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import type { Found } from './ask-index.ts';
import { type FacetCounts, toFacets } from './facet-filters.ts';
import { doubledGroups, hiddenOf, showsAward } from './group-filters.ts';
import type { KnownRecords } from './keep-records.ts';
import { orderRows } from './order-rows.ts';
import type { SearchPlan } from './plan-search.ts';
import type { RecordTable } from './record-table.ts';
import type { Scorer } from './score-rows.ts';
import type { Reading } from './search-documents.ts';
import { showRows } from './show-rows.ts';
import { tagsOf } from './tag-index.ts';

function facetsOf(found: readonly Found[]): FacetCounts {
  return Object.assign({}, ...found.map(({ facets }) => facets)) as FacetCounts;
}

const documentsOf = (found: readonly Found[]) => found.flatMap(({ documents }) => documents);

/** Whether the other of its group is shown instead. */
function isHidden(
  query: SearchQuery,
  groups: ReadonlySet<string>,
  { groupNames, groups: groupOf, isAward }: RecordTable,
  row: number,
): boolean {
  const group = groupNames[groupOf[row] as number];
  return group !== undefined && groups.has(group) && isAward[row] !== showsAward(query);
}

/**
 * What answers is counted by Meilisearch and, at the same time, the documents worth scoring are named, which are put in order here; then
 * what the page shows is read.
 */
export async function searchMany(
  reading: Reading,
  query: SearchQuery,
  plan: SearchPlan,
  scorer: Scorer,
): Promise<SearchAnswer> {
  const { count, read, records } = reading;
  const { asked, offset, limit } = query;
  const counting = plan.counting();
  const [counted, { grouped }, likely] = await Promise.all([
    // Questions of one request are answered one after the other.
    Promise.all(counting.counted.map((one) => count({ counted: [one] }))).then((answers) =>
      answers.flatMap((answer) => answer.counted),
    ),
    count({ grouped: counting.grouped }),
    read({ candidates: plan.candidates() }).then(({ candidates }) =>
      records.find(tagsOf(documentsOf(candidates))),
    ),
  ]);

  const facets = facetsOf(counted);
  const groups = doubledGroups((grouped[0] ?? counted[0])?.facets.group);
  const hidden = hiddenOf(query, groups);
  const { table, rows } = likely;
  const candidates = rows.filter((row) => !isHidden(query, groups, table, row));
  const order = orderRows(asked, table, candidates, scorer);
  const page = order.page(offset, limit);
  const total = counted[0]?.total ?? 0;
  const scored = candidates.map((row) => table.keys[row] as string);

  /** Hits that stand behind those that were scored. */
  async function showBehind(): Promise<SearchAnswer['hits']> {
    const { behind } = await read(plan.behind({ hidden, total, scored, onPage: page.length }));
    const documents = documentsOf(behind);
    for (const document of documents) reading.shownDocuments.keep(document);
    const known: KnownRecords = await records.find(tagsOf(documents));
    const explaining = query.explain
      ? orderRows(asked, known.table, [...(known.table === table ? candidates : []), ...known.rows], scorer)
      : undefined;
    return showRows(reading, query, plan, scorer, known, explaining);
  }

  const [unseen, hits, further] = await Promise.all([
    count(plan.hidden(hidden)),
    showRows(reading, query, plan, scorer, { table, rows: page }, order),
    showBehind(),
  ]);
  return {
    total: total - (unseen.hidden[0]?.total ?? 0),
    hits: [...hits, ...further],
    facets: toFacets(query, facets, facetsOf(unseen.hidden)),
  };
}
