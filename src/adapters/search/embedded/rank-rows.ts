import { HitKind } from '../../../domain/ids.ts';
import { namedFactor, pointsOf, staysBehind } from '../../../domain/search/points.ts';
import {
  type Goal,
  kindFactors,
  ranking,
  recordFactor,
  signalNames,
} from '../../../domain/search/ranking-signals.ts';
import type { Matches } from './match-rows.ts';
import type { RowOrder } from './row-orders.ts';
import type { RowTable } from './row-table.ts';

/** A place in the results is one number, so that sorting stays in typed arrays: level, tier, kind, points, rank in 2 + 3 + 4 + 23 + 20 bits. */
const rankBits = 2 ** 20;
const pointBits = 2 ** 23;
const kindBits = 2 ** 4;
const tierBits = 2 ** 3;
const pointScale = 2 ** 20;

export interface Ranking {
  /** 2 called just so, 1 part of what is called just so, 0 any other. */
  levelOf(row: number): 0 | 1 | 2;
  /** Stands behind everything else. */
  isExample(row: number): boolean;
  points(row: number): number;
  /** How much more it counts that the record is called just as words of the query. */
  namedFactor(row: number): number;
  /** The place of a row before all others is the smallest number. */
  keyOf(row: number): number;
}

function factorOf(kind: number, bits: number, goal: Goal): number {
  const signals = signalNames.filter((_, at) => (bits & (1 << at)) !== 0);
  return recordFactor(HitKind.options[kind] as HitKind, signals, goal);
}

/**
 * How rows are ordered by relevance: first what is called exactly so, by tier and kind; then the parts of a product that is; then by points; examples last.
 * A part never stands before its product when that answers as much, nor a copy before its original.
 */
export function buildRanking(
  table: RowTable,
  matches: Matches,
  exactRows: readonly number[],
  namedShares: ReadonlyMap<number, number>,
  goal: Goal,
  order: RowOrder,
): Ranking {
  const { productOf, originalOf, rowOfAsset, tier, kind, signals } = table;
  const { answers, words, answered, wishes } = matches;
  const exact = new Set(exactRows);
  const retired = 1 << signalNames.indexOf('retired');
  const example = 1 << signalNames.indexOf('example');
  const factorsByBits = HitKind.options.map(() => new Float64Array(1 << signalNames.length));

  function signalFactor(row: number): number {
    const ofKind = factorsByBits[kind[row] as number] as Float64Array;
    const bits = signals[row] as number;
    if (ofKind[bits] === 0) ofKind[bits] = factorOf(kind[row] as number, bits, goal);
    return ofKind[bits] as number;
  }

  const named = (row: number) => namedFactor(namedShares.get(row) ?? 0);

  function ownPoints(row: number): number {
    return pointsOf(
      words[row] as number,
      answered[row] as number,
      wishes[row] as number,
      signalFactor(row),
      named(row),
    );
  }

  /** Whether the row stays behind the other, which answers as much and nearly as well. */
  function isBehind(row: number, other: number): boolean {
    return (
      other > 0 &&
      answers[other] === 1 &&
      staysBehind(
        answered[row] as number,
        words[row] as number,
        answered[other] as number,
        words[other] as number,
      )
    );
  }

  function points(row: number): number {
    let found = ownPoints(row);
    const product = rowOfAsset[productOf[row] as number] as number;
    if (isBehind(row, product)) found = Math.min(found, ownPoints(product) * ranking.below);
    const original = rowOfAsset[originalOf[row] as number] as number;
    if (isBehind(row, original) && ((signals[original] as number) & retired) === 0) {
      found = Math.min(found, ownPoints(original) * ranking.below);
    }
    return found;
  }

  function levelOf(row: number): 0 | 1 | 2 {
    if (exact.size === 0) return 0;
    if (exact.has(row)) return 2;
    return exact.has(rowOfAsset[productOf[row] as number] as number) ? 1 : 0;
  }

  const placeByTier = (row: number) => tierBits - 1 - (tier[row] as number);
  const placeByKind = (row: number) =>
    Math.round((kindBits - 1) * kindFactors[goal][HitKind.options[kind[row] as number] as HitKind]);

  const isExample = (row: number) => levelOf(row) === 0 && ((signals[row] as number) & example) !== 0;

  function keyOf(row: number): number {
    const level = levelOf(row);
    const scaled = Math.min(Math.round(points(row) * pointScale), pointBits - 1);
    const place =
      level > 0
        ? (level * tierBits + placeByTier(row)) * kindBits + placeByKind(row)
        : isExample(row)
          ? 0
          : 1;
    return -(place * pointBits + scaled) * rankBits + (order.rankOf[row] as number);
  }

  return { levelOf, isExample, points, namedFactor: named, keyOf };
}

/** One page of the rows, by relevance where a ranking is given and by the order alone where not. */
export function rankRows(
  rows: Uint32Array,
  order: RowOrder,
  { offset, limit }: { offset: number; limit: number },
  relevance?: Ranking,
): number[] {
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    keys[at] = relevance ? relevance.keyOf(row) : (order.rankOf[row] as number);
  }
  return smallest(keys, offset, offset + limit).map((key) => {
    const rank = ((key % rankBits) + rankBits) % rankBits;
    return order.rowAt[rank] as number;
  });
}

const fewWanted = 200;

/** The keys from one place to another of the sorted ones. For a first page most keys are only compared with the worst of the best so far. */
function smallest(keys: Float64Array, from: number, to: number): number[] {
  if (to > fewWanted || keys.length <= to * 2) return [...keys.sort().subarray(from, to)];
  const best = keys.slice(0, to).sort();
  for (let at = to; at < keys.length; at += 1) {
    const key = keys[at] as number;
    if (key >= (best[to - 1] as number)) continue;
    let place = to - 1;
    while (place > 0 && (best[place - 1] as number) > key) {
      best[place] = best[place - 1] as number;
      place -= 1;
    }
    best[place] = key;
  }
  return [...best.subarray(from, to)];
}
