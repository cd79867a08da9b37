import type { SearchQuery } from '../../ports/search-index.ts';
import type { Matches } from './match-rows.ts';
import type { RowOrder } from './row-orders.ts';
import type { RowTable } from './row-table.ts';

/** A place in the results is one number, so that sorting stays in typed arrays: 2 + 6 + 1 + 22 + 20 bits. */
const rankBits = 2 ** 20;
const scoreBits = 2 ** 22;
const maxMatched = 63;
const lastTier = 4;

/**
 * Orders rows and returns one page. By relevance: first what is called exactly so, by tier; then the parts of a product that is; then
 * by how many of the words matched, examples and retired things after the rest, by score, and by the order among equals. A part
 * never stands before its product when the product matches as many words.
 */
export function rankRows(
  table: RowTable,
  rows: Uint32Array,
  matches: Matches,
  exactRows: readonly number[],
  order: RowOrder,
  query: SearchQuery,
): number[] {
  const keys = new Float64Array(rows.length);
  const byRelevance = query.sort === 'relevance' && query.terms.length + query.phrases.length > 0;
  const exact = new Set(exactRows);
  const { productOf, rowOfProduct, tier: tiers } = table;
  const { matched: matchedOf, score: scoreOf } = matches;

  function relevance(row: number): number {
    let matched = Math.min(maxMatched, matchedOf[row] as number);
    let score = scoreOf[row] as number;
    let level = exact.size > 0 && exact.has(row) ? 2 : 0;
    const product = rowOfProduct[productOf[row] as number] as number;
    if (product >= 0) {
      if (level === 0 && exact.has(product)) level = 1;
      if ((matchedOf[product] as number) >= matched) score = Math.min(score, scoreOf[product] as number);
    }
    const tier = tiers[row] as number;
    if (level > 0) {
      matched = maxMatched;
      score = (7 - tier) * (scoreBits / 8) + Math.min(score, scoreBits / 8 - 1);
    }
    const isLast = level === 0 && tier >= lastTier ? 0 : 1;
    return ((level * 64 + matched) * 2 + isLast) * scoreBits + Math.min(score, scoreBits - 1);
  }

  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const rank = order.rankOf[row] as number;
    // Smallest first: the better the hit, the smaller the number.
    keys[at] = byRelevance ? -relevance(row) * rankBits + rank : rank;
  }
  return smallest(keys, query.offset, query.offset + query.limit).map((key) => {
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
