import { HitKind, isRecordKind, type RecordRef } from '../domain/ids.ts';
import type { DocumentOf } from '../domain/records/record.ts';
import type { Change, RecordChange, RecordStore } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';

/** Records whose search document may look different after a change. Rather one too many than one too few. */
export type AffectedRecords = Map<string, { kind: HitKind; id: string }>;

const isHitKind = (kind: string): kind is HitKind => HitKind.safeParse(kind).success;

function isOfRecord(change: Change): change is RecordChange {
  return isRecordKind(change.kind);
}

/** The present document and the one before the change: what a record pointed to until now may be affected as well. */
async function readDocuments(store: RecordStore, { kind, id, action }: RecordChange): Promise<unknown[]> {
  const present = (await store.readMany(kind, [id])).map(({ document }) => document as unknown);
  if (action === 'added' || action === 'touched') return present;
  const earlier = await store.revisions({ kind, id });
  return [
    ...present,
    ...earlier
      .map(({ document }) => document)
      .slice(0, -1)
      .slice(-1),
  ];
}

function pointedTo(kind: RecordRef['kind'], document: unknown): RecordRef[] {
  const to = (wanted: RecordRef['kind'], ids: readonly (string | undefined)[]): RecordRef[] =>
    ids.flatMap((id) => (id === undefined ? [] : [{ kind: wanted, id }]));
  if (kind === 'asset') {
    const { relations, mainRepository } = document as DocumentOf['asset'];
    return to('asset', [
      mainRepository,
      ...relations.map(({ type, asset }) => (type === 'partOf' ? asset : undefined)),
    ]);
  }
  if (kind === 'project') {
    const { outputs, awards } = document as DocumentOf['project'];
    return [
      ...to(
        'asset',
        outputs.map(({ asset }) => asset),
      ),
      ...to('award', awards),
    ];
  }
  if (kind === 'award') {
    const { id, project } = document as DocumentOf['award'];
    return to('project', [project ?? id]);
  }
  if (kind === 'organisation') return to('organisation', (document as DocumentOf['organisation']).successors);
  return kind === 'repository' ? to('asset', [(document as DocumentOf['repository']).id]) : [];
}

/** Money reaches assets through awards and projects, names reach records through the bodies before and after. */
export async function findAffectedRecords(
  store: RecordStore,
  directory: Directory,
  changes: readonly Change[],
): Promise<AffectedRecords> {
  const affected: AffectedRecords = new Map();
  const walked = new Set<string>();

  function note(ref: RecordRef): void {
    if (isHitKind(ref.kind)) affected.set(`${ref.kind} ${ref.id}`, { kind: ref.kind, id: ref.id });
  }

  async function walk(ref: RecordRef): Promise<void> {
    const key = `${ref.kind} ${ref.id}`;
    if (walked.has(key)) return;
    walked.add(key);
    for (const link of await store.linksTo(ref)) {
      note(link);
      if (link.kind === 'award' || link.kind === 'project') await walkOn(link);
    }
  }

  async function walkOn(ref: RecordRef): Promise<void> {
    if (walked.has(`${ref.kind} ${ref.id}`)) return;
    const [record] = await store.readMany(ref.kind, [ref.id]);
    for (const next of record ? pointedTo(ref.kind, record.document) : []) note(next);
    await walk(ref);
  }

  for (const change of changes.filter(isOfRecord)) {
    // Whether its address answers is shown with a source, and stands in no search document.
    if (change.kind === 'source' && change.action === 'touched') continue;
    note(change);
    await walk(change);
    for (const document of await readDocuments(store, change)) {
      for (const next of pointedTo(change.kind, document)) {
        note(next);
        if (next.kind !== 'asset' || change.kind === 'repository') await walkOn(next);
      }
    }
    if (change.kind !== 'organisation') continue;
    const { councils } = directory;
    for (const { id } of [...councils.predecessorsOf(change.id), ...councils.successorsOf(change.id)]) {
      await walk({ kind: 'organisation', id });
    }
  }
  return affected;
}
