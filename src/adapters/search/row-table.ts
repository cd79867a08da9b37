import { type FacetName, facetNames } from '../../domain/search-document.ts';
import { buildFacetColumn, type FacetColumn } from './facet-column.ts';
import type { IndexDatabase } from './open-index-database.ts';

const assetKindAt = facetNames.indexOf('assetKind');

/** What is kept of a row in memory. */
export interface RowFacts {
  row: number;
  id: string;
  product: string | null;
  tier: number;
  capacity: boolean;
  /** Words in all fields. */
  length: number;
  updatedMs: number;
  /** Values in the order of `facetNames`. */
  facets: readonly (readonly string[])[];
}

/** Everything that filtering, counting and ranking need of all rows, by row number, in typed arrays. */
export interface RowTable {
  /** Above every row number in use. */
  size(): number;
  count(): number;
  readonly tier: Uint8Array;
  /** 0 no such row, 1 shown, 2 shown only with planning capacity. */
  readonly state: Uint8Array;
  /** Words in all fields, by row and on average. */
  readonly length: Uint32Array;
  averageLength(): number;
  readonly updatedMs: Float64Array;
  readonly facets: Record<FacetName, FacetColumn>;
  /** By row: the code of the product it is a part of, 0 for none. */
  readonly productOf: Uint32Array;
  /** By code: the row of the product, -1 when it has none. */
  readonly rowOfProduct: readonly number[];
  set(facts: RowFacts): void;
  remove(row: number): void;
}

export function buildRowTable(): RowTable {
  let capacity = 1024;
  let size = 1;
  let count = 0;
  let totalLength = 0;
  const productCodes = new Map<string, number>();
  const rowOfProduct: number[] = [-1];
  const facets = Object.fromEntries(facetNames.map((name) => [name, buildFacetColumn(capacity)])) as Record<
    FacetName,
    FacetColumn
  >;
  const table = {
    tier: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    length: new Uint32Array(capacity),
    averageLength: () => totalLength / Math.max(1, count),
    updatedMs: new Float64Array(capacity),
    productOf: new Uint32Array(capacity),
    rowOfProduct,
    facets,
    size: () => size,
    count: () => count,
    set(facts: RowFacts): void {
      const { row } = facts;
      if (row >= capacity) grow(row + 1);
      if (table.state[row] === 0) count += 1;
      totalLength += facts.length - (table.length[row] as number);
      table.length[row] = facts.length;
      size = Math.max(size, row + 1);
      table.state[row] = facts.capacity ? 2 : 1;
      table.tier[row] = facts.tier;
      table.updatedMs[row] = facts.updatedMs;
      table.productOf[row] = facts.product === null ? 0 : codeOfProduct(facts.product);
      if (facts.facets[assetKindAt]?.includes('product')) rowOfProduct[codeOfProduct(facts.id)] = row;
      facetNames.forEach((name, index) => {
        const column = facets[name];
        column.setOf[row] = column.intern(facts.facets[index] ?? []);
      });
    },
    remove(row: number): void {
      if (row >= size || table.state[row] === 0) return;
      table.state[row] = 0;
      count -= 1;
      totalLength -= table.length[row] as number;
      table.length[row] = 0;
      const code = rowOfProduct.indexOf(row);
      if (code > 0) rowOfProduct[code] = -1;
    },
  };

  function codeOfProduct(id: string): number {
    const known = productCodes.get(id);
    if (known !== undefined) return known;
    productCodes.set(id, rowOfProduct.length);
    return rowOfProduct.push(-1) - 1;
  }

  function grow(needed: number): void {
    capacity = Math.max(needed, capacity * 2);
    table.productOf = enlarged(table.productOf, new Uint32Array(capacity));
    table.tier = enlarged(table.tier, new Uint8Array(capacity));
    table.state = enlarged(table.state, new Uint8Array(capacity));
    table.length = enlarged(table.length, new Uint32Array(capacity));
    table.updatedMs = enlarged(table.updatedMs, new Float64Array(capacity));
    for (const column of Object.values(facets))
      column.setOf = enlarged(column.setOf, new Uint32Array(capacity));
  }

  return table;
}

function enlarged<T extends Uint8Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

type StoredRow = [number, string, string | null, number, number, number, number, string[][]];

/** Reads all rows, some hundreds at a time: one aggregate is many times quicker than as many rows through the native boundary. */
export function loadRowTable(database: IndexDatabase): RowTable {
  const table = buildRowTable();
  const chunk = 500;
  const { last } = database.prepare('select coalesce(max(row), 0) as last from rows').get() as {
    last: number;
  };
  const read = database.prepare(
    `select json_group_array(json_array(row, id, product, tier, capacity, length, updated_ms, json(facets))) as rows
     from rows where row > ? and row <= ?`,
  );
  for (let from = 0; from < last; from += chunk) {
    const { rows } = read.get(from, from + chunk) as { rows: string };
    for (const [row, id, product, tier, isCapacity, length, updatedMs, facets] of JSON.parse(
      rows,
    ) as StoredRow[]) {
      table.set({ row, id, product, tier, capacity: isCapacity === 1, length, updatedMs, facets });
    }
  }
  return table;
}
