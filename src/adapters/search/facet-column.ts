/**
 * One facet of all rows. Rows with the same values share a set, so that filtering and counting touch one number a row, and the
 * values only once a set.
 */
export interface FacetColumn {
  /** By row: which set of values it has. Replaced when rows are added. */
  setOf: Uint32Array;
  /** By set: codes of its values. */
  readonly sets: (readonly number[])[];
  /** By code: the value. */
  readonly values: string[];
  /** The set of these values, made when it is new. */
  intern(values: readonly string[]): number;
  /** By set: 1 where it holds any of the values. */
  setsWith(values: readonly string[]): Uint8Array;
}

export function buildFacetColumn(capacity: number): FacetColumn {
  const codes = new Map<string, number>();
  const setByKey = new Map<string, number>([['', 0]]);
  const column: FacetColumn = {
    setOf: new Uint32Array(capacity),
    sets: [[]],
    values: [],
    intern(values) {
      const key = values.join('\u0000');
      const known = setByKey.get(key);
      if (known !== undefined) return known;
      const set = [...new Set(values)].map(codeOf);
      setByKey.set(key, column.sets.length);
      return column.sets.push(set) - 1;
    },
    setsWith(values) {
      const wanted = new Set(values.map((value) => codes.get(value)));
      return Uint8Array.from(column.sets, (set) => (set.some((code) => wanted.has(code)) ? 1 : 0));
    },
  };

  function codeOf(value: string): number {
    const known = codes.get(value);
    if (known !== undefined) return known;
    codes.set(value, column.values.length);
    return column.values.push(value) - 1;
  }

  return column;
}
