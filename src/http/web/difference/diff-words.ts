/** A run of words, and whether it stands in one of the two texts alone. */
export interface Piece {
  text: string;
  isChanged: boolean;
}

export interface TextDifference {
  before: Piece[];
  after: Piece[];
}

/** Above this many comparisons two texts are shown as wholly different: it takes less than a tenth of a second. */
const mostComparisons = 4_000_000;

/** What of two texts differs, word by word; spaces and line ends stay as they are. */
export function diffWords(before: string, after: string): TextDifference {
  const one = toWords(before);
  const other = toWords(after);
  const start = countAlike(one, other);
  const end = countAlike(one.slice(start).reverse(), other.slice(start).reverse());
  const [kept, keptToo] = keepCommon(
    one.slice(start, one.length - end),
    other.slice(start, other.length - end),
  );
  const all = (words: readonly string[]) => words.map(() => true);
  const head = all(one.slice(0, start));
  const tail = all(one.slice(one.length - end));
  return {
    before: toPieces(one, [...head, ...kept, ...tail]),
    after: toPieces(other, [...head, ...keptToo, ...tail]),
  };
}

function toWords(text: string): string[] {
  return text.split(/(\s+)/).filter((word) => word !== '');
}

function countAlike(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

/** Which words of each belong to the longest common sequence. */
function keepCommon(one: readonly string[], other: readonly string[]): [boolean[], boolean[]] {
  const kept = one.map(() => false);
  const keptToo = other.map(() => false);
  if (one.length * other.length > mostComparisons) return [kept, keptToo];
  const width = other.length + 1;
  const longest = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  let [row, column] = [0, 0];
  while (row < one.length && column < other.length) {
    if (one[row] === other[column]) {
      kept[row] = true;
      keptToo[column] = true;
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return [kept, keptToo];
}

/** Neighbours of one sort together; a space between two changed words is changed with them. */
function toPieces(words: readonly string[], kept: readonly boolean[]): Piece[] {
  const pieces: Piece[] = [];
  words.forEach((text, index) => {
    const isBetween = text.trim() === '' && kept[index - 1] === false && kept[index + 1] === false;
    const isChanged = kept[index] === false || isBetween;
    const last = pieces.at(-1);
    if (last?.isChanged === isChanged) last.text += text;
    else pieces.push({ text, isChanged });
  });
  return pieces;
}
