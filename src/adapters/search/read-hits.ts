import type { HitExplanation, SearchHit } from '../../ports/search-index.ts';
import type { Highlighter } from './highlight-texts.ts';
import type { IndexDatabase } from './open-index-database.ts';

type ShownRow = [row: number, hit: Omit<SearchHit, 'highlight'>, texts: string[]];

export type Explainer = (row: number, texts: readonly string[]) => HitExplanation;

/** Reads what is shown of the given rows, in their order; texts are read only when there is something to highlight. */
export function prepareHitReader(
  database: IndexDatabase,
): (rows: readonly number[], highlight?: Highlighter, explain?: Explainer) => SearchHit[] {
  const readShown = (texts: string) =>
    database.prepare(
      `select group_concat('[' || row || ',' || hit || ',' || ${texts} || ']') as shown
       from shown where row in (select value from json_each(?))`,
    );
  const withTexts = readShown('texts');
  const withoutTexts = readShown("'[]'");

  return (rows, highlight, explain) => {
    const { shown } = (highlight || explain ? withTexts : withoutTexts).get(JSON.stringify(rows)) as {
      shown: string | null;
    };
    const hits = new Map<number, SearchHit>();
    for (const [row, hit, texts] of JSON.parse(`[${shown ?? ''}]`) as ShownRow[]) {
      const explanation = explain?.(row, texts);
      hits.set(row, {
        ...hit,
        highlight: highlight?.(texts) ?? {},
        ...(explanation ? { explanation } : {}),
      });
    }
    return rows.flatMap((row) => hits.get(row) ?? []);
  };
}
