import type { EntryKind } from '../domain/entries/entry-kind.ts';
import type { RecordTerm } from './record-store.ts';

/** Something people brought in, or the service keeps, beside the records. Documents are validated by whoever writes them. */
export interface Entry<Document = unknown> {
  kind: EntryKind;
  id: string;
  /** Counts from 1. */
  revision: number;
  /** Of the kind's own states: pending, published, claimed … */
  state: string;
  createdAt: string;
  updatedAt: string;
  document: Document;
}

/** What happens to an entry, for the change log. */
export type EntryAction =
  | 'submitted'
  | 'changed'
  | 'approved'
  | 'changes-requested'
  | 'rejected'
  | 'withdrawn'
  | 'restored'
  | 'merged'
  | 'confirmed'
  | 'renewed'
  | 'disputed'
  | 'lapsed'
  | 'reminded'
  | 'revoked'
  | 'redacted'
  | 'sent';

/** One entry of a write. */
export interface EntryWrite {
  kind: EntryKind;
  id: string;
  state: string;
  document: unknown;
  action: EntryAction;
  /** Values it is found by. */
  terms: readonly RecordTerm[];
  /** Refuse with CatalogueError 'conflict' where another entry of the kind has one of these. */
  unique?: readonly RecordTerm[];
  /** Refuse with CatalogueError 'stale' unless the stored revision is this one; 0 means the entry must be new. */
  basedOn?: number;
}

/** A value under a key that is forgotten when its time is over: sessions, single-use links, answers to repeated requests. */
export interface KeptWrite {
  space: string;
  key: string;
  value: string;
  /** ISO-8601 in UTC. */
  expiresAt: string;
  /** Refuse the batch with CatalogueError 'conflict' where the key is there and its time is not over. */
  onlyNew?: boolean;
}

export interface EntryQuery {
  kind: EntryKind;
  states?: readonly string[];
  /** An entry must have all of these. */
  terms?: readonly RecordTerm[];
  order?: 'oldest' | 'newest';
  offset?: number;
  limit: number;
}

/** Entries are written with RecordStore.write, in one transaction with records and log. Errors: CatalogueError 'unavailable'. */
export interface EntryStore {
  findEntry<Document>(kind: EntryKind, id: string): Promise<Entry<Document> | undefined>;
  /** The one that has the term; undefined where none or several have it. */
  findEntryBy<Document>(kind: EntryKind, term: RecordTerm): Promise<Entry<Document> | undefined>;
  listEntries<Document>(query: EntryQuery): Promise<{ total: number; entries: Entry<Document>[] }>;
  /** Oldest first, the present one included. */
  entryRevisions(
    kind: EntryKind,
    id: string,
  ): Promise<{ revision: number; action: string; actor: string; at: string; document: unknown }[]>;
  /** undefined where it is not there or its time is over at `now` (ISO-8601). */
  kept(space: string, key: string, now: string): Promise<string | undefined>;
  keep(write: Omit<KeptWrite, 'onlyNew'>): Promise<void>;
  /** Reads and forgets it, once: of two who ask at a time one gets it. */
  takeKept(space: string, key: string, now: string): Promise<string | undefined>;
  /** Forgets everything of a space whose key begins so. */
  forgetKept(space: string, keyPrefix: string): Promise<void>;
  /** Forgets what is over. How much it was. */
  purgeKept(now: string): Promise<number>;
}
