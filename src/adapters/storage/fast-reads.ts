import type { EntryKind } from '../../domain/entries/entry-kind.ts';
import type { RecordKind, RecordRef } from '../../domain/ids.ts';
import type { Change, RecordTerm } from '../../ports/record-store.ts';
import { type RecordRow, recordColumns } from './read-records.ts';
import type { EntriesTable } from './tables.ts';

export type LinkRow = RecordRef & { name: string; to: string };

type OrPromise<T> = T | Promise<T>;

/** What most requests read, without building its SQL each time: that takes ten times as long as the reading. */
export interface FastReads {
  findRow(kind: RecordKind, id: string): OrPromise<RecordRow | undefined>;
  readRows(kind: RecordKind, ids: readonly string[]): OrPromise<RecordRow[]>;
  findAliasOwner(kind: RecordKind, alias: string): OrPromise<string | undefined>;
  linksTo(ref: RecordRef): OrPromise<(RecordRef & { name: string })[]>;
  /** `to`: the id of the record that the link leads to. */
  linksToMany(kind: RecordKind, ids: readonly string[]): OrPromise<LinkRow[]>;
  changesSince(seq: number, limit: number): OrPromise<Change[]>;
  head(): OrPromise<number>;
  findEntry(kind: EntryKind, id: string): OrPromise<EntriesTable | undefined>;
  /** Two of those that have the term, where there are so many. */
  findEntriesBy(kind: EntryKind, term: RecordTerm): OrPromise<EntriesTable[]>;
}

/** How an adapter reads: rows come as arrays in the order of the columns, parameters stand as `?`. */
export interface RowReader {
  prepare(sql: string): (parameters: readonly unknown[]) => OrPromise<unknown[][]>;
  /** A condition with one parameter, for any number of ids. */
  among: { sql: string; toParameter(ids: readonly string[]): unknown };
}

const entryColumns = ['kind', 'id', 'revision', 'state', 'created_at', 'updated_at', 'document'] as const;
const changeColumns = ['seq', 'kind', 'id', 'revision', 'action', 'actor', 'at'] as const;

export function fastReads({ prepare, among }: RowReader): FastReads {
  /** Rows as objects; what is not waited for is there at once. */
  function reading<Row>(columns: readonly (keyof Row & string)[], sql: string) {
    const read = prepare(sql);
    const toRow = (values: unknown[]) => {
      const row: Partial<Record<keyof Row & string, unknown>> = {};
      for (const [at, column] of columns.entries()) row[column] = values[at];
      return row as Row;
    };
    return (...parameters: unknown[]): OrPromise<Row[]> => {
      const rows = read(parameters);
      return rows instanceof Promise ? rows.then((found) => found.map(toRow)) : rows.map(toRow);
    };
  }
  const first = <Row>(rows: OrPromise<Row[]>): OrPromise<Row | undefined> =>
    rows instanceof Promise ? rows.then(([row]) => row) : rows[0];

  const columns = recordColumns.join(', ');
  const findRow = reading<RecordRow>(
    recordColumns,
    `select ${columns} from records where kind = ? and id = ?`,
  );
  const readRows = reading<RecordRow>(
    recordColumns,
    `select ${columns} from records where kind = ? and id ${among.sql}`,
  );
  const aliasOwner = reading<{ id: string }>(['id'], 'select id from aliases where kind = ? and alias = ?');
  const linksTo = reading<RecordRef & { name: string }>(
    ['kind', 'id', 'name'],
    `select l.kind, l.id, l.name from links l join records r on r.kind = l.kind and r.id = l.id
     where l.to_kind = ? and l.to_id = ? and r.state = 'published' order by l.kind, l.id, l.name`,
  );
  const linksToMany = reading<LinkRow>(
    ['to', 'kind', 'id', 'name'],
    `select l.to_id, l.kind, l.id, l.name from links l join records r on r.kind = l.kind and r.id = l.id
     where l.to_kind = ? and l.to_id ${among.sql} and r.state = 'published' order by l.to_id, l.kind, l.id, l.name`,
  );
  const changesSince = reading<Change>(
    changeColumns,
    `select ${changeColumns.join(', ')} from changes where seq > ? order by seq limit ?`,
  );
  const head = reading<{ seq: number | null }>(['seq'], 'select max(seq) from changes');
  const findEntry = reading<EntriesTable>(
    entryColumns,
    `select ${entryColumns.join(', ')} from entries where kind = ? and id = ?`,
  );
  const findEntriesBy = reading<EntriesTable>(
    entryColumns,
    `select ${entryColumns.map((column) => `e.${column}`).join(', ')} from entry_terms t
     join entries e on e.kind = t.kind and e.id = t.id where t.kind = ? and t.name = ? and t.value = ? limit 2`,
  );

  return {
    findRow: (kind, id) => first(findRow(kind, id)),
    readRows: (kind, ids) => (ids.length === 0 ? [] : readRows(kind, among.toParameter(ids))),
    async findAliasOwner(kind, alias) {
      return (await first(aliasOwner(kind, alias)))?.id;
    },
    linksTo: ({ kind, id }) => linksTo(kind, id),
    linksToMany: (kind, ids) => (ids.length === 0 ? [] : linksToMany(kind, among.toParameter(ids))),
    changesSince: (seq, limit) => changesSince(seq, limit),
    async head() {
      return Number((await first(head()))?.seq ?? 0);
    },
    findEntry: (kind, id) => first(findEntry(kind, id)),
    findEntriesBy: (kind, { name, value }) => findEntriesBy(kind, name, value),
  };
}
