import { readTokens } from './token-weights.ts';

/** Rows are kept in pieces of so many tokens: one array that grows would have to be copied whole. */
const pieceSize = 2 ** 18;

interface TokenPiece {
  /** Signed, which is quicker to compare. */
  hashes: Int32Array;
  values: Uint16Array;
}

/** Tokens of rows (token-weights.ts), one row's after the other's. */
export interface TokenColumns {
  /** The first of its rows. */
  readonly firstRow: number;
  rows(): number;
  add(written: string): void;
  /** Calls for each token of a row. */
  each(row: number, visit: (hash: number, value: number) => void): void;
}

export function buildTokenColumns(firstRow: number): TokenColumns {
  const pieces: TokenPiece[] = [];
  const pieceOf: number[] = [];
  /** Where a row's tokens begin in its piece, and where they end. */
  const starts: number[] = [];
  const ends: number[] = [];
  let used = 0;

  function pieceFor(count: number): TokenPiece {
    const last = pieces.at(-1);
    if (last && used + count <= last.hashes.length) return last;
    const size = Math.max(pieceSize, count);
    const piece = { hashes: new Int32Array(size), values: new Uint16Array(size) };
    pieces.push(piece);
    used = 0;
    return piece;
  }

  return {
    firstRow,
    rows: () => starts.length,
    add(written) {
      // Four letters are three bytes, and a token six.
      const { hashes, values } = pieceFor(Math.ceil(written.length / 8));
      const start = used;
      readTokens(written, (hash, value) => {
        hashes[used] = hash;
        values[used] = value;
        used += 1;
      });
      pieceOf.push(pieces.length - 1);
      starts.push(start);
      ends.push(used);
    },
    each(row, visit) {
      const at = row - firstRow;
      const { hashes, values } = pieces[pieceOf[at] as number] as TokenPiece;
      const end = ends[at] as number;
      for (let place = starts[at] as number; place < end; place += 1) {
        visit(hashes[place] as number, values[place] as number);
      }
    },
  };
}
