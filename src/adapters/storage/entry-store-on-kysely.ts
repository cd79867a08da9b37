import type { Kysely } from 'kysely';
import type { EntryKind } from '../../domain/entries/entry-kind.ts';
import type { EntryStore } from '../../ports/entry-store.ts';
import type { RecordTerm } from '../../ports/record-store.ts';
import type { FastReads } from './fast-reads.ts';
import { findKept, forgetKept, keepValue, purgeKept, takeKept } from './keep-values.ts';
import { listEntries, readEntryRevisions, toEntry } from './read-entries.ts';
import type { Tables } from './tables.ts';

/** Entries and kept values in the record store's own database. `attempt` tries a write, again where the database is busy. */
export function entryStoreOnKysely({
  reader,
  reads,
  writer,
  attempt,
}: {
  reader: Kysely<Tables>;
  reads: FastReads;
  writer: Kysely<Tables>;
  attempt: <T>(write: () => Promise<T>) => Promise<T>;
}): EntryStore {
  return {
    async findEntry<Document>(kind: EntryKind, id: string) {
      const row = await reads.findEntry(kind, id);
      return row && toEntry<Document>(row);
    },
    async findEntryBy<Document>(kind: EntryKind, term: RecordTerm) {
      const [row, other] = await reads.findEntriesBy(kind, term);
      return row !== undefined && other === undefined ? toEntry<Document>(row) : undefined;
    },
    async listEntries(query) {
      // Most of what is asked for by a term is not there.
      const [term] = query.terms ?? [];
      if (term !== undefined && (await reads.findEntriesBy(query.kind, term)).length === 0) {
        return { total: 0, entries: [] };
      }
      return listEntries(reader, query);
    },
    entryRevisions: (kind, id) => readEntryRevisions(reader, kind, id),
    kept: (space, key, now) => findKept(reader, space, key, now),
    keep: (write) => attempt(() => keepValue(writer, write, '')),
    takeKept: (space, key, now) => attempt(() => takeKept(writer, space, key, now)),
    forgetKept: (space, keyPrefix) => attempt(() => forgetKept(writer, space, keyPrefix)),
    purgeKept: (now) => attempt(() => purgeKept(writer, now)),
  };
}
