import type { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryWrite, KeptWrite } from '../ports/entry-store.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { writtenEntry } from './written-entry.ts';

export interface WritingStatements {
  store: Pick<CatalogueStore, 'write'>;
  /** What else is kept in the same write, by what is written. */
  kept?: (entry: ReuseEntry) => KeptWrite[];
}

/**
 * Writes a statement, and says of its asset that what is shown of it changed where strangers may see that. Errors: CatalogueError 'stale',
 * 'conflict' where another statement came first.
 */
export async function writeReuse(
  { store, kept }: WritingStatements,
  write: EntryWrite & { document: ReuseStatement },
  { actor, at, before }: { actor: string; at: string; before?: Pick<ReuseEntry, 'revision' | 'createdAt'> },
  beside: readonly EntryWrite[] = [],
): Promise<ReuseEntry> {
  const { asset, publicFrom } = write.document;
  const entry = writtenEntry(write, at, before);
  const touch = publicFrom === undefined ? [] : [asset];
  const entries = [...beside, write];
  await store.write({ actor, at, put: [], withdraw: [], touch, entries, kept: kept?.(entry) ?? [] });
  return entry;
}
