import { readTokens } from './token-weights.ts';

/** Rows are kept in pieces of so many tokens: one array that grows would have to be copied whole. */
const pieceSize = 2 ** 18;

export interface TokenPiece {
  /** Signed, which is quicker to compare. */
  hashes: Int32Array;
  values: Uint16Array;
}

/** Tokens of rows, one row's after the other's. */
export interface TokenColumns {
  add(written: string): void;
  readonly pieceOf: readonly number[];
  pieces: readonly TokenPiece[];
  /** Where a row's tokens begin in its piece, and where they end. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export function buildTokenColumns(): TokenColumns {
  const pieces: TokenPiece[] = [];
  const pieceOf: number[] = [];
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
    pieceOf,
    pieces,
    starts,
    ends,
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
  };
}
