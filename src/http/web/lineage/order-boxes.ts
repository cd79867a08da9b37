import type { ChosenBoxes } from './choose-boxes.ts';
import type { DrawnEdge } from './simplify-lineage.ts';

/** A place in a column: a box, room for a line that passes it, or the box that says how many more there are. */
export interface Slot {
  id: string;
  column: number;
  isPassage?: true;
  isMore?: true;
}

export interface OrderedBoxes {
  /** Columns that have boxes, each from top to bottom. */
  slots: Slot[][];
  /** Each edge with the passages on its way. */
  routes: { edge: DrawnEdge; via: string[] }[];
}

const sweeps = 6;

/** Lines that pass a column on their way to the same box share one passage. */
function routeEdges({ nodes, edges }: ChosenBoxes, places: ReadonlyMap<string, Slot[]>) {
  const order = [...places.keys()].map(Number);
  const routes: OrderedBoxes['routes'] = [];
  for (const edge of edges) {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (from === undefined || to === undefined || to.column < from.column) continue;
    const via = order
      .filter((column) => column > from.column && column < to.column)
      .map((column) => {
        const id = `${edge.to} past ${column}`;
        const slots = places.get(String(column)) ?? [];
        if (!slots.some((slot) => slot.id === id)) slots.push({ id, column, isPassage: true });
        return id;
      });
    routes.push({ edge, via });
  }
  return routes;
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** Each column in an order that crosses few lines: every box near the middle of those that it is joined with. */
export function orderBoxes(chosen: ChosenBoxes): OrderedBoxes {
  const places = new Map<string, Slot[]>();
  for (const column of chosen.hidden.keys()) {
    const slots = [...chosen.nodes.values()].filter((node) => node.column === column);
    if (slots.length > 0)
      places.set(
        String(column),
        slots.map(({ id }) => ({ id, column })),
      );
  }
  const routes = routeEdges(chosen, places);
  const slots = [...places.values()];
  const columnOf = new Map(slots.flat().map(({ id, column }) => [id, column]));
  const joined = new Map<string, string[]>([...columnOf.keys()].map((id) => [id, []]));
  for (const { edge, via } of routes) {
    const path = [edge.from, ...via, edge.to];
    for (const [at, id] of path.entries()) {
      const next = path[at + 1];
      // What is joined within a column stands where that column's others want it.
      if (next === undefined || columnOf.get(id) === columnOf.get(next)) continue;
      joined.get(id)?.push(next);
      joined.get(next)?.push(id);
    }
  }

  const heights = new Map<string, number>();
  const measure = (column: readonly Slot[]) => {
    for (const [at, { id }] of column.entries()) heights.set(id, (at + 0.5) / column.length);
  };
  slots.forEach(measure);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const order = sweep % 2 === 0 ? slots : slots.toReversed();
    for (const column of order) {
      const wanted = new Map(
        column.map(({ id }) => [
          id,
          meanOf((joined.get(id) ?? []).map((one) => heights.get(one) ?? 0)) ?? heights.get(id) ?? 0,
        ]),
      );
      column.sort((one, other) => (wanted.get(one.id) ?? 0) - (wanted.get(other.id) ?? 0));
      measure(column);
    }
  }
  for (const column of slots) {
    putAfter(column, routes);
    const hidden = chosen.hidden[column[0]?.column ?? 0] ?? 0;
    const number = column[0]?.column ?? 0;
    if (hidden > 0) column.push({ id: `more ${number}`, column: number, isMore: true });
  }
  return { slots, routes };
}

/** Within a column, what comes of something stands below it. */
function putAfter(column: Slot[], routes: OrderedBoxes['routes']): void {
  for (const { edge } of routes) {
    const from = column.findIndex(({ id }) => id === edge.from);
    const to = column.findIndex(({ id }) => id === edge.to);
    if (from < 0 || to < 0 || from < to) continue;
    const [moved] = column.splice(from, 1);
    if (moved !== undefined) column.splice(to, 0, moved);
  }
}
