import { LRUCache } from 'lru-cache';
import { type TextField, textFieldWeights } from '../../domain/search-document.ts';
import type { IndexDatabase } from './open-index-database.ts';

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

const cacheBytes = 8_000_000;
/** The greatest possible bm25 of one word is about 25, so that this fills 16 bits. */
const scoreScale = 2048;
const weights = Object.values(textFieldWeights)
  .map((weight) => weight.toFixed(1))
  .join(', ');
const namingFields = '{title names repository}';

/** Quoted, so that nothing a person types is ever read as FTS5 syntax. */
function quote(words: readonly string[]): string {
  return `"${words.join(' ').replaceAll('"', '""')}"`;
}

/**
 * Reads postings from FTS5. bm25 of several words is the sum of their single scores, so each word is scored once, by SQLite, and kept
 * while there is room: queries are distinct, their words much less so.
 */
export function openPostings(database: IndexDatabase, countRows: () => number): PostingsReader {
  const cache = new LRUCache<string, Postings>({
    maxSize: cacheBytes,
    sizeCalculation: (postings) => postings.rows.length * 6 + 200,
  });
  const readScored = (table: string) =>
    database.prepare(
      `select group_concat(rowid * 65536 + min(cast(rank * -${scoreScale} as integer), 65535)) as packed
       from ${table} where ${table} match ? and rank match 'bm25(${weights})'`,
    );
  const stems = readScored('stems');
  const exact = readScored('words');
  const begun = database.prepare('select group_concat(rowid) as packed from words where words match ?');

  function unpack(answer: unknown): number[] {
    const { packed } = answer as { packed: string | null };
    return packed === null ? [] : (JSON.parse(`[${packed}]`) as number[]);
  }

  function scored(packed: readonly number[]): Postings {
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
   * Words that only begin alike are not scored one by one: there are many, and SQLite would weigh each occurrence. They get half of what a
   * word as rare would, in a name or in the text.
   */
  function beginning(word: string): Postings {
    const whole = reader.word(word);
    const scores = new Map<number, number>();
    const add = (rows: readonly number[], weight: number) => {
      const rarity = Math.log((countRows() - rows.length + 0.5) / (rows.length + 0.5));
      const score = Math.round(scoreScale * 0.5 * weight * Math.max(rarity, 0.01));
      for (const row of rows) scores.set(row, Math.max(scores.get(row) ?? 0, score));
    };
    // Two letters begin too many words of a text to say anything: they are looked for in names only.
    if (word.length > 2) add(unpack(begun.get(`${quote([word])} *`)), 1);
    add(unpack(begun.get(`${namingFields} : ${quote([word])} *`)), 2);
    whole.rows.forEach((row, index) => {
      scores.set(row, Math.max(scores.get(row) ?? 0, whole.scores[index] ?? 0));
    });
    return { rows: Uint32Array.from(scores.keys()), scores: Uint16Array.from(scores.values()) };
  }

  const reader: PostingsReader = {
    word: (word) => kept(`w ${word}`, () => scored(unpack(stems.get(quote([word]))))),
    beginning: (word) => kept(`b ${word}`, () => beginning(word)),
    phrase: (phrase) => kept(`p ${phrase.join(' ')}`, () => scored(unpack(exact.get(quote(phrase))))),
    typed(typedWords, fields) {
      const last = typedWords.length - 1;
      const parts = typedWords.map((word, index) => quote([word]) + (index === last ? ' *' : ''));
      return Uint32Array.from(unpack(begun.get(`{${fields.join(' ')}} : (${parts.join(' AND ')})`)));
    },
    forget: () => cache.clear(),
  };
  return reader;
}
