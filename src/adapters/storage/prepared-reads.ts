import { type FastReads, fastReads } from './fast-reads.ts';
import type { LibsqlConnection } from './libsql-connection.ts';

/** The reads of most requests, by statements that stay compiled. */
export function preparedReads({ prepareRead }: Pick<LibsqlConnection, 'prepareRead'>): FastReads {
  return fastReads({
    prepare: prepareRead,
    among: { sql: 'in (select value from json_each(?))', toParameter: (ids) => JSON.stringify(ids) },
  });
}
