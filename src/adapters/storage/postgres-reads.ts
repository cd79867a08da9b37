import type { PostgresConnection } from './postgres-connection.ts';
import { type RecordRow, recordColumns } from './read-records.ts';
import type { FastReads } from './record-store-on-kysely.ts';
import { toRecordRow } from './to-record-row.ts';

/** The reads of every request, each one trip to the database, without building their SQL each time. */
export function postgresReads({ read }: Pick<PostgresConnection, 'read'>): FastReads {
  const columns = recordColumns.join(', ');
  return {
    async findRow(kind, id): Promise<RecordRow | undefined> {
      const [row] = await read(`select ${columns} from records where kind = $1 and id = $2`, [kind, id]);
      return row && toRecordRow(row);
    },
    async readRows(kind, ids) {
      if (ids.length === 0) return [];
      const rows = await read(`select ${columns} from records where kind = $1 and id = any($2)`, [kind, ids]);
      return rows.map(toRecordRow);
    },
    async head() {
      const rows = await read('select max(seq) from changes', []);
      return Number(rows[0]?.[0] ?? 0);
    },
  };
}
