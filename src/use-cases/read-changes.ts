import { type NamedActor, readActorName } from '../domain/access/actor.ts';
import { isRecordKind, type RecordKind } from '../domain/ids.ts';
import type { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { Change, RecordStore } from '../ports/record-store.ts';

export interface ReadingChanges {
  store: Pick<RecordStore, 'changesSince' | 'head' | 'find' | 'readMany'> & Pick<EntryStore, 'findEntry'>;
}

export type ShownChange = Omit<Change, 'actor'> & {
  actor: { role: NamedActor['role']; id?: string; organisation?: string };
};

export interface ChangesPage {
  changes: ShownChange[];
  /** Where to go on: moves past rows that are not shown too. */
  next: number;
}

/** For moderators and above: every row, and which key or account did it. */
export async function readAllChanges(
  { store }: ReadingChanges,
  { since, limit }: { since: number; limit: number },
): Promise<ChangesPage> {
  const rows = await store.changesSince(since, limit);
  const changes = rows.map(({ actor, ...row }) => {
    const { role, id, organisations } = readActorName(actor);
    const [organisation] = organisations;
    return {
      ...row,
      actor: { role, ...(id !== undefined && { id }), ...(organisation !== undefined && { organisation }) },
    };
  });
  return { changes, next: await nextAfter(store, rows, since) };
}

/** For everybody: what happened to records that are public, that one left, and statements of reuse that are public; `limit` bounds the rows looked at. */
export async function readPublicChanges(
  { store }: ReadingChanges,
  { since, limit }: { since: number; limit: number },
): Promise<ChangesPage> {
  const rows = await store.changesSince(since, limit);
  const isPublic = await openPublicity(store, rows);
  const changes: ShownChange[] = [];
  for (const { actor, ...row } of rows) {
    if (!(await isPublic(row))) continue;
    const { role, organisations } = readActorName(actor);
    const [organisation] = organisations;
    changes.push({ ...row, actor: { role, ...(organisation !== undefined && { organisation }) } });
  }
  return { changes, next: await nextAfter(store, rows, since) };
}

/** Somebody who is beyond the log (of another store, or one put back) goes on from its end. */
async function nextAfter(
  store: ReadingChanges['store'],
  rows: readonly Change[],
  since: number,
): Promise<number> {
  return rows.at(-1)?.seq ?? Math.min(since, await store.head());
}

type Row = Pick<Change, 'kind' | 'id' | 'revision' | 'action'>;

async function openPublicity(store: ReadingChanges['store'], rows: readonly Row[]) {
  const published = new Set<string>();
  const known = new Set<string>();

  async function readStates(kind: RecordKind, ids: Iterable<string>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !known.has(`${kind} ${id}`));
    for (const id of wanted) known.add(`${kind} ${id}`);
    for (const { id, state } of wanted.length > 0 ? await store.readMany(kind, wanted) : []) {
      if (state === 'published') published.add(`${kind} ${id}`);
    }
  }

  for (const kind of new Set(rows.map((row) => row.kind))) {
    if (!isRecordKind(kind)) continue;
    const ids = rows.flatMap((row) => (row.kind === kind ? [row.id] : []));
    await readStates(kind, ids);
  }

  async function isPublicReuse({ id, revision }: Row): Promise<boolean> {
    const entry = await store.findEntry<ReuseStatement>('reuse', id);
    const { publicFrom, asset } = entry?.document ?? {};
    if (publicFrom === undefined || asset === undefined || revision < publicFrom) return false;
    // By whatever name: the asset may have been merged into another since.
    return (await store.find('asset', asset))?.state === 'published';
  }

  return async function isPublic(row: Row): Promise<boolean> {
    const { kind, id, action } = row;
    if (kind === 'reuse') return isPublicReuse(row);
    if (!isRecordKind(kind)) return false;
    // Of what has left only that is said, so that a copy elsewhere can let go of it.
    return published.has(`${kind} ${id}`) || action === 'withdrawn' || action === 'merged';
  };
}
