import type { IndexDatabase } from './open-index-database.ts';

/** All words as they were folded, with how many rows hold each. Read as one text: a row a word would take many times as long. */
export function readVocabulary(database: IndexDatabase): ReadonlyMap<string, number> {
  const { words } = database
    .prepare("select group_concat(term || ' ' || doc, char(10)) as words from word_counts")
    .get() as { words: string | null };
  const lines = words === null ? [] : words.split('\n');
  return new Map(
    lines.map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}
