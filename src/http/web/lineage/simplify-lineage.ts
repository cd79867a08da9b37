import { groupBy } from '../../../domain/group-by.ts';
import type { LineageNode } from '../../../domain/lineage/lineage.ts';
import type { TracedLineage } from '../../../use-cases/trace-lineage.ts';

type TracedEdge = TracedLineage['edges'][number];

/** What is drawn, from left to right. */
export const columns = ['source', 'fund', 'award', 'project', 'asset', 'organisation'] as const;

export interface DrawnNode {
  id: string;
  kind: LineageNode['kind'];
  recordId?: string;
  title: string;
  column: number;
  /** Assets that are parts of it and are not drawn by themselves. */
  parts: number;
  /** A source that states the record asked about. */
  statesStart: boolean;
}

export interface DrawnEdge {
  from: string;
  to: string;
  type: TracedEdge['type'];
  basis: TracedEdge['basis'];
}

export interface Drawn {
  start: string;
  nodes: Map<string, DrawnNode>;
  edges: DrawnEdge[];
}

export const noneFound = 'none-found';

function columnOf(kind: LineageNode['kind']): number {
  const drawnAs = kind === noneFound ? 'asset' : kind;
  return (columns as readonly string[]).indexOf(drawnAs);
}

/** Money flows from a programme to its rounds, though it is the round that names its programme. */
function inFlow(edge: TracedEdge, nodes: ReadonlyMap<string, LineageNode>): TracedEdge {
  const isRound = edge.type === 'partOf' && nodes.get(edge.from)?.kind === 'fund';
  return isRound ? { ...edge, from: edge.to, to: edge.from } : edge;
}

/** The start and everything that leads to it. */
function upstreamOf(start: string, edges: readonly TracedEdge[]): Set<string> {
  const into = groupBy(edges, ({ to }) => to);
  const found = new Set([start]);
  for (const id of found) for (const { from } of into.get(id) ?? []) found.add(from);
  return found;
}

/** Parts of which the picture says no more than of their product: they are what else paid for the product too, or nothing. */
function productsOfParts(start: string, edges: readonly TracedEdge[]): Map<string, string> {
  const into = new Map<string, Set<string>>();
  for (const { from, to, type } of edges) {
    if (type === 'partOf' || type === 'states') continue;
    const before = into.get(to);
    if (before === undefined) into.set(to, new Set([from]));
    else before.add(from);
  }
  const products = new Map<string, string>();
  for (const { from: part, to: product, type } of edges) {
    if (type !== 'partOf' || part === start || products.has(part) || products.get(product) === part) continue;
    if (!part.startsWith('asset:')) continue;
    const paid = [...(into.get(part) ?? [])];
    if (product === start || paid.every((from) => into.get(product)?.has(from))) products.set(part, product);
  }
  return products;
}

/** Money for an asset that has a box on its way there, such as the project that the award paid for, is drawn by that way. */
function isRoundabout(
  { from, to, type, basis }: DrawnEdge,
  outOf: ReadonlyMap<string, readonly DrawnEdge[]>,
): boolean {
  if (type !== 'funding' && type !== 'output') return false;
  const next = outOf.get(from)?.filter((edge) => edge.type !== type && edge.to !== to) ?? [];
  return next.some((step) =>
    outOf.get(step.to)?.some((edge) => edge.to === to && (edge.basis === basis || edge.basis !== 'inferred')),
  );
}

const strongestFirst = ['stated', 'derived', 'observed', 'inferred'];
export const surestUseFirst: readonly string[] = ['reuse', 'reuseClaim', 'adoption', 'ownUse'];

/** The surest way in which something is known. */
export function isSurer(one: DrawnEdge, other: DrawnEdge): boolean {
  const [ones, others] = [one, other].map(({ type }) => surestUseFirst.indexOf(type));
  if (ones !== others) return (ones ?? -1) < (others ?? -1);
  return strongestFirst.indexOf(one.basis) < strongestFirst.indexOf(other.basis);
}

/**
 * What of a lineage can be drawn: a source by the first thing on the way here that it states, a product for its parts, one box for
 * everything of which no output was found. The table has every link.
 */
export function simplifyLineage({ start, nodes, edges }: TracedLineage): Drawn {
  const all = new Map(nodes.map((node) => [node.id, node]));
  const flow = edges
    .map((edge) => inFlow(edge, all))
    .filter(({ type }) => type !== 'lead' && type !== 'partner');
  const products = productsOfParts(start, flow);
  const top = (id: string): string => {
    for (let [at, steps] = [id, 0]; ; steps += 1) {
      const product = products.get(at);
      if (product === undefined || steps > 9) return at;
      at = product;
    }
  };
  const drawnAs = (id: string) => (id.startsWith(`${noneFound}:`) ? noneFound : top(id));

  const upstream = upstreamOf(
    start,
    flow.filter(({ type }) => type !== 'states'),
  );
  const firstStated = new Map<string, TracedEdge>();
  for (const edge of flow) {
    if (edge.type !== 'states' || !upstream.has(edge.to)) continue;
    const there = firstStated.get(edge.from);
    const columnAt = (id = '') => columnOf(all.get(id)?.kind ?? 'service');
    if (there === undefined || columnAt(edge.to) < columnAt(there.to)) firstStated.set(edge.from, edge);
  }

  const kept = new Map<string, DrawnEdge>();
  for (const edge of [...firstStated.values(), ...flow.filter(({ type }) => type !== 'states')]) {
    const { type, basis } = edge;
    const drawn = { from: drawnAs(edge.from), to: drawnAs(edge.to), type, basis };
    if (drawn.from === drawn.to) continue;
    const key = `${drawn.from} ${drawn.to}`;
    const there = kept.get(key);
    if (there === undefined || isSurer(drawn, there)) kept.set(key, drawn);
  }

  const statesIt = new Set(
    edges.filter(({ type, to }) => type === 'states' && to === start).map(({ from }) => from),
  );
  const drawnEdges = [...kept.values()];
  const partsOf = groupBy(products.keys(), top);
  const shown = new Map<string, DrawnNode>();
  for (const id of new Set([start, ...drawnEdges.flatMap(({ from, to }) => [from, to])])) {
    const node = all.get(id);
    const { kind = noneFound, title = '', recordId } = node ?? {};
    const parts = partsOf.get(id)?.length ?? 0;
    const statesStart = statesIt.has(id);
    if (columnOf(kind) >= 0)
      shown.set(id, { id, kind, recordId, title, column: columnOf(kind), parts, statesStart });
  }
  const joined = drawnEdges.filter(({ from, to }) => shown.has(from) && shown.has(to));
  const outOf = groupBy(joined, ({ from }) => from);
  return { start, nodes: shown, edges: joined.filter((edge) => !isRoundabout(edge, outOf)) };
}
