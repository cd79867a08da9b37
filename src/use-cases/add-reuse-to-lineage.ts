import { toShownActor } from '../domain/access/shown-actor.ts';
import type { Asset } from '../domain/records/asset.ts';
import { isAtLead } from '../domain/reuse/reuse-standing.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import { type ReadStatement, readReuseBy, readReuseOf } from './read-reuse.ts';
import type { TracedLineage } from './trace-lineage.ts';

interface AddingReuse {
  store: Pick<EntryStore, 'listEntries'> & Pick<RecordStore, 'readMany'>;
  directory: Directory;
  now: () => Date;
}

type Edge = TracedLineage['edges'][number];

/** Who says so and when is the source of an edge of reuse; there is no record of it. */
function toEdge({ entry, statement, state, organisation }: ReadStatement, asset: string): Edge {
  const isConfirmed = state === 'confirmed';
  const { role, organisation: of } = toShownActor(
    isConfirmed ? (statement.confirmedBy ?? statement.statedBy) : statement.statedBy,
  );
  const on = (isConfirmed ? (statement.confirmedAt ?? statement.statedAt) : statement.statedAt).slice(0, 10);
  const who = of === undefined ? role : `${role} of ${of}`;
  const how = `${statement.use}; ${isConfirmed ? 'confirmed' : 'claimed'} by a ${who} on ${on}`;
  return {
    from: `asset:${asset}`,
    to: `organisation:${organisation}`,
    type: isConfirmed ? 'reuse' : 'reuseClaim',
    basis: 'stated',
    sources: [{ id: entry.id, title: 'Statement of reuse', how }],
  };
}

/** A lineage with what was stated of its assets' use by others: confirmed (`reuse`) and claimed (`reuseClaim`), each with who says so and when. */
export async function addReuseToLineage(
  adding: AddingReuse,
  lineage: TracedLineage,
): Promise<TracedLineage & { holdsUntil?: string }> {
  const { store, directory } = adding;
  const at = adding.now().toISOString();
  const nodes = new Map(lineage.nodes.map((node) => [node.id, node]));
  const assets = new Map<string, Asset>();
  const idsShown = lineage.nodes.flatMap(({ kind, recordId }) =>
    kind === 'asset' && recordId !== undefined ? [recordId] : [],
  );
  const [startKind, ...startId] = lineage.start.split(':');
  const ofStart = startKind === 'organisation' ? await readReuseBy(adding, startId.join(':'), at) : [];
  const wanted = new Set([...idsShown, ...ofStart.map(({ statement }) => statement.asset)]);
  for (const { id, state, document } of await store.readMany('asset', [...wanted])) {
    if (state === 'published') assets.set(id, document);
  }
  const found: [ReadStatement, Asset][] = ofStart.flatMap((one) => {
    const asset = assets.get(one.statement.asset);
    return asset ? [[one, asset]] : [];
  });
  const stated = new Set((await directory.readReuse([...assets.values()], at)).keys());
  for (const id of idsShown) {
    const asset = stated.has(id) ? assets.get(id) : undefined;
    if (asset === undefined) continue;
    for (const one of await readReuseOf(adding, [id, ...asset.aliases], at)) found.push([one, asset]);
  }
  const edges = new Map<string, Edge>();
  const ends: string[] = [];
  for (const [one, asset] of found) {
    const { state, organisation, statement } = one;
    if (state !== 'confirmed' && state !== 'claimed') continue;
    if (statement.use === 'stopped' || isAtLead(asset, organisation, directory.councils)) continue;
    const edge = toEdge(one, asset.id);
    edges.set(`${edge.from} ${edge.to}`, edge);
    const title = directory.organisation(organisation)?.title ?? organisation;
    nodes.set(edge.from, { id: edge.from, kind: 'asset', recordId: asset.id, title: asset.title });
    nodes.set(edge.to, { id: edge.to, kind: 'organisation', recordId: organisation, title });
    if (statement.until !== undefined) ends.push(statement.until);
  }
  const [holdsUntil] = ends.sort();
  return {
    ...lineage,
    nodes: [...nodes.values()],
    edges: [...lineage.edges, ...edges.values()],
    ...(holdsUntil !== undefined && { holdsUntil }),
  };
}
