import { buildNameNumbers } from './name-numbers.ts';

/** Values of one facet by row, as numbers. */
export interface FacetValues {
  add(values: readonly string[]): void;
  /** Undefined for one that no row has. */
  numberOf(value: string): number | undefined;
  /** In how many rows a value is. */
  occurrences(value: string): number;
  hasOneOf(row: number, numbers: ReadonlySet<number>): boolean;
  /** In how many of the rows each value is that is in any. */
  count(rows: readonly number[]): { value: string; count: number }[];
}

export function buildFacetValues(): FacetValues {
  const numbers = buildNameNumbers();
  const { names } = numbers;
  const occurrences: number[] = [];
  /** One row's after the other's. */
  const held: number[] = [];
  /** Where a row's begin; the next row's begin where they end. */
  const starts = [0];

  return {
    add(values) {
      for (const value of values) {
        const number = numbers.of(value);
        occurrences[number] = (occurrences[number] ?? 0) + 1;
        held.push(number);
      }
      starts.push(held.length);
    },
    numberOf: numbers.find,
    occurrences: (value) => occurrences[numbers.find(value) ?? 0] ?? 0,
    hasOneOf(row, wanted) {
      const end = starts[row + 1] as number;
      for (let at = starts[row] as number; at < end; at += 1) if (wanted.has(held[at] as number)) return true;
      return false;
    },
    count(rows) {
      const counts = new Uint32Array(names.length);
      for (let place = 0; place < rows.length; place += 1) {
        const row = rows[place] as number;
        const end = starts[row + 1] as number;
        for (let at = starts[row] as number; at < end; at += 1) {
          const number = held[at] as number;
          counts[number] = (counts[number] as number) + 1;
        }
      }
      const found: { value: string; count: number }[] = [];
      counts.forEach((count, number) => {
        if (count > 0) found.push({ value: names[number] as string, count });
      });
      return found;
    },
  };
}
