import type { Entry, EntryWrite } from '../ports/entry-store.ts';

/** The entry as it is stored once it is written over the one before. */
export function writtenEntry<Document>(
  { kind, id, state, document }: EntryWrite & { document: Document },
  at: string,
  before?: Pick<Entry, 'revision' | 'createdAt'>,
): Entry<Document> {
  const revision = (before?.revision ?? 0) + 1;
  return { kind, id, revision, state, createdAt: before?.createdAt ?? at, updatedAt: at, document };
}
