import { type ExpressionBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';
import type { RecordKind } from '../../domain/ids.ts';
import type { FirstQuery, RecordQuery, RecordTerm, StoredRecord } from '../../ports/record-store.ts';
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

/** Records that a query matches, before it says which of them. */
function matchingOf(db: Kysely<Tables>, query: Omit<RecordQuery, 'offset' | 'limit'>) {
  const { kind, terms, ids, without, updatedSince } = query;
  let matching = db.selectFrom('records').where('records.kind', '=', kind);
  matching =
    updatedSince === undefined
      ? matching.where('state', '=', 'published')
      : matching.where('updated_at', '>=', updatedSince);
  for (const [index, [name, values]] of [...terms].entries()) {
    const isNarrowed = index > 0 || ids !== undefined;
    matching =
      isNarrowed && values.length === 1
        ? matching.where((record) => hasTerm(record, { name, value: values[0] ?? '' }))
        : matching.where('records.id', 'in', idsWithTerm(db, kind, name, values));
  }
  if (ids !== undefined) matching = matching.where(isAmong(db, ids));
  if (without !== undefined) {
    matching = matching.where((record) => record.not(hasTerm(record, without)));
  }
  return matching;
}

export async function listRows(
  db: Kysely<Tables>,
  { offset, limit, ...query }: RecordQuery,
): Promise<{ total: number; rows: RecordRow[] }> {
  const matching = matchingOf(db, query);
  const ordered = query.updatedSince === undefined ? matching : matching.orderBy('updated_at');
  const rows = await ordered
    .orderBy('records.id')
    .select(recordColumns)
    .limit(limit)
    .offset(offset)
    .execute();
  // A page that is not full is the last one.
  if (rows.length < limit && (rows.length > 0 || offset === 0)) return { total: offset + rows.length, rows };
  const counted = await matching.select((all) => all.fn.countAll().as('total')).executeTakeFirstOrThrow();
  return { total: Number(counted.total), rows };
}

export async function listFirstRows(
  db: Kysely<Tables>,
  { limit, ...query }: FirstQuery,
): Promise<{ rows: RecordRow[]; hasMore: boolean }> {
  const rows = await matchingOf(db, query)
    .orderBy('records.id')
    .select(recordColumns)
    .limit(limit + 1)
    .execute();
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** As one parameter, because a database takes only so many. */
function isAmong(db: Kysely<Tables>, ids: readonly string[]) {
  const list = JSON.stringify(ids);
  return db.getExecutor().adapter instanceof SqliteAdapter
    ? sql<boolean>`records.id in (select value from json_each(${list}))`
    : sql<boolean>`records.id in (select json_array_elements_text(${list}::json))`;
}

/**
 * For records that another condition has narrowed down already: a list of all ids that have a common term takes longer to put together
 * than it takes to look at each of those few.
 */
function hasTerm({ exists, selectFrom }: ExpressionBuilder<Tables, 'records'>, { name, value }: RecordTerm) {
  return exists(
    selectFrom('terms')
      .select('terms.id')
      .whereRef('terms.kind', '=', 'records.kind')
      .whereRef('terms.id', '=', 'records.id')
      .where('terms.name', '=', name)
      .where('terms.value', '=', value),
  );
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
