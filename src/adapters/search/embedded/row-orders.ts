import type { SortOrder } from '../../../ports/search-index.ts';
import type { IndexDatabase } from './open-index-database.ts';

/** Ranks of all rows in an order: `rankOf` by row, `rowAt` by rank. */
export interface RowOrder {
  rankOf: Uint32Array;
  rowAt: Uint32Array;
}

/** Every order ends in kind and id, so that pages never overlap. `relevance` is the order among equally good hits. */
const orderings: Record<SortOrder, string> = {
  relevance: 'tier, updated_ms desc, name, kind, id',
  newest: 'updated_ms desc, name, kind, id',
  name: 'name, kind, id',
  amount: 'amount is null, amount desc, updated_ms desc, name, kind, id',
};

/** Works each order out when it is first asked for; ask for new orders after rows have changed. */
export function buildRowOrders(database: IndexDatabase, size: number): (sort: SortOrder) => RowOrder {
  const known = new Map<SortOrder, RowOrder>();

  function readOrder(sort: SortOrder): RowOrder {
    const { rows } = database
      .prepare(`select json_group_array(row) as rows from (select row from rows order by ${orderings[sort]})`)
      .get() as { rows: string };
    const rowAt = Uint32Array.from(JSON.parse(rows) as number[]);
    const rankOf = new Uint32Array(size);
    rowAt.forEach((row, rank) => {
      rankOf[row] = rank;
    });
    return { rankOf, rowAt };
  }

  return (sort) => {
    const order = known.get(sort) ?? readOrder(sort);
    known.set(sort, order);
    return order;
  };
}
