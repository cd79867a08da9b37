import { type FastReads, fastReads } from './fast-reads.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { numbered } from './run-statement.ts';

/** The reads of most requests, each one trip to the database. */
export function postgresReads({ read }: Pick<PostgresConnection, 'read'>): FastReads {
  return fastReads({
    prepare(sql) {
      const text = numbered(sql);
      return (parameters) => read(text, parameters);
    },
    among: { sql: '= any(?)', toParameter: (ids) => ids },
  });
}
