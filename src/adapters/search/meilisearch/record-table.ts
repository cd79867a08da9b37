import type { HitKind } from '../../../domain/ids.ts';
import { type FacetName, facetNames } from '../../../domain/search/facets.ts';
import type { Signal } from '../../../domain/search/ranking-signals.ts';
import type { SortOrder } from '../../../ports/search-index.ts';
import { buildFacetValues, type FacetValues } from './facet-values.ts';
import type { Traits } from './index-document.ts';
import { buildNameNumbers } from './name-numbers.ts';
import { buildTagIndex, readTag } from './tag-index.ts';
import { buildTokenColumns, type TokenColumns } from './token-columns.ts';
import { buildTokenPostings, type TokenPostings } from './token-postings.ts';

/** What a record is, apart from its words: the same for all that are worth the same whatever the words. */
export interface Nature {
  kind: HitKind;
  signals: readonly Signal[];
}

/** What is kept of records in columns, a row each, so that thousands of them are scored, counted and compared in no time. */
export interface RecordTable {
  rows(): number;
  /** Of the record that a tag names, as it was then; by the tag's number. */
  rowOf(tag: number): number | undefined;
  add(tag: string, key: string, traits: Traits, tokens: string): number;
  readonly keys: readonly string[];
  readonly tags: readonly string[];
  readonly isAward: readonly boolean[];
  /** By number; 0 for none. */
  readonly groups: readonly number[];
  readonly groupNames: readonly (string | undefined)[];
  /** Of few sorts, by number. */
  readonly natureOf: readonly number[];
  readonly natures: readonly Nature[];
  /** Assets by number, 0 for none: which one it is, is a part of, was made from. */
  readonly assetOf: readonly number[];
  assetCount(): number;
  readonly productOf: readonly number[];
  readonly originalOf: readonly number[];
  readonly tiers: readonly number[];
  /** NaN where there is none. */
  readonly amounts: readonly number[];
  /** Numbers of words. */
  readonly lengths: readonly number[];
  /** Tokens of its rows: of most by token, of those that came later by row. */
  postings(): TokenPostings | undefined;
  tokens(): TokenColumns;
  /** Puts together what all rows hold of each token. */
  gatherTokens(): Promise<void>;
  /** Lends by row its place among the given ones, from 1; 0 for all others. */
  withPlaces<T>(rows: readonly number[], use: (placeOf: Int32Array) => T): T;
  /** The order of two rows; it ends in the key, which is kind and id, so that pages never overlap. */
  comparing(order: SortOrder): (one: number, other: number) => number;
  readonly valuesOf: Readonly<Record<FacetName, FacetValues>>;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function buildRecordTable(): RecordTable {
  const rows = buildTagIndex();
  const [keys, tags, names]: [string[], string[], string[]] = [[], [], []];
  const isAward: boolean[] = [];
  const groupNumbers = buildNameNumbers();
  const assetNumbers = buildNameNumbers();
  const natureNumbers = buildNameNumbers();
  // Numbers begin at 1.
  const natures: Nature[] = [{ kind: 'asset', signals: [] }];
  const columns = () => [] as number[];
  const [groups, natureOf, tiers, updated, amounts, lengths] = Array.from({ length: 6 }, columns) as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const [assetOf, productOf, originalOf] = Array.from({ length: 3 }, columns) as [
    number[],
    number[],
    number[],
  ];
  let tokens = buildTokenColumns(0);
  let postings: TokenPostings | undefined;
  let placeOf = new Int32Array(0);
  const valuesOf = Object.fromEntries(facetNames.map((name) => [name, buildFacetValues()])) as Record<
    FacetName,
    FacetValues
  >;

  function natureNumber(kind: HitKind, signals: readonly Signal[]): number {
    const number = natureNumbers.of(`${kind} ${signals.join(' ')}`);
    natures[number] ??= { kind, signals };
    return number;
  }

  const at = (column: readonly number[], row: number) => column[row] as number;
  function amountAt(row: number): number {
    const amount = at(amounts, row);
    return Number.isNaN(amount) ? -1 : amount;
  }
  const steps = {
    byTier: (one: number, other: number) => at(tiers, one) - at(tiers, other),
    newest: (one: number, other: number) => at(updated, other) - at(updated, one),
    byName: (one: number, other: number) => compareText(names[one] as string, names[other] as string),
    byKey: (one: number, other: number) => compareText(keys[one] as string, keys[other] as string),
    most: (one: number, other: number) => amountAt(other) - amountAt(one),
  };
  /** As Meilisearch does by sort-orders.ts. */
  const orders: Record<SortOrder, ((one: number, other: number) => number)[]> = {
    relevance: [steps.byTier, steps.newest, steps.byName, steps.byKey],
    newest: [steps.newest, steps.byName, steps.byKey],
    name: [steps.byName, steps.byKey],
    amount: [steps.most, steps.newest, steps.byName, steps.byKey],
  };

  return {
    keys,
    tags,
    isAward,
    groups,
    natureOf,
    natures,
    assetOf,
    productOf,
    originalOf,
    tiers,
    amounts,
    lengths,
    postings: () => postings,
    tokens: () => tokens,
    async gatherTokens() {
      postings = await buildTokenPostings(tokens);
      tokens = buildTokenColumns(postings.endRow);
    },
    valuesOf,
    rows: () => keys.length,
    rowOf: rows.rowOf,
    groupNames: groupNumbers.names,
    assetCount: () => assetNumbers.names.length,
    withPlaces(rows, use) {
      if (placeOf.length < keys.length) placeOf = new Int32Array(keys.length * 2);
      for (let at = 0; at < rows.length; at += 1) placeOf[rows[at] as number] = at + 1;
      try {
        return use(placeOf);
      } finally {
        for (const row of rows) placeOf[row] = 0;
      }
    },
    comparing(order) {
      const inOrder = orders[order];
      return (one, other) => {
        for (const step of inOrder) {
          const found = step(one, other);
          if (found !== 0) return found;
        }
        return 0;
      };
    },
    add(tag, key, traits, written) {
      const { kind, id, signals, product, original, group, amount, facets } = traits;
      const row = keys.length;
      rows.set(readTag(tag), row);
      keys.push(key);
      tags.push(tag);
      names.push(traits.name);
      isAward.push(kind === 'award');
      groups.push(groupNumbers.of(group));
      natureOf.push(natureNumber(kind, signals));
      assetOf.push(kind === 'asset' ? assetNumbers.of(id) : 0);
      productOf.push(assetNumbers.of(product));
      originalOf.push(assetNumbers.of(original));
      tiers.push(traits.tier);
      updated.push(traits.updated);
      amounts.push(amount ?? Number.NaN);
      lengths.push(traits.length);
      for (const facet of facetNames) valuesOf[facet].add(facets[facet] ?? []);
      tokens.add(written);
      return row;
    },
  };
}
