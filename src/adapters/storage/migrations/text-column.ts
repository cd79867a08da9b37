import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';

/** Text that sorts by its bytes, as SQLite does by itself, whatever language the database was set up for. */
export function textIn(db: Kysely<unknown>): 'text' | RawBuilder<string> {
  return db.getExecutor().adapter instanceof SqliteAdapter ? 'text' : sql<string>`text collate "C"`;
}
