import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { textColumns } from './text-columns.ts';

export type IndexDatabase = Database.Database;

/** Raised whenever the tables or what is put into them change; an index of another version is emptied and filled again. */
const schemaVersion = 8;
const busyTimeoutMs = 5000;
const columns = textColumns.join(', ');

/**
 * `stems` answers words in any form, `words` answers beginnings, phrases and negatives exactly as typed. Both get their words folded
 * (and stemmed) and are contentless: the texts are kept once, in `shown`. `stem_places` says where a stem stands, for scoring.
 * `rows` is what is loaded into memory when the index opens.
 */
const schema = `
create virtual table stems using fts5(${columns}, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
create virtual table words using fts5(${columns}, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
create virtual table word_counts using fts5vocab(words, 'row');
create virtual table stem_places using fts5vocab(stems, 'instance');
create table rows (
  row integer primary key, kind text not null, id text not null, product text, original text, grouped text, tier integer not null,
  signals integer not null, capacity integer not null, length integer not null, updated_ms real not null, amount real, name text not null, facets text not null,
  fingerprint text not null, unique (kind, id)
);
create index rows_name on rows (name);
create table exact_forms (form text not null, row integer not null, primary key (form, row)) without rowid;
create index exact_forms_row on exact_forms (row);
create table shown (row integer primary key, hit text not null, texts text not null);
create table position (cursor integer not null, history text);
insert into position values (0, null);`;

/** The version of the tables, and of the edition of words put into them, in the one number that SQLite keeps for a file. */
function versionOf(edition: string): number {
  return schemaVersion * 65_536 + createHash('sha1').update(edition).digest().readUInt16BE();
}

/** True for what SQLite says of a file that is damaged or is no database. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    /^SQLITE_(CORRUPT|NOTADB)/.test(code) || /malformed|not a database|no such table/.test(String(error))
  );
}

/** True for a locked database, a full disk and a file that may not be written. */
export function isOutOfReach(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/.test(code) ||
    /database is locked/.test(String(error))
  );
}

function isCurrent(database: IndexDatabase, edition: string): boolean {
  const { user_version: version } = database.prepare('pragma user_version').get() as { user_version: number };
  return version === versionOf(edition);
}

function createTables(database: IndexDatabase, edition: string): void {
  database.exec(schema);
  database.exec(`pragma user_version = ${versionOf(edition)}`);
}

/** Work in steps, between which others may have the thread. */
export type Steps = Generator<void, void, void>;

function* nothing(): Steps {}

function finish(steps: Steps): void {
  while (!steps.next().done);
}

/** Drops every table and makes them anew, filled by `fill`, in one transaction: others see the old index or the new one. */
function* replaceTables(database: IndexDatabase, edition: string, fill: () => Steps = nothing): Steps {
  database.exec('begin immediate');
  try {
    const tables = database
      .prepare(
        "select name from main.sqlite_master where type = 'table' and name not like 'sqlite_%' order by sql not like 'create virtual%'",
      )
      .all() as { name: string }[];
    for (const { name } of tables) {
      database.exec(`drop table if exists main.${quoted(name)}`);
      yield;
    }
    createTables(database, edition);
    yield* fill();
    database.exec('commit');
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (database.inTransaction) database.exec('rollback');
    throw error;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function copyRows(table: string, condition = 'true'): string {
  return `insert into main.${quoted(table)} select * from built.${quoted(table)} where ${condition}`;
}

/** Takes some ten milliseconds. */
const rowsInPiece = 2000;

function* copyInPieces(database: IndexDatabase, table: string): Steps {
  const lastAfter = database.prepare(
    `select max(rowid) as last from (select rowid from built.${quoted(table)} where rowid > ? order by rowid limit ${rowsInPiece})`,
  );
  const copy = database.prepare(copyRows(table, 'rowid > ? and rowid <= ?'));
  for (let from = -1; ; ) {
    const [{ last } = { last: null }] = lastAfter.all(from) as { last: number | null }[];
    if (last === null) return;
    copy.run(from, last);
    from = last;
    yield;
  }
}

/**
 * Replaces all that is in an index by what is in another file of the same version, in one transaction. The full-text tables are copied
 * as the plain tables that they keep their words in, which is many times quicker than giving them the words again.
 */
export function* takeOverTables(database: IndexDatabase, edition: string, from: string): Steps {
  database.exec(`attach '${from.replaceAll("'", "''")}' as built`);
  try {
    const tables = database
      .prepare(
        "select name, sql like '%without rowid%' as isWhole from built.sqlite_master where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite_%'",
      )
      .all() as { name: string; isWhole: number }[];
    yield* replaceTables(database, edition, function* () {
      for (const { name, isWhole } of tables) {
        database.exec(`delete from main.${quoted(name)}`);
        if (isWhole === 1) database.exec(copyRows(name));
        else yield* copyInPieces(database, name);
        yield;
      }
    });
  } finally {
    database.exec('detach built');
  }
}

/** A new file that nobody else opens and that is not kept: nothing is done for its safety. */
export function openScratchDatabase(file: string, edition: string): IndexDatabase {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  database.exec('pragma journal_mode = off');
  database.exec('pragma synchronous = off');
  createTables(database, edition);
  return database;
}

function openCurrent(file: string, edition: string): IndexDatabase {
  const database = new Database(file);
  try {
    database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    database.exec('pragma journal_mode = wal');
    // Derived: losing the last transactions with the power is fine, since the cursor goes with them.
    database.exec('pragma synchronous = normal');
    if (!isCurrent(database, edition)) finish(replaceTables(database, edition));
    database.prepare('select cursor from position').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Brings what was written into the file itself: a connection is only let go of with its last statement, which may be much later. */
export function closeIndexDatabase(database: IndexDatabase): void {
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // Another process is reading: the next one to close brings it in.
  }
  database.close();
}

export function deleteIndexFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** Opens the index's own database file; one of another version, damaged or foreign is replaced by an empty one. */
export function openIndexDatabase(file: string, edition: string): IndexDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  try {
    return openCurrent(file, edition);
  } catch (error) {
    if (!isDamage(error)) throw error;
    deleteIndexFiles(file);
    return openCurrent(file, edition);
  }
}
