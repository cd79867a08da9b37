import { z } from 'zod';
import { correctionsSource } from '../domain/corrections/corrections-source.ts';
import { applyDecisions } from '../domain/decisions/apply-decisions.ts';
import { Decision, replaces } from '../domain/decisions/decision.ts';
import { RecordKind, type RecordRef } from '../domain/ids.ts';
import { connectAssets } from '../domain/records/connect-assets.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import { type TermContext, termsOf } from '../domain/records/record-terms.ts';
import type { EntryWrite, KeptWrite } from '../ports/entry-store.ts';
import type { RecordStore, RecordWrite, StoredRecord, WriteReport } from '../ports/record-store.ts';
import { originalsNote, readOriginals, toOriginals } from './keep-originals.ts';
import { toRecordWrites } from './to-record-writes.ts';

/** Key of what was decided besides the files, as JSON: written with the records that it changes, read by every import. */
export const decisionsNote = 'catalogue.decisions';

export async function readDecisions(store: Pick<RecordStore, 'note'>): Promise<Decision[]> {
  return z.array(Decision).parse(JSON.parse((await store.note(decisionsNote)) ?? '[]'));
}

export interface AlsoKept {
  /** What was decided before and holds no longer. */
  lapsed?: (decision: Decision) => boolean;
  /** Written in the same transaction. */
  entries?: readonly EntryWrite[];
  /** Of what people registered, which decisions do not change. */
  put?: readonly RecordWrite[];
  kept?: readonly KeptWrite[];
  touch?: readonly string[];
}

/**
 * Brings the records to what was decided, and keeps it for the next import, in one transaction. A newer decision about the same thing takes
 * the place of the earlier. The caller holds the import's lease. Errors: CatalogueError 'stale' where somebody else changed
 * one of the records, or an entry, meanwhile.
 */
export async function keepDecisions(
  { store, now }: { store: RecordStore; now: () => Date },
  added: readonly Decision[],
  actor: string,
  { lapsed = () => false, entries = [], put: more = [], kept: keptValues = [], touch = [] }: AlsoKept = {},
): Promise<WriteReport> {
  const known = (await readDecisions(store)).filter((decision) => !lapsed(decision));
  const there = new Set(known.map((decision) => JSON.stringify(decision)));
  const fresh = added.filter((decision) => !there.has(JSON.stringify(decision)));
  const staying = known.filter((decision) => !fresh.some((later) => replaces(later, decision)));
  const decisions = [...staying, ...fresh];
  const before = await readRecords(store);
  const originals = await readOriginals(store);
  const base = toBase(before, originals, decisions);
  const after = applyDecisions(base, decisions);
  const registered = new Set(before.filter(({ origin }) => origin === 'registered').map(refKey));
  const put = changedWrites(before, after, registered);
  const held = new Set(after.map(({ kind, document }) => refKey({ kind, id: document.id })));
  const withdraw: RecordRef[] = before.filter((record) => !held.has(refKey(record)));
  const notes = {
    [decisionsNote]: JSON.stringify(decisions),
    [originalsNote]: toOriginals(base, after, registered),
  };
  const sources = held.has(`source ${correctionsSource.id}`) ? [] : [toSourceWrite()];
  const isCorrecting = decisions.some(({ type }) => type === 'correction');
  return store.write({
    ...{ actor, at: now().toISOString(), notes, withdraw, entries, touch },
    kept: keptValues,
    put: [...(isCorrecting ? sources : []), ...put, ...more],
  });
}

async function readRecords(store: Pick<RecordStore, 'readAll'>): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (const kind of RecordKind.options) {
    for await (const record of store.readAll(kind)) records.push(record);
  }
  return records;
}

/** The records as they were before anything was decided. What people registered and was merged into another gives its names and nothing else. */
function toBase(
  before: readonly StoredRecord[],
  originals: ReadonlyMap<string, CatalogueRecord>,
  decisions: readonly Decision[],
): CatalogueRecord[] {
  const merged = new Set(
    decisions.flatMap((decision) => (decision.type === 'merge' ? [`asset ${decision.merged}`] : [])),
  );
  const present = before.filter((record) => record.origin === 'curated' || !merged.has(refKey(record)));
  const there = new Set(present.map(refKey));
  return [
    ...present.map((record) => originals.get(refKey(record)) ?? toCatalogueRecord(record)),
    ...[...originals].flatMap(([key, record]) => (there.has(key) ? [] : [record])),
  ];
}

/** Those whose document, or what their terms come from, differs from what is stored; what is stored did not change meanwhile. */
function changedWrites(
  before: readonly StoredRecord[],
  after: readonly CatalogueRecord[],
  registered: ReadonlySet<string>,
): RecordWrite[] {
  const stored = new Map(before.map((record) => [refKey(record), record]));
  const formerContext = connectAssets(before.map(toCatalogueRecord));
  const presentContext = connectAssets(after);
  const isChanged = (record: CatalogueRecord) => {
    const known = stored.get(refKey({ kind: record.kind, id: record.document.id }));
    if (known === undefined || !isSame(known.document, record.document)) return true;
    if (known.kind !== 'asset' || record.kind !== 'asset') return false;
    return !hasSameContext(formerContext(known.document), presentContext(record.document));
  };
  return toRecordWrites(after, isChanged).map((write) => {
    const key = refKey({ kind: write.record.kind, id: write.record.document.id });
    const revision = stored.get(key)?.revision;
    const origin = registered.has(key) ? 'registered' : 'curated';
    return { ...write, origin, ...(revision !== undefined && { basedOn: revision }) };
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** By identity: a record that nothing changed is the same object. */
function hasSameContext(one: TermContext, other: TermContext): boolean {
  const parts = ({ mainRepository, repository, projects = [], awards = [] }: TermContext) => [
    mainRepository,
    repository,
    ...projects,
    ...awards,
  ];
  const [former, present] = [parts(one), parts(other)];
  return former.length === present.length && former.every((part, at) => part === present[at]);
}

function toSourceWrite(): RecordWrite {
  const record: CatalogueRecord = { kind: 'source', document: correctionsSource };
  return { record, origin: 'registered', links: [], terms: termsOf(record), aliases: [] };
}

function toCatalogueRecord({ kind, document }: StoredRecord): CatalogueRecord {
  return { kind, document } as CatalogueRecord;
}

function refKey({ kind, id }: RecordRef): string {
  return `${kind} ${id}`;
}
