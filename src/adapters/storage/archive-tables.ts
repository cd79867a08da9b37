import type { Tables } from './tables.ts';

type TableName = Exclude<keyof Tables, 'leases'>;
type Columns = { [T in TableName]: { key: (keyof Tables[T])[]; columns: (keyof Tables[T])[] } };

/** Every table of a store, its primary key and all its columns. */
export const archiveTables = {
  records: {
    key: ['kind', 'id'],
    columns: [
      'kind',
      'id',
      'revision',
      'origin',
      'state',
      'merged_into',
      'created_at',
      'updated_at',
      'document',
      'document_hash',
      'edges_hash',
    ],
  },
  superseded: { key: ['kind', 'id', 'revision'], columns: ['kind', 'id', 'revision', 'document'] },
  aliases: { key: ['kind', 'alias'], columns: ['kind', 'alias', 'id'] },
  links: {
    key: ['to_kind', 'to_id', 'kind', 'id', 'name'],
    columns: ['kind', 'id', 'name', 'to_kind', 'to_id'],
  },
  terms: { key: ['kind', 'name', 'value', 'id'], columns: ['kind', 'id', 'name', 'value'] },
  changes: { key: ['seq'], columns: ['seq', 'kind', 'id', 'revision', 'action', 'actor', 'at'] },
  notes: { key: ['key'], columns: ['key', 'value'] },
  search_misses: { key: ['text', 'day'], columns: ['text', 'day', 'count'] },
  sightings: { key: ['id'], columns: ['id', 'host_id', 'document'] },
  facets: { key: ['id', 'name'], columns: ['id', 'name', 'hash', 'value'] },
  observations: { key: ['id', 'nr'], columns: ['id', 'nr', 'at', 'outcome'] },
  proposals: { key: ['key'], columns: ['key', 'state', 'document'] },
  enrichment_runs: { key: ['id'], columns: ['id', 'document'] },
  link_sightings: { key: ['address'], columns: ['address', 'document'] },
  entries: {
    key: ['kind', 'id'],
    columns: ['kind', 'id', 'revision', 'state', 'created_at', 'updated_at', 'document'],
  },
  entry_terms: { key: ['kind', 'name', 'value', 'id'], columns: ['kind', 'id', 'name', 'value'] },
  superseded_entries: { key: ['kind', 'id', 'revision'], columns: ['kind', 'id', 'revision', 'document'] },
  kept: { key: ['space', 'key'], columns: ['space', 'key', 'value', 'expires_at'] },
} as const satisfies Columns;

export type ArchiveTableName = keyof typeof archiveTables;

export const archiveTableNames = Object.keys(archiveTables) as ArchiveTableName[];
