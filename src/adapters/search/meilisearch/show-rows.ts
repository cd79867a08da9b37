import type { SearchHit, SearchQuery } from '../../../ports/search-index.ts';
import type { KnownRecords } from './keep-records.ts';
import type { ShownDocument } from './keep-shown.ts';
import { buildHitMaker } from './make-hits.ts';
import type { RowOrder } from './order-rows.ts';
import type { SearchPlan } from './plan-search.ts';
import type { Nature } from './record-table.ts';
import type { Scorer } from './score-rows.ts';
import type { Reading } from './search-documents.ts';

/** Hits of rows, in their order. What is shown of them is read where it is not at hand; `order` explains them where that is asked for. */
export async function showRows(
  { read, shownDocuments }: Pick<Reading, 'read' | 'shownDocuments'>,
  query: SearchQuery,
  plan: SearchPlan,
  scorer: Scorer,
  { table, rows }: KnownRecords,
  order: RowOrder | undefined,
): Promise<SearchHit[]> {
  const known = new Map<string, ShownDocument>();
  const unknown: string[] = [];
  for (const row of rows) {
    const key = table.keys[row] as string;
    const document = shownDocuments.find(table.tags[row] as string);
    if (document) known.set(key, document);
    else unknown.push(key);
  }
  const { texts } = await read({ texts: [plan.shown(unknown)] });
  for (const document of texts.flatMap((one) => one.documents.flatMap(shownDocuments.keep))) {
    known.set(document.key, document);
  }
  const makeHit = buildHitMaker(query);
  return rows.flatMap((row) => {
    const document = known.get(table.keys[row] as string);
    // Removed between the two questions.
    if (document === undefined) return [];
    const ranked = query.explain ? order?.explain(row) : undefined;
    if (ranked === undefined) return [makeHit(document)];
    const nature = table.natures[table.natureOf[row] as number] as Nature;
    const matched = scorer.explain(table, row);
    return [makeHit(document, { nature, ranked, weights: scorer.weights, matched })];
  });
}
