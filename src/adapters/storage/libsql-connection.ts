import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { orUnavailable } from './storage-failure.ts';
import type { Tables } from './tables.ts';

export interface LibsqlConnection {
  db: Kysely<Tables>;
  /** A statement kept compiled. Rows come as arrays in the order of the columns. */
  prepareRead(sql: string): (parameters: readonly unknown[]) => unknown[][];
  /** A copy of what the database holds now, as a new file; not yet safe on the disk. */
  copyInto(file: string): void;
  close(): void;
}

/**
 * One connection. Rows are always read to the end (`all`): libsql's `get` leaves its statement open after the first row, which pins the
 * connection to what the database held then, so that it no longer sees what others write.
 */
export function openLibsqlConnection(file: string, pragmas: readonly string[]): LibsqlConnection {
  const database = orUnavailable(() => new Database(file));
  try {
    for (const pragma of pragmas) orUnavailable(() => database.pragma(pragma));
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    db: new Kysely<Tables>({ dialect: dialectOf(database) }),
    prepareRead(sql) {
      const statement = orUnavailable(() => database.prepare(sql).raw());
      return (parameters) => orUnavailable(() => statement.all(parameters)) as unknown[][];
    },
    copyInto(file) {
      orUnavailable(() => database.prepare('vacuum into ?').run(file));
    },
    close() {
      leaveNoLog(database);
      database.close();
    },
  };
}

/** So that the file alone is the whole database. Whoever closes last does it: others are not waited for. */
function leaveNoLog(database: Database.Database): void {
  try {
    database.pragma('busy_timeout = 0');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // What is in the log is safe there too.
  }
}

/** Kysely's own adapter runs migrations on SQLite outside a transaction, though SQLite can undo them. */
function dialectOf(database: Database.Database): SqliteDialect {
  const dialect = new SqliteDialect({ database: keepStatements(database) });
  const adapter = Object.create(new SqliteAdapter(), { supportsTransactionalDdl: { value: true } });
  dialect.createAdapter = () => adapter as SqliteAdapter;
  return dialect;
}

/** Compiling a statement costs as much as running it, and Kysely asks for the same ones again and again. */
function keepStatements(database: Database.Database): SqliteDatabase {
  const kept = new LRUCache<string, SqliteStatement>({ max: 200 });
  return {
    prepare(sql) {
      // A transaction that reads first and writes later may fail half-way in WAL mode; one that starts as a writer waits for its turn.
      const wanted = sql === 'begin' ? 'begin immediate' : sql;
      const found = kept.get(wanted);
      if (found !== undefined) return found;
      const statement = toSqliteStatement(database, wanted);
      if (isKept(wanted)) kept.set(wanted, statement);
      return statement;
    },
    close() {
      database.close();
    },
  };
}

/** Statements on the schema run once, and very long ones differ each time. */
function isKept(sql: string): boolean {
  return (
    /^(select|insert|update|delete|begin|commit|rollback|savepoint|release)\b/.test(sql) &&
    sql.length < 20_000
  );
}

function toSqliteStatement(database: Database.Database, sql: string): SqliteStatement {
  const statement = orUnavailable(() => database.prepare(sql));
  return {
    reader: statement.reader,
    all: (parameters) => orUnavailable(() => statement.all(parameters)),
    run(parameters) {
      // A full disk makes SQLite roll back by itself; doing it again would fail and hide why.
      if (sql === 'rollback' && !database.inTransaction) return { changes: 0, lastInsertRowid: 0 };
      return orUnavailable(() => statement.run(parameters));
    },
    iterate: (parameters) => orUnavailable(() => statement.iterate(parameters)),
  };
}
