import { foldWords } from '../../../domain/query/query.ts';
import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import type { IndexDatabase } from './open-index-database.ts';

const mostWords = 24;
const longestName = 8;

/** Finds rows that are called just as some words of a query that stand together: by row, the share of what is required in its name. */
export function prepareNamedFinder(
  database: IndexDatabase,
): (asked: UnderstoodQuery, weights: readonly number[]) => Map<number, number> {
  const find = database.prepare(
    `select group_concat('[' || value || ',' || row || ']') as found
     from (select key as value, atom from json_each(?)) join exact_forms on form = atom`,
  );

  return ({ text, slots }, weights) => {
    const shares = new Map<number, number>();
    const words = foldWords(text).slice(0, mostWords);
    const required = slots.flatMap(({ typed, preference }, at) =>
      preference ? [] : { words: foldWords(typed), weight: weights[at] ?? 0 },
    );
    const total = required.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return shares;
    const names = new Map<string, number>();
    for (let from = 0; from < words.length; from += 1) {
      for (let to = from + 1; to <= Math.min(words.length, from + longestName); to += 1) {
        const within = new Set(words.slice(from, to));
        const covered = required.reduce(
          (sum, slot) => sum + (slot.words.every((word) => within.has(word)) ? slot.weight : 0),
          0,
        );
        if (covered > 0) names.set(words.slice(from, to).join(' '), covered / total);
      }
    }
    const forms = [...names.keys()];
    const { found } = find.get(JSON.stringify(forms)) as { found: string | null };
    for (const [at, row] of JSON.parse(`[${found ?? ''}]`) as [number, number][]) {
      shares.set(row, Math.max(shares.get(row) ?? 0, names.get(forms[at] as string) ?? 0));
    }
    return shares;
  };
}
