import { LRUCache } from 'lru-cache';
import type { HitExplanation, SearchHit } from '../../../ports/search-index.ts';
import type { Highlighter } from '../highlight-texts.ts';
import type { IndexDatabase } from './open-index-database.ts';

type HitAlone = Omit<SearchHit, 'highlight'>;
type ShownRow = [row: number, hit: HitAlone, texts: string[]];

interface KeptRow {
  hit: HitAlone;
  texts: string[];
}

export type Explainer = (row: number, texts: readonly string[]) => HitExplanation;

export interface HitReader {
  /** What is shown of the given rows, in their order. */
  read(rows: readonly number[], highlight?: Highlighter, explain?: Explainer): SearchHit[];
  forget(): void;
}

/** Enough for the rows that searches over the real catalogue show again and again; a larger index reads the others anew. */
const keptCharacters = 1_500_000;

export function prepareHitReader(database: IndexDatabase): HitReader {
  const readShown = database.prepare(
    `select group_concat('[' || row || ',' || hit || ',' || texts || ']') as shown
     from shown where row in (select value from json_each(?))`,
  );
  const kept = new LRUCache<number, KeptRow>({
    maxSize: keptCharacters,
    sizeCalculation: ({ texts }) => 500 + texts.reduce((sum, text) => sum + text.length, 0),
  });

  function readMissing(rows: readonly number[]): ShownRow[] {
    const { shown } = readShown.get(JSON.stringify(rows)) as { shown: string | null };
    return JSON.parse(`[${shown ?? ''}]`) as ShownRow[];
  }

  /** Those that are kept are taken first: keeping others may push them out. */
  function readRows(rows: readonly number[]): Map<number, KeptRow> {
    const read = new Map<number, KeptRow>();
    const missing: number[] = [];
    for (const row of rows) {
      const shown = kept.get(row);
      if (shown === undefined) missing.push(row);
      else read.set(row, shown);
    }
    for (const [row, hit, texts] of missing.length > 0 ? readMissing(missing) : []) {
      read.set(row, { hit, texts });
      kept.set(row, { hit, texts });
    }
    return read;
  }

  return {
    read(rows, highlight, explain) {
      const read = readRows(rows);
      return rows.flatMap((row) => {
        const shown = read.get(row);
        if (shown === undefined) return [];
        const hit: SearchHit = { ...shown.hit, highlight: highlight?.(shown.texts) ?? {} };
        const explanation = explain?.(row, shown.texts);
        return [explanation ? { ...hit, explanation } : hit];
      });
    },
    forget: () => kept.clear(),
  };
}
