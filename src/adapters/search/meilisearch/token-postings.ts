import { setImmediate as immediately } from 'node:timers/promises';
import type { TokenColumns } from './token-columns.ts';
import { checkOf } from './token-weights.ts';

/** By token, which rows have it and its value in each: a search then looks at what it asks for alone, not at all that its hits hold. */
export interface TokenPostings {
  /** Rows before this one are in it. */
  readonly endRow: number;
  readonly rows: Int32Array;
  readonly values: Uint16Array;
  /** From where to where in these a token's rows and values stand, in the order of the rows. */
  rangeOf(hash: number, check: number): { from: number; to: number };
}

/** Between so many rows, searches are let in. */
const rowsAtOnce = 1000;
const smallest = 2 ** 10;

/** Numbers tokens from 0 as they come. Open addressing: a token's number lies where the last bits of its hash say, or in the next free place. */
function buildTokenNumbers() {
  let hashes = new Int32Array(smallest);
  let checks = new Uint8Array(smallest);
  let places = new Int32Array(smallest * 2).fill(-1);
  let count = 0;

  function placeOf(hash: number, check: number): number {
    const mask = places.length - 1;
    let place = hash & mask;
    for (let at = places[place] as number; at >= 0; at = places[place] as number) {
      if (hashes[at] === hash && checks[at] === check) return place;
      place = (place + 1) & mask;
    }
    return place;
  }

  function grow(): void {
    const [smallHashes, smallChecks] = [hashes, checks];
    hashes = new Int32Array(count * 2);
    hashes.set(smallHashes);
    checks = new Uint8Array(count * 2);
    checks.set(smallChecks);
    places = new Int32Array(places.length * 2).fill(-1);
    for (let at = 0; at < count; at += 1) places[placeOf(hashes[at] as number, checks[at] as number)] = at;
  }

  return {
    count: () => count,
    /** -1 where it has none. */
    find: (hash: number, check: number) => places[placeOf(hash, check)] as number,
    take(hash: number, check: number): number {
      const place = placeOf(hash, check);
      const known = places[place] as number;
      if (known >= 0) return known;
      places[place] = count;
      hashes[count] = hash;
      checks[count] = check;
      count += 1;
      if (count === hashes.length) grow();
      return count - 1;
    },
  };
}

/** Turns rows of tokens into tokens of rows, a part at a time. */
export async function buildTokenPostings(columns: TokenColumns): Promise<TokenPostings> {
  const numbers = buildTokenNumbers();
  const rowCount = columns.rows();
  const counts: number[] = [];

  async function eachRow(visit: (row: number) => void): Promise<void> {
    for (let row = 0; row < rowCount; row += 1) {
      if (row % rowsAtOnce === 0) await immediately();
      visit(columns.firstRow + row);
    }
  }

  await eachRow((row) =>
    columns.each(row, (hash, value) => {
      const number = numbers.take(hash, checkOf(value));
      counts[number] = (counts[number] ?? 0) + 1;
    }),
  );
  const starts = new Int32Array(numbers.count() + 1);
  for (let at = 0; at < counts.length; at += 1) {
    starts[at + 1] = (starts[at] as number) + (counts[at] as number);
  }
  const rows = new Int32Array(starts.at(-1) as number);
  const values = new Uint16Array(rows.length);
  const next = starts.slice();
  await eachRow((row) =>
    columns.each(row, (hash, value) => {
      const number = numbers.find(hash, checkOf(value));
      const at = next[number] as number;
      rows[at] = row;
      values[at] = value;
      next[number] = at + 1;
    }),
  );

  return {
    endRow: columns.firstRow + rowCount,
    rows,
    values,
    rangeOf(hash, check) {
      const number = numbers.find(hash, check);
      if (number < 0) return { from: 0, to: 0 };
      return { from: starts[number] as number, to: starts[number + 1] as number };
    },
  };
}
