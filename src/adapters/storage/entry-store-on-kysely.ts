import type { Kysely } from 'kysely';
import type { EntryStore } from '../../ports/entry-store.ts';
import { findKept, forgetKept, keepValue, purgeKept, takeKept } from './keep-values.ts';
import { findEntry, findEntryBy, listEntries, readEntryRevisions } from './read-entries.ts';
import type { Tables } from './tables.ts';

/** Entries and kept values in the record store's own database. `attempt` tries a write, again where the database is busy. */
export function entryStoreOnKysely({
  reader,
  writer,
  attempt,
}: {
  reader: Kysely<Tables>;
  writer: Kysely<Tables>;
  attempt: <T>(write: () => Promise<T>) => Promise<T>;
}): EntryStore {
  return {
    findEntry: (kind, id) => findEntry(reader, kind, id),
    findEntryBy: (kind, term) => findEntryBy(reader, kind, term),
    listEntries: (query) => listEntries(reader, query),
    entryRevisions: (kind, id) => readEntryRevisions(reader, kind, id),
    kept: (space, key, now) => findKept(reader, space, key, now),
    keep: (write) => attempt(() => keepValue(writer, write, '')),
    takeKept: (space, key, now) => attempt(() => takeKept(writer, space, key, now)),
    forgetKept: (space, keyPrefix) => attempt(() => forgetKept(writer, space, keyPrefix)),
    purgeKept: (now) => attempt(() => purgeKept(writer, now)),
  };
}
