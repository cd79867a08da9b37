import type { LibsqlConnection } from './libsql-connection.ts';
import { recordColumns } from './read-records.ts';
import type { FastReads } from './record-store-on-kysely.ts';
import { toRecordRow } from './to-record-row.ts';

/** The reads of every request, without building their SQL each time. */
export function preparedReads(connection: LibsqlConnection): FastReads {
  const columns = recordColumns.join(', ');
  const find = connection.prepareRead(`select ${columns} from records where kind = ? and id = ?`);
  const findMany = connection.prepareRead(
    `select ${columns} from records where kind = ? and id in (select value from json_each(?))`,
  );
  const head = connection.prepareRead('select max(seq) from changes');
  return {
    findRow(kind, id) {
      const [row] = find([kind, id]);
      return row && toRecordRow(row);
    },
    readRows: (kind, ids) => findMany([kind, JSON.stringify(ids)]).map(toRecordRow),
    head: () => Number(head([])[0]?.[0] ?? 0),
  };
}
