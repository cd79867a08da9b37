import { LRUCache } from 'lru-cache';
import type { HitExplanation, SearchHit } from '../../../ports/search-index.ts';
import { type Highlighter, type ShadowedText, toShadowedText } from '../highlight-texts.ts';
import type { IndexDatabase } from './open-index-database.ts';

type HitAlone = Omit<SearchHit, 'highlight'>;
type ShownRow = [row: number, hit: HitAlone, texts: string[]];

interface KeptRow {
  hit: HitAlone;
  texts: ShadowedText[];
}

export type Explainer = (row: number, texts: readonly ShadowedText[]) => HitExplanation;

export interface HitReader {
  /** What is shown of the given rows, in their order. */
  read(rows: readonly number[], highlight?: Highlighter, explain?: Explainer): SearchHit[];
  forget(): void;
}

/** Enough for the rows that searches over the real catalogue show again and again; a larger index reads the others anew. */
const keptCharacters = 6_000_000;

export function prepareHitReader(database: IndexDatabase): HitReader {
  const readShown = database.prepare(
    `select group_concat('[' || row || ',' || hit || ',' || texts || ']') as shown
     from shown where row in (select value from json_each(?))`,
  );
  const kept = new LRUCache<number, KeptRow>({
    maxSize: keptCharacters,
    sizeCalculation: ({ texts }) => 500 + texts.reduce((sum, { text }) => sum + 2 * text.length, 0),
  });

  function readMissing(rows: readonly number[]): Map<number, KeptRow> {
    const read = new Map<number, KeptRow>();
    const { shown: found } = readShown.get(JSON.stringify(rows)) as { shown: string | null };
    for (const [row, hit, texts] of JSON.parse(`[${found ?? ''}]`) as ShownRow[]) {
      const shown = { hit, texts: texts.map(toShadowedText) };
      read.set(row, shown);
      kept.set(row, shown);
    }
    return read;
  }

  return {
    read(rows, highlight, explain) {
      const missing = rows.filter((row) => !kept.has(row));
      // A row too large to keep is shown all the same.
      const read = missing.length > 0 ? readMissing(missing) : undefined;
      return rows.flatMap((row) => {
        const shown = read?.get(row) ?? kept.get(row);
        if (shown === undefined) return [];
        const explanation = explain?.(row, shown.texts);
        return [
          {
            ...shown.hit,
            highlight: highlight?.(shown.texts) ?? {},
            ...(explanation ? { explanation } : {}),
          },
        ];
      });
    },
    forget: () => kept.clear(),
  };
}
