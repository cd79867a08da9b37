import { type Kysely, sql } from 'kysely';
import type { ArchiveReader, ArchiveRow, ArchiveWriter } from '../../ports/store-archive.ts';
import { type ArchiveTableName, archiveTableNames, archiveTables } from './archive-tables.ts';
import { inChunks } from './chunks.ts';
import type { Tables } from './tables.ts';

const batchSize = 500;

/** The rows that a transaction sees and adds. */
export function archiveOnKysely(db: Kysely<Tables>): ArchiveWriter {
  return { ...archiveReader(db), add: (table, rows) => addRows(db, table, rows) };
}

function archiveReader(db: Kysely<Tables>): ArchiveReader {
  return {
    async counts() {
      const counts = new Map<string, number>();
      for (const table of archiveTableNames) {
        const [row] = await db
          .selectFrom(table)
          .select((all) => all.fn.countAll().as('count'))
          .execute();
        counts.set(table, Number(row?.count ?? 0));
      }
      return counts;
    },

    async *rows(table) {
      const { key, columns } = tableOf(table);
      let after: ArchiveRow | undefined;
      while (true) {
        const rows = await readAfter(db, table, after);
        if (rows.length > 0) yield rows.map((row) => columns.map((column) => row[column] ?? null));
        const last = rows.at(-1);
        if (last === undefined || rows.length < batchSize) return;
        after = key.map((column) => last[column] ?? null);
      }
    },
  };
}

function tableOf(name: string): { key: readonly string[]; columns: readonly string[] } {
  return archiveTables[name as ArchiveTableName];
}

async function readAfter(
  db: Kysely<Tables>,
  table: string,
  after: ArchiveRow | undefined,
): Promise<Record<string, string | number | null>[]> {
  const { key, columns } = tableOf(table);
  const keyColumns = sql.join(key.map((column) => sql.ref(column)));
  const { rows } = await sql<Record<string, string | number | null>>`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}
    ${after === undefined ? sql`` : sql`where (${keyColumns}) > (${sql.join(after)})`}
    order by ${keyColumns} limit ${sql.lit(batchSize)}`.execute(db);
  return rows;
}

async function addRows(db: Kysely<Tables>, table: string, rows: readonly ArchiveRow[]): Promise<void> {
  const columns = sql.join(tableOf(table).columns.map((column) => sql.ref(column)));
  for (const chunk of inChunks(rows, batchSize)) {
    const values = chunk.map((row) => sql`(${sql.join([...row])})`);
    await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(values)}`.execute(db);
  }
}
