import type { IndexDatabase } from './open-index-database.ts';
import { porterStem } from './porter-stem.ts';
import { textColumns } from './text-columns.ts';

/** What is to be done to the full-text tables for one row. */
export interface TextChange {
  row: number;
  /** The row has words already. */
  clear: boolean;
  /** Folded words of each field, none when the row goes. */
  words?: readonly (readonly string[])[];
}

/** Stemming is the dearest part of indexing, and texts use the same words again and again. */
const stemsKept = 20_000;

/**
 * Writes the words of many rows. Nothing else may be written between them: SQLite takes a savepoint for other statements, and FTS5 then
 * writes what it has gathered so far, which made indexing five times slower.
 */
export function prepareTextWriter(database: IndexDatabase): (changes: readonly TextChange[]) => void {
  const stems = new Map<string, string>();
  const marks = textColumns.map(() => '?').join(', ');
  const prepareInsert = (table: string) =>
    database.prepare(`insert into ${table} (rowid, ${textColumns.join(', ')}) values (?, ${marks})`);
  const tables = [
    {
      clear: database.prepare('delete from stems where rowid = ?'),
      insert: prepareInsert('stems'),
      formOf: stem,
    },
    {
      clear: database.prepare('delete from words where rowid = ?'),
      insert: prepareInsert('words'),
      formOf: (word: string) => word,
    },
  ];

  function stem(word: string): string {
    const known = stems.get(word);
    if (known !== undefined) return known;
    if (stems.size >= stemsKept) stems.clear();
    const found = porterStem(word);
    stems.set(word, found);
    return found;
  }

  return (changes) => {
    for (const { clear, insert, formOf } of tables) {
      for (const change of changes) {
        if (change.clear) clear.run(change.row);
        if (change.words) insert.run(change.row, ...change.words.map((field) => field.map(formOf).join(' ')));
      }
    }
  };
}
