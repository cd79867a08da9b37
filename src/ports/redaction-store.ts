import type { EntryKind } from '../domain/entries/entry-kind.ts';
import type { RecordKind, RecordRef } from '../domain/ids.ts';
import type { EntryWrite } from './entry-store.ts';

/** What has to go, from everything that is kept: each text and what stands in its place, and fields whose texts go whatever they are. */
export interface Redaction {
  actor: string;
  at: string;
  replace: readonly { text: string; by: string }[];
  /** `fields`: names at the top of the document, or below its `asset`; in every revision. */
  blank: readonly { kind: RecordKind | EntryKind; id: string; fields: readonly string[] }[];
  /** The id of a key or account, which stands in the log and in documents. */
  rename?: { kind: 'key' | 'account'; id: string; to: string };
  /** Written afterwards in the same transaction, each with its log row. */
  entries: readonly EntryWrite[];
  /** Refuse with CatalogueError 'conflict' where more documents than this hold a text: it is too common a one. */
  most?: number;
}

export interface RedactionReport {
  /** Documents and other rows that were changed. */
  places: number;
  /** Records of which something went; each has a row in the log, so that the indexes follow. */
  records: RecordRef[];
}

/** Errors: CatalogueError 'unavailable'. */
export interface RedactionStore {
  /**
   * One transaction over records, entries, all their revisions, the log, proposals, notes, counted searches and kept values; answers kept
   * for repeated requests are forgotten, since nobody can look into them.
   */
  redact(redaction: Redaction): Promise<RedactionReport>;
  /** Makes the database's files hold nothing of what went, as far as that can be done now: false where it has to be tried again. */
  erase(): Promise<boolean>;
  /** Whether something went and is still to be erased. */
  isErasing(): Promise<boolean>;
}
