import { HitKind } from '../../../domain/ids.ts';
import { buildFacetColumn, type FacetColumn } from './facet-column.ts';
import type { IndexDatabase } from './open-index-database.ts';
import { type ColumnName, columnNames } from './row-columns.ts';

const kinds = HitKind.options;

/** What is kept of a row in memory. */
export interface RowFacts {
  row: number;
  kind: HitKind;
  id: string;
  product: string | null;
  original: string | null;
  group: string | null;
  tier: number;
  /** A bit for each of `signalNames`. */
  signals: number;
  capacity: boolean;
  /** Words in all fields. */
  length: number;
  updatedMs: number;
  amount: number | null;
  /** Values in the order of `columnNames`. */
  values: readonly (readonly string[])[];
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
  /** NaN where no amount is known. */
  readonly amount: Float64Array;
  /** The place of its kind in `HitKind`. */
  readonly kind: Uint8Array;
  readonly signals: Uint8Array;
  readonly columns: Record<ColumnName, FacetColumn>;
  /** By row: the code of the product it is a part of and of the asset it was copied from, 0 for none. */
  readonly productOf: Uint32Array;
  readonly originalOf: Uint32Array;
  /** By code of an asset: its row, 0 when there is none. */
  readonly rowOfAsset: readonly number[];
  /** By row: the code of what it is one hit with, 0 for none. */
  readonly groupOf: Uint32Array;
  groupCount(): number;
  set(facts: RowFacts): void;
  remove(row: number): void;
}

export function buildRowTable(): RowTable {
  let capacity = 1024;
  let size = 1;
  let count = 0;
  let totalLength = 0;
  const assetCodes = new Map<string, number>();
  const rowOfAsset: number[] = [0];
  const groupCodes = new Map<string, number>();
  const columns = Object.fromEntries(columnNames.map((name) => [name, buildFacetColumn(capacity)])) as Record<
    ColumnName,
    FacetColumn
  >;
  const table = {
    tier: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    length: new Uint32Array(capacity),
    averageLength: () => totalLength / Math.max(1, count),
    updatedMs: new Float64Array(capacity),
    amount: new Float64Array(capacity),
    kind: new Uint8Array(capacity),
    signals: new Uint8Array(capacity),
    productOf: new Uint32Array(capacity),
    originalOf: new Uint32Array(capacity),
    rowOfAsset,
    groupOf: new Uint32Array(capacity),
    groupCount: () => groupCodes.size + 1,
    columns,
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
      table.amount[row] = facts.amount ?? Number.NaN;
      table.kind[row] = kinds.indexOf(facts.kind);
      table.signals[row] = facts.signals;
      table.productOf[row] = facts.product === null ? 0 : codeOfAsset(facts.product);
      table.originalOf[row] = facts.original === null ? 0 : codeOfAsset(facts.original);
      table.groupOf[row] = facts.group === null ? 0 : codeOfGroup(facts.group);
      if (facts.kind === 'asset') rowOfAsset[codeOfAsset(facts.id)] = row;
      columnNames.forEach((name, index) => {
        const column = columns[name];
        column.setOf[row] = column.intern(facts.values[index] ?? []);
      });
    },
    remove(row: number): void {
      if (row >= size || table.state[row] === 0) return;
      table.state[row] = 0;
      count -= 1;
      totalLength -= table.length[row] as number;
      table.length[row] = 0;
      const code = rowOfAsset.indexOf(row);
      if (code > 0) rowOfAsset[code] = 0;
    },
  };

  function codeOfAsset(id: string): number {
    const known = assetCodes.get(id);
    if (known !== undefined) return known;
    assetCodes.set(id, rowOfAsset.length);
    return rowOfAsset.push(0) - 1;
  }

  function codeOfGroup(group: string): number {
    const code = groupCodes.get(group) ?? groupCodes.size + 1;
    groupCodes.set(group, code);
    return code;
  }

  function grow(needed: number): void {
    capacity = Math.max(needed, capacity * 2);
    table.tier = enlarged(table.tier, new Uint8Array(capacity));
    table.state = enlarged(table.state, new Uint8Array(capacity));
    table.length = enlarged(table.length, new Uint32Array(capacity));
    table.updatedMs = enlarged(table.updatedMs, new Float64Array(capacity));
    table.amount = enlarged(table.amount, new Float64Array(capacity));
    table.kind = enlarged(table.kind, new Uint8Array(capacity));
    table.signals = enlarged(table.signals, new Uint8Array(capacity));
    table.productOf = enlarged(table.productOf, new Uint32Array(capacity));
    table.originalOf = enlarged(table.originalOf, new Uint32Array(capacity));
    table.groupOf = enlarged(table.groupOf, new Uint32Array(capacity));
    for (const column of Object.values(columns))
      column.setOf = enlarged(column.setOf, new Uint32Array(capacity));
  }

  return table;
}

function enlarged<T extends Uint8Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

type StoredRow = [
  row: number,
  kind: HitKind,
  id: string,
  product: string | null,
  original: string | null,
  group: string | null,
  tier: number,
  signals: number,
  capacity: number,
  length: number,
  updatedMs: number,
  amount: number | null,
  values: string[][],
];

function toFacts(stored: StoredRow): RowFacts {
  const [
    row,
    kind,
    id,
    product,
    original,
    group,
    tier,
    signals,
    capacity,
    length,
    updatedMs,
    amount,
    values,
  ] = stored;
  // One literal: spread together, each of these leaves a kilobyte behind.
  return {
    row,
    kind,
    id,
    product,
    original,
    group,
    tier,
    signals,
    capacity: capacity === 1,
    length,
    updatedMs,
    amount,
    values,
  };
}

/** Reads all rows, some hundreds at a time: one aggregate is many times quicker than as many rows through the native boundary. */
export function loadRowTable(database: IndexDatabase): RowTable {
  const table = buildRowTable();
  const chunk = 500;
  const { last } = database.prepare('select coalesce(max(row), 0) as last from rows').get() as {
    last: number;
  };
  const read = database.prepare(
    `select json_group_array(json_array(row, kind, id, product, original, grouped, tier, signals, capacity, length, updated_ms, amount,
       json(facets))) as rows from rows where row > ? and row <= ?`,
  );
  for (let from = 0; from < last; from += chunk) {
    const { rows } = read.get(from, from + chunk) as { rows: string };
    for (const stored of JSON.parse(rows) as StoredRow[]) table.set(toFacts(stored));
  }
  return table;
}
