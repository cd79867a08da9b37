import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import { CatalogueError } from '../../domain/errors.ts';
import { checkPostgresUrl } from './check-postgres-url.ts';
import { toPostgresFailure } from './postgres-failure.ts';
import type { Tables } from './tables.ts';

export interface PostgresConnectionOptions {
  /** postgres://user:password@host:port/database, with `?sslmode=verify-full` where the network is not trusted. */
  url: string;
  /** How many connections are opened at most; idle ones are closed after half a minute. */
  most: number;
  /** How long to wait for a connection, and for a lock; `statementTimeoutMs` limits a whole statement. */
  waitMs?: number;
  statementTimeoutMs?: number;
}

export interface PostgresConnection {
  db: Kysely<Tables>;
  /** Rows come as arrays in the order of the columns. */
  read(sql: string, parameters: readonly unknown[]): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** What PostgreSQL counts in (int8) fits a number here. */
const bigintType = 20;

/** A pool of connections. A broken one is replaced when it is needed next; until then every use fails as CatalogueError 'unavailable'. */
export function openPostgresConnection(options: PostgresConnectionOptions): PostgresConnection {
  const { waitMs = 5000, statementTimeoutMs = 15_000 } = options;
  checkPostgresUrl(options.url);
  const pool = new Pool({
    connectionString: options.url,
    application_name: 'council-reuse-catalogue',
    max: options.most,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    lock_timeout: waitMs,
    statement_timeout: statementTimeoutMs,
    // The server's own limits do not help where the server, or the way to it, is gone.
    query_timeout: statementTimeoutMs + 5000,
    // A process that hangs in the middle of a write must not keep every other from writing.
    idle_in_transaction_session_timeout: 60_000,
    types: {
      getTypeParser: (type, format) => (type === bigintType ? Number : types.getTypeParser(type, format)),
    },
  });
  // A connection that breaks while nobody uses it says so here and is dropped by the pool; one in use fails its next query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  async function connect(): Promise<PostgresPoolClient> {
    return toPoolClient(await pool.connect().catch(fail));
  }

  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect, end: () => pool.end() } }) }),
    async read(text, parameters) {
      const { rows } = await pool
        .query<unknown[]>({ text, values: parameters.map(withoutNul), rowMode: 'array' })
        .catch(fail);
      return rows;
    },
    async close() {
      await pool.end();
    },
  };
}

function fail(error: unknown): never {
  throw toPostgresFailure(error);
}

/** Stored text never has a NUL, which PostgreSQL refuses; a look-up with one finds nothing. */
function withoutNul(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNul);
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
}

function toPoolClient(client: PoolClient): PostgresPoolClient {
  let broken = false;
  async function query(sql: string, parameters: readonly unknown[]) {
    // What was open on a connection that is gone was undone by the server; trying to would hide why.
    if (sql === 'rollback' && broken) return { command: 'ROLLBACK', rowCount: 0, rows: [] };
    try {
      return await client.query(sql, parameters.map(withoutNul));
    } catch (error) {
      const failure = toPostgresFailure(error);
      // A connection whose query was given up still waits for its answer: nobody else may have it.
      broken ||= failure instanceof CatalogueError && !isAnswer(error);
      throw failure;
    }
  }
  return {
    // Its other form takes a cursor, and the dialect is given none.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(broken),
  };
}

/** The server itself refused the statement and goes on with the next one. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}
