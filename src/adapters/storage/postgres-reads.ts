import { type FastReads, fastReads } from './fast-reads.ts';
import type { PostgresConnection } from './postgres-connection.ts';

/** The reads of most requests, each one trip to the database. */
export function postgresReads({ read }: Pick<PostgresConnection, 'read'>): FastReads {
  return fastReads({
    prepare(sql) {
      let number = 0;
      const numbered = sql.replaceAll('?', () => {
        number += 1;
        return `$${number}`;
      });
      return (parameters) => read(numbered, parameters);
    },
    among: { sql: '= any(?)', toParameter: (ids) => ids },
  });
}
