import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { RecordKind } from '../../domain/ids.ts';
import type { RecordQuery, StoredRecord } from '../../ports/record-store.ts';
import type { RecordsTable, Tables } from './tables.ts';

export type RecordRow = Omit<RecordsTable, 'document_hash' | 'edges_hash'>;

export const recordColumns = [
  'kind',
  'id',
  'revision',
  'origin',
  'state',
  'merged_into',
  'created_at',
  'updated_at',
  'document',
] as const satisfies (keyof RecordRow)[];

/** Documents were validated before they were written. */
export function toStoredRecord<K extends RecordKind>(row: RecordRow): StoredRecord<K> {
  return {
    kind: row.kind,
    id: row.id,
    revision: row.revision,
    origin: row.origin,
    state: row.state,
    ...(row.merged_into !== null && { mergedInto: row.merged_into }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    document: JSON.parse(row.document),
  } as StoredRecord<K>;
}

/** The next published records after an id, in order of id. */
export function readPublishedAfter(
  db: Kysely<Tables>,
  kind: RecordKind,
  id: string,
  limit: number,
): Promise<RecordRow[]> {
  return db
    .selectFrom('records')
    .select(recordColumns)
    .where('kind', '=', kind)
    .where('state', '=', 'published')
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function listRows(
  db: Kysely<Tables>,
  query: RecordQuery,
): Promise<{ total: number; rows: RecordRow[] }> {
  const { kind, terms, ids, without, updatedSince } = query;
  let matching = db.selectFrom('records').where('records.kind', '=', kind);
  matching =
    updatedSince === undefined
      ? matching.where('state', '=', 'published')
      : matching.where('updated_at', '>=', updatedSince);
  for (const [name, values] of terms) {
    matching = matching.where('records.id', 'in', idsWithTerm(db, kind, name, values));
  }
  if (ids !== undefined) matching = matching.where(isAmong(db, ids));
  if (without !== undefined) {
    matching = matching.where('records.id', 'not in', idsWithTerm(db, kind, without.name, [without.value]));
  }
  const ordered = updatedSince === undefined ? matching : matching.orderBy('updated_at');
  const [counted, rows] = await Promise.all([
    matching.select((all) => all.fn.countAll().as('total')).executeTakeFirstOrThrow(),
    ordered.orderBy('records.id').select(recordColumns).limit(query.limit).offset(query.offset).execute(),
  ]);
  return { total: Number(counted.total), rows };
}

/** As one parameter, because a database takes only so many. */
function isAmong(db: Kysely<Tables>, ids: readonly string[]) {
  const list = JSON.stringify(ids);
  return db.getExecutor().adapter instanceof SqliteAdapter
    ? sql<boolean>`records.id in (select value from json_each(${list}))`
    : sql<boolean>`records.id in (select json_array_elements_text(${list}::json))`;
}

function idsWithTerm(db: Kysely<Tables>, kind: RecordKind, name: string, values: readonly string[]) {
  const withTerm = db
    .selectFrom('terms')
    .select('terms.id')
    .where('terms.kind', '=', kind)
    .where('terms.name', '=', name);
  // PostgreSQL knows no empty list.
  return values.length === 0
    ? withTerm.where(sql<boolean>`1 = 0`)
    : withTerm.where('terms.value', 'in', [...values]);
}
