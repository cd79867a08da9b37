import type { EntryKind } from '../../domain/entries/entry-kind.ts';
import type { RecordKind } from '../../domain/ids.ts';
import type { Change, Origin, RecordState } from '../../ports/record-store.ts';

/** The tables as Kysely sees them; migrations/ says how they came about. JSON and times are text, so that SQLite and PostgreSQL read the same. */
export interface Tables {
  records: RecordsTable;
  /** Documents that a later revision replaced; who replaced them, and when, is in `changes`. */
  superseded: { kind: RecordKind; id: string; revision: number; document: string };
  aliases: { kind: RecordKind; alias: string; id: string };
  links: { kind: RecordKind; id: string; name: string; to_kind: RecordKind; to_id: string };
  terms: { kind: RecordKind; id: string; name: string; value: string };
  changes: ChangesTable;
  notes: { key: string; value: string };
  search_misses: { text: string; day: string; count: number };
  leases: LeasesTable;
  /** `document`: the sighting without what the two tables below hold of it, and when each facet was fetched. */
  sightings: { id: string; host_id: string | null; document: string };
  /** A row each, so that a long README is written only when it changed; `hash` is that of the value. */
  facets: { id: string; name: string; hash: string; value: string };
  /** `nr` grows with each. */
  observations: { id: string; nr: number; at: string; outcome: string };
  proposals: { key: string; state: string; document: string };
  enrichment_runs: { id: number; document: string };
  link_sightings: { address: string; document: string };
  entries: EntriesTable;
  entry_terms: { kind: EntryKind; id: string; name: string; value: string };
  superseded_entries: { kind: EntryKind; id: string; revision: number; document: string };
  kept: { space: string; key: string; value: string; expires_at: string };
}

export interface RecordsTable {
  kind: RecordKind;
  id: string;
  revision: number;
  origin: Origin;
  state: RecordState;
  merged_into: string | null;
  created_at: string;
  updated_at: string;
  document: string;
  document_hash: string;
  /** Of the links, terms and aliases together. */
  edges_hash: string;
}

export interface EntriesTable {
  kind: EntryKind;
  id: string;
  revision: number;
  state: string;
  created_at: string;
  updated_at: string;
  document: string;
}

export interface ChangesTable {
  seq: number;
  kind: Change['kind'];
  id: string;
  revision: number;
  action: Change['action'];
  actor: string;
  at: string;
}

/** `until_ms` counts from 1970; `beat` grows with every renewal. */
export interface LeasesTable {
  job: string;
  holder: string;
  token: string;
  beat: number;
  until_ms: number;
}
