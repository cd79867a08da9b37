import { GraphQLError } from 'graphql';

/** A page of a list with GitHub's fields. `toEdge`: what an edge holds beside its node. */
export function toConnection<Row>(
  rows: readonly Row[],
  args: Readonly<Record<string, unknown>>,
  toNode: (row: Row) => unknown,
  toEdge: (row: Row) => Record<string, unknown> = () => ({}),
): Record<string, unknown> {
  const from = args.after === undefined || args.after === null ? 0 : positionOf(args.after) + 1;
  const until = args.before === undefined || args.before === null ? rows.length : positionOf(args.before);
  let start = from;
  let end = until;
  if (typeof args.first === 'number') end = Math.min(end, start + args.first);
  else if (typeof args.last === 'number') start = Math.max(start, end - args.last);
  const page = rows.slice(start, end);
  return {
    totalCount: rows.length,
    nodes: () => page.map(toNode),
    edges: () =>
      page.map((row, index) => ({ cursor: cursorOf(start + index), node: toNode(row), ...toEdge(row) })),
    pageInfo: {
      hasNextPage: end < rows.length,
      hasPreviousPage: start > 0,
      startCursor: page.length > 0 ? cursorOf(start) : null,
      endCursor: page.length > 0 ? cursorOf(end - 1) : null,
    },
  };
}

function cursorOf(position: number): string {
  return Buffer.from(`cursor:v2:${position}`).toString('base64');
}

function positionOf(cursor: unknown): number {
  const position = Number(/^cursor:v2:(\d+)$/.exec(Buffer.from(String(cursor), 'base64').toString())?.[1]);
  if (Number.isNaN(position)) {
    throw new GraphQLError(`\`${String(cursor)}\` does not appear to be a valid cursor.`, {
      extensions: { type: 'INVALID_CURSOR_ARGUMENTS' },
    });
  }
  return position;
}

type Sortable = Readonly<Record<string, string | number | null>>;

/** Sorts as an `orderBy` argument asks; `fields` gives the value of each of its field names. */
export function inOrder<Row>(
  rows: readonly Row[],
  order: unknown,
  fields: (row: Row) => Sortable,
): readonly Row[] {
  const { field, direction } = (order ?? {}) as { field?: string; direction?: string };
  if (!field) return rows;
  const sign = direction === 'DESC' ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [left, right] = [fields(one)[field] ?? '', fields(other)[field] ?? ''];
    return left === right ? 0 : left < right ? -sign : sign;
  });
}
