import { LRUCache } from 'lru-cache';
import type { TextField } from '../../domain/search-document.ts';
import type { IndexDatabase } from './open-index-database.ts';
import { porterStem } from './porter-stem.ts';
import { readNumbers } from './read-numbers.ts';
import type { RowTable } from './row-table.ts';
import { columnsOf, columnWeights } from './text-columns.ts';

/** The rows that hold a word or phrase, each with its bm25 score as a whole number (higher is better, at most 65,535). */
export interface Postings {
  rows: Uint32Array;
  scores: Uint16Array;
}

export interface PostingsReader {
  /** Rows with the word in any form. */
  word(word: string): Postings;
  /** Rows with the word in any form or, for half the score, a word beginning with it. */
  beginning(word: string): Postings;
  /** Rows with these words as they are, one after the other within a field. */
  phrase(words: readonly string[]): Postings;
  /** Rows that have all words in these fields, the last one as the beginning of a word; unranked. */
  typed(words: readonly string[], fields: readonly TextField[]): Uint32Array;
  forget(): void;
}

const cacheBytes = 12_000_000;
/** The greatest possible bm25 of one word is about 25, so that this fills 16 bits. */
const scoreScale = 2048;
const namingFields = columnsOf(['title', 'names', 'repository']);
/** bm25 as FTS5 has it: how soon more of the same word counts less, and how much long texts are marked down. */
const saturation = 1.2;
const lengthShare = 0.75;

/** Quoted, so that nothing a person types is ever read as FTS5 syntax. */
function quote(words: readonly string[]): string {
  return `"${words.join(' ').replaceAll('"', '""')}"`;
}

/**
 * Reads postings. bm25 of several words is the sum of their single scores, so each word is scored once and kept while there is room:
 * queries are distinct, their words much less so. SQLite gives the places of a word as one text of numbers, which is many times quicker
 * than a row each; scoring them here takes half the time of FTS5's bm25(), which looks up the length of every row.
 */
export function openPostings(database: IndexDatabase, currentTable: () => RowTable): PostingsReader {
  const cache = new LRUCache<string, Postings>({
    maxSize: cacheBytes,
    sizeCalculation: (postings) => postings.rows.length * 6 + 200,
  });
  const places = database.prepare(
    'select group_concat(doc * 8 + unicode(col) - 97) as packed from stem_places where term = ?',
  );
  const phraseRows = database.prepare(
    `select group_concat(rowid * 65536 + min(cast(rank * -${scoreScale} as integer), 65535)) as packed
     from words where words match ? and rank match 'bm25(${columnWeights.map((weight) => weight.toFixed(1)).join(', ')})'`,
  );
  const begun = database.prepare('select group_concat(rowid) as packed from words where words match ?');

  function unpack(answer: unknown): Float64Array {
    return readNumbers((answer as { packed: string | null }).packed ?? '');
  }

  function rarity(rows: number): number {
    const total = currentTable().count();
    return Math.max(1e-6, Math.log((total - rows + 0.5) / (rows + 0.5)));
  }

  function scoreWord(word: string): Postings {
    const stands = unpack(places.get(porterStem(word)));
    const table = currentTable();
    const average = table.averageLength();
    const rows = new Uint32Array(stands.length);
    const weights = new Uint32Array(stands.length);
    let found = 0;
    for (let at = 0; at < stands.length; at += 1) {
      const place = stands[at] as number;
      const row = Math.floor(place / 8);
      if (found === 0 || rows[found - 1] !== row) rows[found++] = row;
      weights[found - 1] = (weights[found - 1] as number) + (columnWeights[place % 8] as number);
    }
    const scale = scoreScale * rarity(found) * (saturation + 1);
    const scores = new Uint16Array(found);
    for (let at = 0; at < found; at += 1) {
      const weight = weights[at] as number;
      const relativeLength = (table.length[rows[at] as number] as number) / average;
      const marksDown = saturation * (1 - lengthShare + lengthShare * relativeLength);
      scores[at] = (scale * weight) / (weight + marksDown);
    }
    return { rows: rows.slice(0, found), scores };
  }

  function scorePhrase(phrase: readonly string[]): Postings {
    const packed = unpack(phraseRows.get(quote(phrase)));
    return {
      rows: Uint32Array.from(packed, (number) => Math.floor(number / 65536)),
      scores: Uint16Array.from(packed, (number) => number % 65536),
    };
  }

  function kept(key: string, read: () => Postings): Postings {
    const known = cache.get(key);
    if (known) return known;
    const postings = read();
    cache.set(key, postings);
    return postings;
  }

  /**
   * Words that only begin alike are not scored one by one: there are many, and weighing each would take long. They get half of what a
   * word as rare would, in a name or in the text.
   */
  function beginning(word: string): Postings {
    const whole = reader.word(word);
    const best = new Uint16Array(currentTable().size());
    let found = 0;
    const add = (row: number, score: number) => {
      if (best[row] === 0) found += 1;
      if ((best[row] as number) < score) best[row] = score;
    };
    const addAll = (rows: Float64Array, weight: number) => {
      const score = Math.max(1, Math.round(scoreScale * 0.5 * weight * rarity(rows.length)));
      for (const row of rows) add(row, score);
    };
    // Two letters begin too many words of a text to say anything: they are looked for in names only.
    if (word.length > 2) addAll(unpack(begun.get(`${quote([word])} *`)), 1);
    addAll(unpack(begun.get(`${namingFields} : ${quote([word])} *`)), 2);
    for (let at = 0; at < whole.rows.length; at += 1) {
      add(whole.rows[at] as number, Math.max(1, whole.scores[at] as number));
    }
    const rows = new Uint32Array(found);
    let at = 0;
    for (let row = 0; row < best.length; row += 1) if (best[row] !== 0) rows[at++] = row;
    return { rows, scores: Uint16Array.from(rows, (row) => best[row] as number) };
  }

  const reader: PostingsReader = {
    word: (word) => kept(`w ${word}`, () => scoreWord(word)),
    beginning: (word) => kept(`b ${word}`, () => beginning(word)),
    phrase: (phrase) => kept(`p ${phrase.join(' ')}`, () => scorePhrase(phrase)),
    typed(typedWords, fields) {
      const last = typedWords.length - 1;
      const parts = typedWords.map((word, index) => quote([word]) + (index === last ? ' *' : ''));
      return Uint32Array.from(unpack(begun.get(`${columnsOf(fields)} : (${parts.join(' AND ')})`)));
    },
    forget: () => cache.clear(),
  };
  return reader;
}
