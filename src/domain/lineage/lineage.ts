import { groupBy } from '../group-by.ts';
import type { RecordKind, RecordRef } from '../ids.ts';
import type { Basis, Citation } from '../records/evidence.ts';
import type { CatalogueRecord } from '../records/record.ts';
import { edgesOf, type LineageEdgeType, type StatedEdge } from './lineage-edges.ts';

export interface LineageNode {
  /** "award:southwark-planning". */
  id: string;
  kind: RecordKind | 'none-found';
  /** Absent for `none-found`, which is no record. */
  recordId?: string;
  title: string;
}

export interface LineageEdge {
  from: string;
  to: string;
  type: LineageEdgeType;
  basis: Basis;
  sources: Citation[];
}

export interface Lineage {
  /** The id of the node that was asked about. */
  start: string;
  nodes: LineageNode[];
  edges: LineageEdge[];
}

export const noneFoundTitle = 'No public output found';

const strongestFirst: readonly Basis[] = ['stated', 'derived', 'observed', 'inferred'];
const nodeOrder: readonly LineageNode['kind'][] = [
  'source',
  'fund',
  'award',
  'project',
  'asset',
  'none-found',
  'organisation',
];

function nodeId({ kind, id }: RecordRef): string {
  return `${kind}:${id}`;
}

/** An edge that two documents state is one edge: all its sources, and the strongest way it is known. */
function merge(edges: Map<string, LineageEdge>, edge: LineageEdge): void {
  const key = `${edge.from} ${edge.type} ${edge.to}`;
  const there = edges.get(key);
  if (!there) {
    edges.set(key, edge);
    return;
  }
  if (strongestFirst.indexOf(edge.basis) < strongestFirst.indexOf(there.basis)) there.basis = edge.basis;
  // The sources that are there may be a document's own list.
  there.sources = [
    ...there.sources,
    ...edge.sources.filter(
      (cited) => !there.sources.some(({ source, how }) => source === cited.source && how === cited.how),
    ),
  ];
}

/** Projects, and awards of no project, that no asset but an inferred one came of. */
function withoutOutput(
  records: readonly CatalogueRecord[],
  edges: readonly LineageEdge[],
): CatalogueRecord[] {
  const found = new Set(
    edges
      .filter(({ type, basis }) => (type === 'output' || type === 'funding') && basis !== 'inferred')
      .map(({ from }) => from),
  );
  const paying = edges.filter(({ type }) => type === 'project');
  const payingFor = groupBy(paying, ({ to }) => to);
  const hasProject = new Set(paying.map(({ from }) => from));
  return records.filter((record) => {
    const id = nodeId({ kind: record.kind, id: record.document.id });
    if (record.kind === 'award') {
      return record.document.project === undefined && !hasProject.has(id) && !found.has(id);
    }
    if (record.kind !== 'project' || found.has(id)) return false;
    // Outputs that were not loaded are outputs all the same.
    if (record.document.outputs.some(({ basis }) => basis !== 'inferred')) return false;
    return !payingFor.get(id)?.some(({ from }) => from.startsWith('award:') && found.has(from));
  });
}

/**
 * The lineage of a record among the records given: source, fund, award, project, asset, reuse, every edge with its basis and sources. A
 * project of which nothing public was found says so in a node of its own. Who led a piece of work is drawn for the body asked about only.
 */
export function buildLineage(start: RecordRef, records: readonly CatalogueRecord[]): Lineage {
  const titles = new Map<string, LineageNode>();
  const ownId = new Map<string, string>();
  for (const { kind, document } of records) {
    const id = nodeId({ kind, id: document.id });
    titles.set(id, { id, kind, recordId: document.id, title: document.title });
    ownId.set(id, id);
    if (!('aliases' in document)) continue;
    for (const alias of document.aliases) ownId.set(nodeId({ kind, id: alias }), id);
  }
  const startId = ownId.get(nodeId(start)) ?? nodeId(start);

  const isAsked = ({ type, from }: StatedEdge) =>
    (type !== 'lead' && type !== 'partner') || nodeId(from) === startId;
  const merged = new Map<string, LineageEdge>();
  for (const stated of records.flatMap(edgesOf)) {
    if (!isAsked(stated)) continue;
    const from = ownId.get(nodeId(stated.from));
    const to = ownId.get(nodeId(stated.to));
    const { type, basis, sources } = stated;
    if (from && to && from !== to) merge(merged, { from, to, type, basis, sources });
  }
  const edges = [...merged.values()];
  const nodes = new Map<string, LineageNode>();
  for (const id of [startId, ...edges.flatMap(({ from, to }) => [from, to])]) {
    const node = titles.get(id);
    if (node) nodes.set(id, node);
  }
  for (const { kind, document } of withoutOutput(records, edges)) {
    const from = nodeId({ kind, id: document.id });
    if (!nodes.has(from) || !('aliases' in document)) continue;
    const id = `none-found:${from}`;
    nodes.set(id, { id, kind: 'none-found', title: noneFoundTitle });
    edges.push({ from, to: id, type: 'output', basis: 'derived', sources: [...document.sources] });
  }
  return {
    start: startId,
    nodes: [...nodes.values()].sort(
      (one, other) =>
        nodeOrder.indexOf(one.kind) - nodeOrder.indexOf(other.kind) || (one.id < other.id ? -1 : 1),
    ),
    edges,
  };
}
