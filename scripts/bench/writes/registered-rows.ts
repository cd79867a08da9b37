import Database from 'libsql';

/** One row of a table, ready to be written again. */
export interface KeptRow {
  sql: string;
  values: unknown[];
}

/** Tables that a registration writes to, with the columns that name the record. */
const tables: Record<string, string> = {
  records: 'id in (:id, :source)',
  superseded: 'id = :id',
  aliases: 'id = :id',
  links: 'id in (:id, :source)',
  terms: 'id in (:id, :source)',
  changes: 'id in (:id, :source)',
  entries: 'id = :id',
  superseded_entries: 'id = :id',
  entry_terms: 'id = :id',
};

/** The rows that a service wrote for each of some assets, so that they can be written again without it. */
export function readRegisteredRows(file: string, ids: readonly string[]): KeptRow[][] {
  const database = new Database(file, { readonly: true });
  try {
    const statements = Object.entries(tables).map(([table, where]) => {
      const columns = (database.prepare(`pragma table_info(${table})`).all() as { name: string }[]).map(
        ({ name }) => name,
      );
      const marks = columns.map(() => '?').join(', ');
      return {
        sql: `insert into ${table} (${columns.join(', ')}) values (${marks})`,
        rows: database.prepare(`select * from ${table} where ${where}`).raw(),
      };
    });
    return ids.map((id) =>
      statements.flatMap(({ sql, rows }) =>
        (rows.all({ id, source: `repository-${id}` }) as unknown[][]).map((values) => ({ sql, values })),
      ),
    );
  } finally {
    database.close();
  }
}

/** Writes rows with one commit for each registration, in the store's own way: WAL, and on the disk before the next. Milliseconds for each. */
export function writeAgain(file: string, registrations: readonly (readonly KeptRow[])[]): number[] {
  const database = new Database(file);
  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) database.pragma(pragma);
    const statements = new Map<string, Database.Statement>();
    return registrations.map((rows) => {
      const startedAt = performance.now();
      database.exec('begin immediate');
      for (const { sql, values } of rows) {
        let statement = statements.get(sql);
        if (statement === undefined) {
          statement = database.prepare(sql);
          statements.set(sql, statement);
        }
        statement.run(values);
      }
      database.exec('commit');
      return performance.now() - startedAt;
    });
  } finally {
    database.close();
  }
}

/** Empties what registrations write to, in a copy of a store. */
export function forgetRegistered(file: string, ids: readonly string[]): void {
  const database = new Database(file);
  try {
    database.exec('begin immediate');
    for (const [table, where] of Object.entries(tables)) {
      const statement = database.prepare(`delete from ${table} where ${where}`);
      for (const id of ids) statement.run({ id, source: `repository-${id}` });
    }
    database.exec('commit');
  } finally {
    database.close();
  }
}
