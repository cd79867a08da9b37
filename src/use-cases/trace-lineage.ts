import { notFound } from '../domain/errors.ts';
import { groupBy } from '../domain/group-by.ts';
import type { RecordKind, RecordRef } from '../domain/ids.ts';
import { buildLineage, type LineageEdge, type LineageNode } from '../domain/lineage/lineage.ts';
import { type Course, type Step, stepBack, stepsFrom } from '../domain/lineage/lineage-steps.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';

/** A source as an edge of a lineage names it. */
export interface LineageSource {
  id: string;
  title: string;
  publisher?: string;
  address?: string;
  how?: string;
}

export interface TracedLineage {
  start: string;
  nodes: LineageNode[];
  edges: (Omit<LineageEdge, 'sources'> & { sources: LineageSource[] })[];
}

interface Tracing {
  store: Pick<RecordStore, 'find' | 'readMany' | 'linksToMany'>;
}

type Link = RecordRef & { name: string };

const keyOf = ({ kind, id }: RecordRef) => `${kind}:${id}`;

/** The store answers lists by own id alone: an alias is looked up by itself. */
async function readRefs(
  store: Tracing['store'],
  refs: readonly RecordRef[],
): Promise<Map<string, StoredRecord>> {
  const found = new Map<string, StoredRecord>();
  for (const kind of new Set(refs.map((ref) => ref.kind))) {
    const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))];
    for (const record of await store.readMany(kind, ids)) {
      if (record.state === 'published') found.set(keyOf(record), record);
    }
    for (const id of ids) {
      if (found.has(keyOf({ kind, id }))) continue;
      const record = await store.find(kind, id);
      if (record?.state === 'published') found.set(keyOf({ kind, id }), record);
    }
  }
  return found;
}

/** A project without outputs of its own, or an award without a project, may be named by assets: that has to be known before saying "none found". */
function mustLookForOutputs({ kind, document }: CatalogueRecord): boolean {
  if (kind === 'award') return true;
  return kind === 'project' && document.outputs.every(({ basis }) => basis === 'inferred');
}

interface Stop {
  record: StoredRecord;
  course: Course;
}

function turnsBack({ course }: Stop): boolean {
  return course !== 'leaf' && course !== 'reuse';
}

/** What points to the records from which a trace goes back as well, by their keys. */
async function readLinks(store: Tracing['store'], stops: readonly Stop[]) {
  const links = new Map<string, Link[]>();
  const records = stops.filter(turnsBack).map(({ record }) => record);
  for (const [kind, ofKind] of groupBy(records, (record) => record.kind)) {
    const found = await store.linksToMany(kind, [...new Set(ofKind.map(({ id }) => id))]);
    for (const [id, pointing] of found) links.set(keyOf({ kind, id }), pointing);
  }
  return links;
}

function stepsOf({ record, course }: Stop, links: readonly Link[]): Step[] {
  if (!turnsBack({ record, course })) return stepsFrom(record, course);
  const back = links.flatMap((link) => stepBack(record, link, course) ?? []);
  const outputs =
    course === 'up' && mustLookForOutputs(record)
      ? links
          .filter(({ kind, name }) => kind === 'asset' && name === record.kind)
          .map(({ kind, id }): Step => ({ ref: { kind, id }, course: 'leaf' }))
      : [];
  return [...stepsFrom(record, course), ...back, ...outputs];
}

/**
 * The lineage of a record, from its sources to reuse, read step by step from the store. Never sideways: from an award up to its fund but not
 * down to the fund's other awards; asked about a fund, down to all of them.
 */
export async function traceLineage({ store }: Tracing, kind: RecordKind, id: string): Promise<TracedLineage> {
  const start = await store.find(kind, id);
  if (start?.state !== 'published') throw notFound(`${kind} "${id}"`);
  const records = new Map<string, StoredRecord>([[keyOf(start), start]]);
  const taken = new Set<string>();
  let steps: Step[] = [{ ref: start, course: 'both' }];
  while (steps.length > 0) {
    const unread = steps.map(({ ref }) => ref).filter((ref) => !records.has(keyOf(ref)));
    for (const [key, record] of await readRefs(store, unread)) {
      records.set(key, record);
      records.set(keyOf(record), record);
    }
    const stops: Stop[] = [];
    for (const { ref, course } of steps) {
      const record = records.get(keyOf(ref));
      if (!record || taken.has(`${course} ${keyOf(record)}`)) continue;
      taken.add(`${course} ${keyOf(record)}`);
      stops.push({ record, course });
    }
    const links = await readLinks(store, stops);
    steps = stops.flatMap((stop) => stepsOf(stop, links.get(keyOf(stop.record)) ?? []));
  }

  const lineage = buildLineage(start, [...new Set(records.values())]);
  const cited = new Set(lineage.edges.flatMap(({ sources }) => sources.map(({ source }) => source)));
  const unread = [...cited]
    .map((source): RecordRef => ({ kind: 'source', id: source }))
    .filter((ref) => !records.has(keyOf(ref)));
  const sources = new Map([...records, ...(await readRefs(store, unread))]);
  return {
    ...lineage,
    edges: lineage.edges.map((edge) => ({
      ...edge,
      sources: edge.sources.map(({ source, how }) => toLineageSource(sources, source, how)),
    })),
  };
}

function toLineageSource(
  sources: ReadonlyMap<string, StoredRecord>,
  id: string,
  how: string | undefined,
): LineageSource {
  const record = sources.get(keyOf({ kind: 'source', id }));
  const source = record?.kind === 'source' ? record.document : undefined;
  return {
    id,
    title: source?.title ?? id,
    ...(source?.publisher !== undefined && { publisher: source.publisher }),
    ...(source?.address !== undefined && { address: source.address }),
    ...(how !== undefined && { how }),
  };
}
