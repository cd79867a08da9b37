import { groupBy } from '../../../domain/group-by.ts';
import { columns, type Drawn, type DrawnNode, noneFound, surestUseFirst } from './simplify-lineage.ts';

export interface ChosenBoxes extends Drawn {
  /** How many of each column there are beside those chosen. */
  hidden: number[];
}

/** How far a node leads towards reuse, and to how much of it: what has a story is drawn before what has none. */
function reachOf({ nodes, edges }: Drawn): Map<string, number> {
  const out = groupBy(edges, ({ from }) => from);
  const reach = new Map<string, number>();
  const measure = (id: string, path: ReadonlySet<string>): number => {
    const known = reach.get(id);
    if (known !== undefined) return known;
    const onPath = new Set(path).add(id);
    const next = (out.get(id) ?? []).map(({ to }) => to).filter((to) => !onPath.has(to) && to !== noneFound);
    const own = (nodes.get(id)?.column ?? 0) * 100;
    const found = Math.max(own, ...next.map((to) => measure(to, onPath))) + Math.min(next.length, 50);
    reach.set(id, found);
    return found;
  };
  for (const id of nodes.keys()) measure(id, new Set());
  return reach;
}

/** Bodies by the surest that is known of their use: those that confirmed it first. */
function sureOfUse({ edges }: Drawn): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const { to, type } of edges) {
    const rank = surestUseFirst.indexOf(type);
    if (rank >= 0) ranks.set(to, Math.min(rank, ranks.get(to) ?? rank));
  }
  return ranks;
}

/**
 * At most so many boxes of each column, all of them connected with the start: outwards from it, those first that lead to most. One more
 * is drawn rather than a box that says "and one more".
 */
export function chooseBoxes(drawn: Drawn, mostOf: (column: number) => number): ChosenBoxes {
  const { start, nodes, edges } = drawn;
  const reach = reachOf(drawn);
  const sure = sureOfUse(drawn);
  const chosen = new Set([start]);
  const byColumn = columns.map((_, column) => [...nodes.values()].filter((node) => node.column === column));
  const startColumn = nodes.get(start)?.column ?? 0;
  const outwards = [...columns.keys()].sort(
    (one, other) => Math.abs(one - startColumn) - Math.abs(other - startColumn),
  );

  const [outOf, into] = [groupBy(edges, ({ from }) => from), groupBy(edges, ({ to }) => to)];

  function isJoined({ id }: DrawnNode): boolean {
    return (
      outOf.get(id)?.some(({ to }) => chosen.has(to)) === true ||
      into.get(id)?.some(({ from }) => chosen.has(from)) === true
    );
  }

  for (const column of outwards) {
    const candidates = (byColumn[column] ?? []).toSorted(
      (one, other) =>
        Number(one.id === noneFound) - Number(other.id === noneFound) ||
        Number(other.statesStart) - Number(one.statesStart) ||
        (sure.get(one.id) ?? 0) - (sure.get(other.id) ?? 0) ||
        (reach.get(other.id) ?? 0) - (reach.get(one.id) ?? 0) ||
        other.parts - one.parts ||
        one.title.localeCompare(other.title),
    );
    const most = mostOf(column);
    const room = candidates.length <= most + 1 ? candidates.length : most;
    let count = candidates.filter(({ id }) => chosen.has(id)).length;
    // What is joined through another of its own column comes in once that is chosen.
    for (let before = -1; before !== chosen.size && count < room; ) {
      before = chosen.size;
      for (const node of candidates) {
        if (count >= room || chosen.has(node.id) || !isJoined(node)) continue;
        chosen.add(node.id);
        count += 1;
      }
    }
  }
  const shown = new Map([...nodes].filter(([id]) => chosen.has(id)));
  return {
    start,
    nodes: shown,
    edges: edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    hidden: byColumn.map((all) => all.filter(({ id }) => !chosen.has(id) && id !== noneFound).length),
  };
}
