import { LRUCache } from 'lru-cache';
import { mentions, ranking, wordStrength } from '../../../domain/search/ranking-signals.ts';
import type { TextField } from '../../../domain/search/search-document.ts';
import { porterStem } from '../porter-stem.ts';
import type { IndexDatabase } from './open-index-database.ts';
import { readNumbers } from './read-numbers.ts';
import type { RowTable } from './row-table.ts';
import { columnsOf, columnWeights } from './text-columns.ts';

/** The rows that hold a word or phrase, each with what it is worth there: 65,535 is the most. */
export interface Postings {
  rows: Uint32Array;
  strengths: Uint16Array;
}

export interface PostingsReader {
  /** Rows with the word in any form. */
  word(word: string): Postings;
  /** Rows with a word that begins so. */
  begun(word: string): Postings;
  /** Rows with these words in any form, one after the other within a field; `prefix`: the last one as the beginning of a word. */
  sequence(words: readonly string[], prefix: boolean): Postings;
  /** Rows with these words as they are, one after the other within a field. */
  phrase(words: readonly string[]): Postings;
  /** Rows that have all words in these fields, the last one as the beginning of a word; unranked. */
  typed(words: readonly string[], fields: readonly TextField[]): Uint32Array;
  forget(): void;
}

/** Room for some hundred common words, whatever the size of the index. */
const cacheBytes = { least: 12_000_000, perRow: 600 };
export const fullStrength = 65_535;
const nameFields = columnsOf(['title', 'names', 'repository']);
/** FTS5's bm25 of one phrase, whose constants are its own: https://sqlite.org/fts5.html#the_bm25_function */
const bm25 = { saturation: 1.2, lengthShare: 0.75 };
const scoreScale = 1e9;

function rowCount(database: IndexDatabase): number {
  const { rows } = database.prepare('select count(*) as rows from rows').get() as { rows: number };
  return rows;
}

/** Quoted, so that nothing a person types is ever read as FTS5 syntax. */
function quote(words: readonly string[]): string {
  return `"${words.join(' ').replaceAll('"', '""')}"`;
}

/**
 * Reads postings. Each word is weighed once and kept while there is room: queries are distinct, their words much less so. SQLite gives
 * the places of a word as one text of numbers, which is many times quicker than a row each.
 */
export function openPostings(database: IndexDatabase, currentTable: () => RowTable): PostingsReader {
  const cache = new LRUCache<string, Postings>({
    maxSize: Math.max(cacheBytes.least, cacheBytes.perRow * rowCount(database)),
    sizeCalculation: (postings) => postings.rows.length * 6 + 200,
  });
  const places = database.prepare(
    'select group_concat(doc * 8 + unicode(col) - 97) as packed from stem_places where term = ?',
  );
  const weightList = (weights: readonly number[]) => weights.map((weight) => weight.toFixed(1)).join(', ');
  // A row's score and, with weights beyond measure, the most that the phrase can score: how telling FTS5 takes it to be is in both.
  const preparePhrases = (table: string) =>
    database.prepare(
      `with scored as materialized (
         select rowid as row, bm25(${table}, ${weightList(columnWeights)}) as score, bm25(${table}, ${weightList(columnWeights.map(() => 1e12))}) as most
         from ${table} where ${table} match ?)
       select group_concat(row || ',' || cast(score * -${scoreScale} as integer) || ',' || cast(most * -${scoreScale} as integer)) as packed from scored`,
    );
  const stemPhrases = preparePhrases('stems');
  const wordPhrases = preparePhrases('words');
  const beginning = database.prepare('select group_concat(rowid) as packed from words where words match ?');

  function unpack(answer: unknown): Float64Array {
    return readNumbers((answer as { packed: string | null }).packed ?? '');
  }

  function weighWord(word: string): Postings {
    const stands = unpack(places.get(porterStem(word)));
    const table = currentTable();
    const average = table.averageLength();
    const rows = new Uint32Array(stands.length);
    const strengths = new Uint16Array(stands.length);
    let found = 0;
    for (let at = 0; at < stands.length; ) {
      const row = Math.floor((stands[at] as number) / 8);
      let weight = 0;
      while (at < stands.length && Math.floor((stands[at] as number) / 8) === row) {
        const place = stands[at] as number;
        const from = at;
        while (at < stands.length && stands[at] === place) at += 1;
        weight += (columnWeights[place % 8] as number) * mentions(at - from);
      }
      rows[found] = row;
      strengths[found] = fullStrength * wordStrength(weight, (table.length[row] as number) / average);
      found += 1;
    }
    return { rows: rows.slice(0, found), strengths: strengths.slice(0, found) };
  }

  /**
   * FTS5 does not say where a phrase stands, but its bm25 holds the sum of the fields' weights, which is solved for here. Its own count of
   * rows, which it needs for how telling a phrase is, grows with every row that is replaced: nothing here may depend on it.
   */
  function weighPhrase(statement: typeof wordPhrases, match: string): Postings {
    const packed = unpack(statement.get(match));
    const table = currentTable();
    const average = table.averageLength();
    const found = packed.length / 3;
    const rows = new Uint32Array(found);
    const strengths = new Uint16Array(found);
    for (let at = 0; at < found; at += 1) {
      const row = packed[at * 3] as number;
      const relativeLength = (table.length[row] as number) / average;
      const most = Math.max(1, packed[at * 3 + 2] as number);
      const share = Math.min(0.99, (packed[at * 3 + 1] as number) / most);
      const against = bm25.saturation * (1 - bm25.lengthShare + bm25.lengthShare * relativeLength);
      const weight = Math.max(1, (share * against) / (1 - share));
      rows[at] = row;
      strengths[at] = fullStrength * wordStrength(weight, relativeLength);
    }
    return { rows, strengths };
  }

  function weighBegun(word: string): Postings {
    const best = new Uint16Array(currentTable().size());
    const mark = (match: string, weight: number) => {
      const strength = fullStrength * wordStrength(weight, 1);
      for (const row of unpack(beginning.get(match))) best[row] = strength;
    };
    // Two letters begin too many words of a text to say anything: they are looked for in names only.
    if (word.length > 2) mark(`${quote([word])} *`, ranking.begunWeights.text);
    mark(`${nameFields} : ${quote([word])} *`, ranking.begunWeights.name);
    let found = 0;
    for (let row = 0; row < best.length; row += 1) if (best[row] !== 0) found += 1;
    const rows = new Uint32Array(found);
    let at = 0;
    for (let row = 0; row < best.length; row += 1) if (best[row] !== 0) rows[at++] = row;
    return { rows, strengths: Uint16Array.from(rows, (row) => best[row] as number) };
  }

  function kept(key: string, read: () => Postings): Postings {
    const known = cache.get(key);
    if (known) return known;
    const postings = read();
    cache.set(key, postings);
    return postings;
  }

  return {
    word: (word) => kept(`w ${word}`, () => weighWord(word)),
    begun: (word) => kept(`b ${word}`, () => weighBegun(word)),
    sequence: (words, prefix) =>
      kept(`${prefix ? 'q' : 's'} ${words.join(' ')}`, () =>
        prefix
          ? weighPhrase(wordPhrases, `${quote(words)} *`)
          : weighPhrase(stemPhrases, quote(words.map(porterStem))),
      ),
    phrase: (words) => kept(`p ${words.join(' ')}`, () => weighPhrase(wordPhrases, quote(words))),
    typed(words, fields) {
      const last = words.length - 1;
      const parts = words.map((word, index) => quote([word]) + (index === last ? ' *' : ''));
      return Uint32Array.from(unpack(beginning.get(`${columnsOf(fields)} : (${parts.join(' AND ')})`)));
    },
    forget: () => cache.clear(),
  };
}
