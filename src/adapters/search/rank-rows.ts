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

  function relevance(row: number): number {
    const product = table.productRow(row);
    const tier = table.tier[row] as number;
    const level = exact.has(row) ? 2 : product >= 0 && exact.has(product) ? 1 : 0;
    let matched = Math.min(maxMatched, matches.matched[row] as number);
    let score = matches.score[row] as number;
    if (product >= 0 && (matches.matched[product] as number) >= matched) {
      score = Math.min(score, matches.score[product] as number);
    }
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
  keys.sort();
  const page: number[] = [];
  for (const key of keys.subarray(query.offset, query.offset + query.limit)) {
    const rank = ((key % rankBits) + rankBits) % rankBits;
    page.push(order.rowAt[rank] as number);
  }
  return page;
}
