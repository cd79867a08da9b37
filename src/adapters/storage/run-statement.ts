import { CompiledQuery, type Kysely, SqliteAdapter } from 'kysely';
import type { Tables } from './tables.ts';

const numberedTexts = new Map<string, string>();

/**
 * Runs a statement whose text is there already, with `?` for its parameters: for what every write does, where building the text with Kysely
 * takes several times as long as running it.
 */
export async function runStatement<Row = never>(
  db: Kysely<Tables>,
  text: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const query = CompiledQuery.raw(isSqlite ? text : numbered(text), [...parameters]);
  const { rows } = await db.executeQuery<Row>(query as CompiledQuery<Row>);
  return rows;
}

/** Adds rows to a table, all in one statement; `after` follows the values. */
export async function insertRows<Table extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Tables[Table][],
  after = '',
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first) as (keyof Tables[Table] & string)[];
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const values = rows.map(() => marks).join(', ');
  const text = `insert into ${table} (${columns.join(', ')}) values ${values} ${after}`;
  await runStatement(
    db,
    text,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
}

/** `?, ?, ?` for a list of values. */
export function marksFor(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** As PostgreSQL names parameters: $1, $2 … */
export function numbered(text: string): string {
  const known = numberedTexts.get(text);
  if (known !== undefined) return known;
  let number = 0;
  const made = text.replaceAll('?', () => {
    number += 1;
    return `$${number}`;
  });
  // Long ones hold many rows, and differ each time.
  if (made.length < 2000) numberedTexts.set(text, made);
  return made;
}
