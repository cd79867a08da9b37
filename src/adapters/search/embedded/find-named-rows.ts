import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { namesInQuery } from '../../../domain/search/points.ts';
import type { IndexDatabase } from './open-index-database.ts';

/** Finds rows that are called just as some words of a query that stand together: by row, the share of what is required in its name. */
export function prepareNamedFinder(
  database: IndexDatabase,
): (asked: UnderstoodQuery, weights: readonly number[]) => Map<number, number> {
  const find = database.prepare(
    `select group_concat('[' || value || ',' || row || ']') as found
     from (select key as value, atom from json_each(?)) join exact_forms on form = atom`,
  );

  return (asked, weights) => {
    const shares = new Map<number, number>();
    const names = namesInQuery(asked, weights);
    const forms = [...names.keys()];
    if (forms.length === 0) return shares;
    const { found } = find.get(JSON.stringify(forms)) as { found: string | null };
    for (const [at, row] of JSON.parse(`[${found ?? ''}]`) as [number, number][]) {
      shares.set(row, Math.max(shares.get(row) ?? 0, names.get(forms[at] as string) ?? 0));
    }
    return shares;
  };
}
