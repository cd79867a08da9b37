import { groupBy } from '../domain/group-by.ts';
import type { Asset } from '../domain/records/asset.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Reference } from './references.ts';
import type { TracedLineage } from './trace-lineage.ts';

/** What came of a fund, an award or a project, as far as sources say. Inferred links are not an output found. */
export interface Outcome {
  awards: number;
  projects: Reference[];
  /** Projects of which no public output was found. */
  projectsWithoutOutput: number;
  /** Each product once, without the parts of it that were found too. */
  found: (Reference & Pick<Asset, 'assetKind'>)[];
  /** Linked by general knowledge alone, by no source: no output found. */
  inferred: Reference[];
  /** Repositories among all that was found. */
  repositories: number;
  /** Bodies that use what was found, each once, by the surest that is known of it; the lead is not among them. */
  confirmed: Reference[];
  claimed: Reference[];
  observed: Reference[];
  /** Projects that continued it. */
  continuedBy: Reference[];
}

type Edge = TracedLineage['edges'][number];

const made: ReadonlySet<string> = new Set(['output', 'funding']);
const flows: ReadonlySet<string> = new Set(['award', 'project']);

function isRoundOf(edge: Edge): boolean {
  return edge.type === 'partOf' && edge.from.startsWith('fund:');
}

/** The record asked about and the money and work that came of it; not what continued the work. */
function workFrom({ start, edges }: TracedLineage): Set<string> {
  const flowing = groupBy(
    edges.filter(({ type }) => flows.has(type)),
    ({ from }) => from,
  );
  const rounds = groupBy(edges.filter(isRoundOf), ({ to }) => to);
  const work = new Set([start]);
  for (const id of work) {
    for (const { to } of flowing.get(id) ?? []) work.add(to);
    for (const { from } of rounds.get(id) ?? []) work.add(from);
  }
  return work;
}

export async function describeOutcome(
  { store }: { store: Pick<RecordStore, 'readMany'> },
  lineage: TracedLineage,
): Promise<Outcome> {
  const { nodes, edges } = lineage;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const work = workFrom(lineage);
  const outputs = edges.filter(
    ({ type, from, to }) => made.has(type) && work.has(from) && to.startsWith('asset:'),
  );
  const found = new Set(outputs.filter(({ basis }) => basis !== 'inferred').map(({ to }) => to));
  const inferred = new Set(outputs.map(({ to }) => to).filter((id) => !found.has(id)));
  const partOf = edges.filter(({ type, from }) => type === 'partOf' && from.startsWith('asset:'));
  const withParts = new Set([...found, ...partOf.filter(({ to }) => found.has(to)).map(({ from }) => from)]);
  const isPartIn = (id: string, whole: ReadonlySet<string>) =>
    partOf.some(({ from, to }) => from === id && whole.has(to));

  const referTo = (ids: Iterable<string>): Reference[] =>
    [...new Set(ids)].flatMap((id) => {
      const node = byId.get(id);
      return node?.recordId === undefined ? [] : [{ id: node.recordId, title: node.title }];
    });
  const usersBy = (type: Edge['type']) =>
    edges.filter((edge) => edge.type === type && withParts.has(edge.from)).map(({ to }) => to);
  const confirmed = new Set(usersBy('reuse'));
  const claimed = new Set(usersBy('reuseClaim').filter((id) => !confirmed.has(id)));
  const observed = usersBy('adoption').filter((id) => !confirmed.has(id) && !claimed.has(id));

  const assetIds = [...found].map((id) => id.slice('asset:'.length));
  const assets = (await store.readMany('asset', assetIds)).map(({ document }) => document);
  const projects = [...work].filter((id) => id.startsWith('project:'));
  return {
    awards: [...work].filter((id) => id.startsWith('award:')).length,
    projects: referTo(projects),
    projectsWithoutOutput: projects.filter((id) => byId.has(`none-found:${id}`)).length,
    found: assets
      .filter(({ id }) => !isPartIn(`asset:${id}`, found))
      .map(({ id, title, assetKind }) => ({ id, title, assetKind })),
    inferred: referTo([...inferred].filter((id) => !isPartIn(id, found) && !isPartIn(id, inferred))),
    repositories: new Set(assets.flatMap(({ repository }) => repository?.toLowerCase() ?? [])).size,
    confirmed: referTo(confirmed),
    claimed: referTo(claimed),
    observed: referTo(observed),
    continuedBy: referTo(
      edges.filter(({ type, from }) => type === 'followedBy' && work.has(from)).map(({ to }) => to),
    ).filter(({ id }) => !work.has(`project:${id}`)),
  };
}
