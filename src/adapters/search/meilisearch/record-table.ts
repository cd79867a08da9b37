import { type FacetName, facetNames } from '../../../domain/search/facets.ts';
import { readTag } from './document-key.ts';
import type { Traits, Worth } from './index-document.ts';

/** Traits of records in columns, a row each, so that thousands of them are counted and compared in no time. */
export interface RecordTable {
  rows(): number;
  /** Of the record that a tag names, as it was then. */
  rowOf(tag: string): number | undefined;
  add(tag: string, traits: Traits): number;
  readonly keys: readonly string[];
  readonly fingerprints: readonly string[];
  readonly isAward: readonly boolean[];
  /** By number; 0 for none. */
  readonly groups: readonly number[];
  groupCount(): number;
  readonly worth: Readonly<Record<keyof Worth, readonly number[]>>;
  /** What orders compare. */
  standingOf(row: number): Standing;
  /** Values of all facets as numbers, one row's after the other's. */
  readonly values: readonly number[];
  /** Where a row's values begin; the next row's begin where they end. */
  readonly starts: readonly number[];
  /** Of a facet, by number. */
  valuesOf(facet: FacetName): ReadonlyMap<string, number>;
  /** By number of a value: in how many rows it is. */
  readonly occurrences: readonly number[];
}

export type Standing = Pick<Traits, 'tier' | 'updated' | 'name' | 'amount'> & { key: string };

export function buildRecordTable(): RecordTable {
  const rows = new Map<string, number>();
  const keys: string[] = [];
  const fingerprints: string[] = [];
  const isAward: boolean[] = [];
  const groups: number[] = [];
  const numbersOfGroups = new Map<string, number>();
  const worth = { worthNeed: [] as number[], worthMoney: [] as number[], worthUse: [] as number[] };
  const standings: Omit<Standing, 'key'>[] = [];
  const values: number[] = [];
  const starts = [0];
  const numbers = Object.fromEntries(facetNames.map((name) => [name, new Map<string, number>()])) as Record<
    FacetName,
    Map<string, number>
  >;
  const occurrences: number[] = [];

  function numberOf(facet: FacetName, value: string): number {
    const number = numbers[facet].get(value) ?? occurrences.length;
    numbers[facet].set(value, number);
    occurrences[number] = (occurrences[number] ?? 0) + 1;
    return number;
  }

  function groupNumber(group: string | undefined): number {
    if (group === undefined) return 0;
    const number = numbersOfGroups.get(group) ?? numbersOfGroups.size + 1;
    numbersOfGroups.set(group, number);
    return number;
  }

  return {
    keys,
    fingerprints,
    isAward,
    groups,
    worth,
    values,
    starts,
    occurrences,
    rows: () => keys.length,
    rowOf: (tag) => rows.get(tag),
    groupCount: () => numbersOfGroups.size,
    valuesOf: (facet) => numbers[facet],
    standingOf: (row) => ({ key: keys[row] as string, ...(standings[row] as Omit<Standing, 'key'>) }),
    add(tag, { kind, group, tier, updated, name, amount, facets, ...worths }) {
      const row = keys.length;
      const { key, fingerprint } = readTag(tag);
      rows.set(tag, row);
      keys.push(key);
      fingerprints.push(fingerprint);
      isAward.push(kind === 'award');
      groups.push(groupNumber(group));
      worth.worthNeed.push(worths.worthNeed);
      worth.worthMoney.push(worths.worthMoney);
      worth.worthUse.push(worths.worthUse);
      standings.push({ tier, updated, name, ...(amount === undefined ? {} : { amount }) });
      for (const facet of facetNames) {
        for (const value of facets[facet] ?? []) values.push(numberOf(facet, value));
      }
      starts.push(values.length);
      return row;
    },
  };
}
