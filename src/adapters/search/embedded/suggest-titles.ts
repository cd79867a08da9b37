import type { HitKind } from '../../../domain/ids.ts';
import { foldExact, foldWords } from '../../../domain/query/query.ts';
import type { IndexDatabase } from './open-index-database.ts';
import type { PostingsReader } from './open-postings.ts';
import type { RowTable } from './row-table.ts';

interface TitleSuggestion {
  kind: HitKind;
  id: string;
  title: string;
}

/** Enough to survive titles that several records share. */
const spare = 4;

/** Titles that begin with what was typed come before those with a word that does; each title once, products before their parts. */
export function prepareTitleSuggester(
  database: IndexDatabase,
  postings: PostingsReader,
): (typed: string, limit: number, table: RowTable, rankOf: Uint32Array) => TitleSuggestion[] {
  const beginning = database.prepare(
    'select group_concat(row) as rows from rows where name >= ? and name < ? and capacity = 0',
  );
  const readTitles = database.prepare(
    `select group_concat('[' || row || ',' || hit || ']') as shown from shown where row in (select value from json_each(?))`,
  );

  return (typed, limit, table, rankOf) => {
    const words = foldWords(typed);
    const start = foldExact(typed);
    if (words.length === 0 || limit <= 0) return [];
    const byRank = (a: number, b: number) => (rankOf[a] as number) - (rankOf[b] as number);
    const { rows } = beginning.get(start, `${start}\u{10FFFF}`) as { rows: string | null };
    const first = rows === null ? [] : rows.split(',').map(Number).sort(byRank);
    const begun = new Set(first);
    const others = [...postings.typed(words, ['title', 'names', 'repository'])]
      .filter((row) => table.state[row] === 1 && !begun.has(row))
      .sort(byRank);
    const wanted = [...first, ...others].slice(0, limit * spare);
    const { shown } = readTitles.get(JSON.stringify(wanted)) as { shown: string | null };
    const byRow = new Map<number, TitleSuggestion>();
    type Shown = [number, { kind: HitKind; id: string; summary: { title: string } }];
    for (const [row, { kind, id, summary }] of JSON.parse(`[${shown ?? ''}]`) as Shown[]) {
      byRow.set(row, { kind, id, title: summary.title });
    }
    const titles = new Set<string>();
    return wanted
      .flatMap((row) => byRow.get(row) ?? [])
      .filter(({ title }) => !titles.has(title) && titles.add(title))
      .slice(0, limit);
  };
}
