/**
 * One facet of all rows. Rows with the same values share a set, so that filtering and counting touch one number a row, and the
 * values only once a set.
 */
export interface FacetColumn {
  /** By row: which set of values it has. Replaced when rows are added. */
  setOf: Uint32Array;
  setCount(): number;
  /** The set of these values, made when it is new. */
  intern(values: readonly string[]): number;
  /** By set: 1 where it holds any of the values. */
  setsWith(values: readonly string[]): Uint8Array;
  /** Values by how often they occur, given how often each set does; equally frequent ones in alphabetical order. */
  mostFrequent(countBySet: Uint32Array, limit: number): { value: string; count: number }[];
}

export function buildFacetColumn(capacity: number): FacetColumn {
  const codes = new Map<string, number>();
  const values: string[] = [];
  const sets: number[][] = [[]];
  /** By code: the sets that hold it. */
  const setsOf: number[][] = [];
  const setByKey = new Map<string, number>([['', 0]]);

  function codeOf(value: string): number {
    const known = codes.get(value);
    if (known !== undefined) return known;
    codes.set(value, values.length);
    setsOf.push([]);
    return values.push(value) - 1;
  }

  function countValues(countBySet: Uint32Array): Uint32Array {
    const counts = new Uint32Array(values.length);
    for (let set = 1; set < countBySet.length; set += 1) {
      const count = countBySet[set] as number;
      if (count === 0) continue;
      const codesOfSet = sets[set] as number[];
      for (let at = 0; at < codesOfSet.length; at += 1) {
        const code = codesOfSet[at] as number;
        counts[code] = (counts[code] as number) + count;
      }
    }
    return counts;
  }

  return {
    setOf: new Uint32Array(capacity),
    setCount: () => sets.length,
    intern(given) {
      const key = given.join('\u0000');
      const known = setByKey.get(key);
      if (known !== undefined) return known;
      const set = sets.push([...new Set(given)].map(codeOf)) - 1;
      setByKey.set(key, set);
      for (const code of sets[set] as number[]) setsOf[code]?.push(set);
      return set;
    },
    setsWith(wanted) {
      const holding = new Uint8Array(sets.length);
      for (const value of wanted) {
        for (const set of setsOf[codes.get(value) ?? -1] ?? []) holding[set] = 1;
      }
      return holding;
    },
    mostFrequent(countBySet, limit) {
      const counts = countValues(countBySet);
      const least = Math.max(1, counts.toSorted().at(-limit) ?? 1);
      const frequent: { value: string; count: number }[] = [];
      counts.forEach((count, code) => {
        if (count >= least) frequent.push({ value: values[code] as string, count });
      });
      frequent.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return frequent.slice(0, limit);
    },
  };
}
