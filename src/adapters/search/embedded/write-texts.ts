import { stemOf } from '../stem-of.ts';
import type { IndexDatabase } from './open-index-database.ts';
import { textColumns } from './text-columns.ts';

/** What is to be done to the full-text tables for one row. */
export interface TextChange {
  row: number;
  /** The row has words already. */
  clear: boolean;
  /** Folded words of each field, none when the row goes. */
  words?: readonly (readonly string[])[];
}

/**
 * Writes the words of many rows. FTS5 gathers what it is given, but writes it out early when another table is written to (for the
 * savepoint), when a row goes, and when rows come out of order. So all words are written last, first what goes and then what comes, by
 * row; anything else is several times slower.
 */
export function prepareTextWriter(database: IndexDatabase): (changes: readonly TextChange[]) => void {
  const marks = textColumns.map(() => '?').join(', ');
  const prepareInsert = (table: string) =>
    database.prepare(`insert into ${table} (rowid, ${textColumns.join(', ')}) values (?, ${marks})`);
  const tables = [
    {
      clear: database.prepare('delete from stems where rowid = ?'),
      insert: prepareInsert('stems'),
      formOf: stemOf,
    },
    {
      clear: database.prepare('delete from words where rowid = ?'),
      insert: prepareInsert('words'),
      formOf: (word: string) => word,
    },
  ];

  return (changes) => {
    const last = new Map<number, TextChange>();
    for (const change of changes) {
      // What the first change found is what there is to clear.
      last.set(change.row, { ...change, clear: last.get(change.row)?.clear ?? change.clear });
    }
    const inOrder = [...last.values()].sort((a, b) => a.row - b.row);
    for (const { clear, insert, formOf } of tables) {
      for (const change of inOrder) if (change.clear) clear.run(change.row);
      for (const { row, words } of inOrder) {
        if (words) insert.run(row, ...words.map((field) => field.map(formOf).join(' ')));
      }
    }
  };
}
