import type { EntryKind } from '../domain/entries/entry-kind.ts';
import type { RecordKind, RecordRef } from '../domain/ids.ts';
import type { CatalogueRecord, DocumentOf } from '../domain/records/record.ts';
import type { EntryAction, EntryWrite, KeptWrite } from './entry-store.ts';

/** `curated`: owned by the files, an import updates them. `registered`: owned by people, never touched by an import. */
export type Origin = 'curated' | 'registered';

/** `merged` records answer with the id that took them over. */
export type RecordState = 'published' | 'withdrawn' | 'merged';

/** A record as stored. `revision` counts from 1; times are ISO-8601 in UTC. */
export type StoredRecord<K extends RecordKind = RecordKind> = {
  [P in K]: {
    kind: P;
    id: string;
    revision: number;
    origin: Origin;
    state: RecordState;
    mergedInto?: string;
    createdAt: string;
    updatedAt: string;
    document: DocumentOf[P];
  };
}[K];

/** A typed edge to another record, derived from the document when it is written; `name` is the role of the edge ("fund", "lead", "partOf" …). */
export interface RecordLink {
  name: string;
  kind: RecordKind;
  id: string;
}

/** A value a list can be filtered by, derived when the record is written: ("licence", "MIT"). */
export interface RecordTerm {
  name: string;
  value: string;
}

/** One record of a write. The store decides what changed: an equal document with equal links and terms is left alone. */
export interface RecordWrite {
  record: CatalogueRecord;
  origin: Origin;
  links: readonly RecordLink[];
  terms: readonly RecordTerm[];
  aliases: readonly string[];
  /** Refuse with CatalogueError('stale') unless the stored revision is this one; 0 means the record must be new. */
  basedOn?: number;
  /** Change whose it is, where it was of another origin, which is refused with CatalogueError('conflict') else. */
  takesOver?: boolean;
}

export type ChangeAction = 'added' | 'changed' | 'touched' | 'withdrawn' | 'restored' | 'merged';

/** A row of the append-only change log. `seq` grows by one with every row, without gaps. `touched`: no new revision, but what is shown of the record changed (its repository facts did). */
export interface Change {
  seq: number;
  kind: RecordKind | EntryKind;
  id: string;
  revision: number;
  action: ChangeAction | EntryAction;
  actor: string;
  at: string;
}

/** A change of a record, not of what people brought in beside it. */
export type RecordChange = Change & { kind: RecordKind; action: ChangeAction };

/** `added` counts records that are published now and were not before (new or restored), `withdrawn` those that left, merged ones included. */
export interface WriteReport {
  added: number;
  changed: number;
  touched: number;
  unchanged: number;
  withdrawn: number;
}

/**
 * An id or alias leads to one record of its kind: a batch that breaks this is refused (CatalogueError 'conflict'). A record that is, or
 * gets, withdrawn and whose id is an alias of a record that is put becomes merged into it.
 */
export interface WriteBatch {
  actor: string;
  at: string;
  put: readonly RecordWrite[];
  withdraw: readonly RecordRef[];
  /** Assets of which something shown changed though their documents did not: a log row each, 'touched'. */
  touch?: readonly string[];
  entries?: readonly EntryWrite[];
  /** Kept for a time, e.g. the answer to a request that may be repeated. */
  kept?: readonly KeptWrite[];
  /** Kept with the batch in the same transaction, as key and value; e.g. the fingerprint of imported files. */
  notes?: Readonly<Record<string, string>>;
}

/** One page of a list. `terms`: a record must have, for every name, any of the values. */
export interface RecordQuery {
  kind: RecordKind;
  terms: ReadonlyMap<string, readonly string[]>;
  /** Only these of them. */
  ids?: readonly string[];
  /** Leave out records that have this term (e.g. planning-capacity awards). */
  without?: RecordTerm;
  /** Only records updated at or after this time, oldest first, withdrawn and merged ones included. */
  updatedSince?: string;
  offset: number;
  limit: number;
}

/** The first of a list, in order of id. */
export type FirstQuery = Omit<RecordQuery, 'updatedSince' | 'offset'>;

export interface Revision {
  revision: number;
  action: ChangeAction;
  actor: string;
  at: string;
  document: unknown;
}

/**
 * The only truth. A write is one transaction: its records, revisions, log rows and notes land together or not at all, and are durable
 * when the promise resolves. Errors: CatalogueError 'stale' (basedOn), 'unavailable' (database locked, out of reach or
 * its disk full).
 */
export interface RecordStore {
  /** Follows aliases and merges: `id` of the answer is the record's own id. */
  find<K extends RecordKind>(kind: K, idOrAlias: string): Promise<StoredRecord<K> | undefined>;
  /** In the order asked; ids that are not there are left out. The records' own ids only, in whatever state they are. */
  readMany<K extends RecordKind>(kind: K, ids: readonly string[]): Promise<StoredRecord<K>[]>;
  /** Published records of a kind in order of id, a batch at a time, for whoever needs them all. */
  readAll<K extends RecordKind>(kind: K): AsyncIterable<StoredRecord<K>>;
  list<K extends RecordKind>(
    query: RecordQuery & { kind: K },
  ): Promise<{ total: number; records: StoredRecord<K>[] }>;
  /** As a list, for those who need not know how many there are: counting takes longer than reading the first. */
  listFirst<K extends RecordKind>(
    query: FirstQuery & { kind: K },
  ): Promise<{ records: StoredRecord<K>[]; hasMore: boolean }>;
  /** Published records whose documents point to this one, with the role of the edge, in order of kind and id. */
  linksTo(ref: RecordRef): Promise<(RecordRef & { name: string })[]>;
  /** As linksTo for several records of a kind at once, by id; those that nothing points to are not in it. */
  linksToMany(
    kind: RecordKind,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, (RecordRef & { name: string })[]>>;
  /** Distinct values of a term among published records of a kind, with counts, most frequent first. */
  termValues(kind: RecordKind, name: string): Promise<{ value: string; count: number }[]>;
  /** `onProgress` is told how many of the changed records are written so far. */
  write(batch: WriteBatch, onProgress?: (written: number, changing: number) => void): Promise<WriteReport>;
  revisions(ref: RecordRef): Promise<Revision[]>;
  changesSince(seq: number, limit: number): Promise<Change[]>;
  /** The newest `seq`, 0 when the log is empty. */
  head(): Promise<number>;
  counts(): Promise<Record<RecordKind, { published: number; withdrawn: number }>>;
  note(key: string): Promise<string | undefined>;
  close(): Promise<void>;
}
