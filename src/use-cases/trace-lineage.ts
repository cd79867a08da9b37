import { notFound } from '../domain/errors.ts';
import { groupBy } from '../domain/group-by.ts';
import type { RecordKind, RecordRef } from '../domain/ids.ts';
import { buildLineage, type LineageEdge, type LineageNode } from '../domain/lineage/lineage.ts';
import { type Course, type Step, stepBack, stepsFrom } from '../domain/lineage/lineage-steps.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';

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
  /** Has what most records name in memory already; what it does not know is read. */
  directory?: Pick<Directory, 'organisation' | 'fund' | 'source'>;
}

/** A published record, as the directory and the store give it. */
type Found = CatalogueRecord & { id: string };
type Link = RecordRef & { name: string };

const keyOf = ({ kind, id }: RecordRef) => `${kind}:${id}`;

function findKnown({ directory }: Tracing, { kind, id }: RecordRef): Found | undefined {
  if (kind !== 'organisation' && kind !== 'fund' && kind !== 'source') return undefined;
  const document = directory?.[kind](id);
  return document && ({ kind, id, document } as Found);
}

/** The store answers lists by own id alone: an alias is looked up by itself. */
async function readRefs(
  tracing: Tracing,
  wanted: ReadonlyMap<string, RecordRef>,
): Promise<Map<string, Found>> {
  const { store } = tracing;
  const found = new Map<string, Found>();
  for (const [kind, ofKind] of groupBy(wanted.values(), (ref) => ref.kind)) {
    const unread: string[] = [];
    for (const ref of ofKind) {
      const known = findKnown(tracing, ref);
      if (known === undefined) unread.push(ref.id);
      else found.set(keyOf(ref), known);
    }
    for (const record of await store.readMany(kind, unread)) {
      if (record.state === 'published') found.set(keyOf(record), record);
    }
    for (const id of unread) {
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
  record: Found;
  course: Course;
}

function turnsBack({ course }: Stop): boolean {
  return course !== 'leaf' && course !== 'reuse';
}

/** What points to the records from which a trace goes back as well, by their keys. */
async function readLinks({ store }: Tracing, stops: readonly Stop[]) {
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

/** The record and all that a trace from it comes by, step by step; by their keys, and by those of the aliases that lead to them. */
async function readAround(tracing: Tracing, start: Found): Promise<Map<string, Found>> {
  const records = new Map([[keyOf(start), start]]);
  const taken = new Map<Course, Set<Found>>();
  let steps: Step[] = [{ ref: start, course: 'both' }];
  while (steps.length > 0) {
    const wanted = steps.map(({ ref, course }) => ({ key: keyOf(ref), ref, course }));
    const unread = new Map(wanted.filter(({ key }) => !records.has(key)).map(({ key, ref }) => [key, ref]));
    for (const [key, read] of await readRefs(tracing, unread)) {
      const record = records.get(keyOf(read)) ?? read;
      records.set(key, record).set(keyOf(record), record);
    }
    const stops: Stop[] = [];
    for (const { key, course } of wanted) {
      const record = records.get(key);
      const before = taken.get(course) ?? new Set();
      if (!record || before.has(record)) continue;
      taken.set(course, before.add(record));
      stops.push({ record, course });
    }
    const links = await readLinks(tracing, stops);
    steps = stops.flatMap((stop) => stepsOf(stop, links.get(keyOf(stop.record)) ?? []));
  }
  return records;
}

function toLineageSource(id: string, record: Found | undefined): LineageSource {
  const source = record?.kind === 'source' ? record.document : undefined;
  return {
    id,
    title: source?.title ?? id,
    ...(source?.publisher !== undefined && { publisher: source.publisher }),
    ...(source?.address !== undefined && { address: source.address }),
  };
}

/** The sources that edges cite, each once; those that were not come by are read. */
async function readSources(
  tracing: Tracing,
  edges: readonly LineageEdge[],
  records: ReadonlyMap<string, Found>,
): Promise<Map<string, LineageSource>> {
  const cited = new Set(edges.flatMap(({ sources }) => sources.map(({ source }) => source)));
  const refs = [...cited].map((id): RecordRef => ({ kind: 'source', id }));
  const unread = refs.filter((ref) => !records.has(keyOf(ref)));
  const read = await readRefs(tracing, new Map(unread.map((ref) => [keyOf(ref), ref])));
  return new Map(
    refs.map((ref) => [ref.id, toLineageSource(ref.id, records.get(keyOf(ref)) ?? read.get(keyOf(ref)))]),
  );
}

/**
 * The lineage of a record, from its sources to reuse, read step by step from the store. Never sideways: from an award up to its fund but not
 * down to the fund's other awards; asked about a fund, down to all of them.
 */
export async function traceLineage(tracing: Tracing, kind: RecordKind, id: string): Promise<TracedLineage> {
  const start = await tracing.store.find(kind, id);
  if (start?.state !== 'published') throw notFound(`${kind} "${id}"`);
  const records = await readAround(tracing, start);
  const lineage = buildLineage(start, [...new Set(records.values())]);
  const named = await readSources(tracing, lineage.edges, records);
  const toSource = ({ source, how }: LineageEdge['sources'][number]): LineageSource => {
    const found = named.get(source) ?? toLineageSource(source, undefined);
    return how === undefined ? found : { ...found, how };
  };
  return {
    ...lineage,
    edges: lineage.edges.map((edge) => ({ ...edge, sources: edge.sources.map(toSource) })),
  };
}
