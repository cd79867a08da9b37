import { CatalogueError } from '../../domain/errors.ts';

/**
 * What to say when the database cannot be used at present; every other error is a fault of ours and passes through. Codes are those of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html and Node's own.
 */
const reasonsByCode: [RegExp, string][] = [
  [/^57P0[1-5]$/, 'The database is restarting.'],
  [/^08/, 'The connection to the database was lost.'],
  [/^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/, 'The database cannot be reached.'],
  [/^53100$/, "The database's disk is full."],
  [/^53300$/, 'The database has no connection left.'],
  [/^53/, 'The database is short of memory or another resource.'],
  [/^58/, "The database's disk could not be read or written."],
  [/^55P03$/, 'The store is locked by another process.'],
  [/^(40001|40P01)$/, 'Another write came in between.'],
  [/^(57014|25P0[34])$/, 'The database took too long.'],
  [/^25006$/, 'The database can only be read at present.'],
  [/^XX00[12]$/, 'The store is damaged.'],
  [/^28/, 'The database refuses the user of DATABASE_URL.'],
  [/^(3D000|3F000)$/, 'The database named by DATABASE_URL does not exist.'],
  [/^42501$/, 'The user of DATABASE_URL lacks rights on the database.'],
  [/CERT|^ERR_TLS|^ERR_SSL/, "The database's certificate is not trusted."],
];

/** What `pg` says without a code. */
const reasonsByMessage: [RegExp, string][] = [
  [
    /^timeout exceeded when trying to connect|due to connection timeout$/,
    'No connection to the database could be had in time.',
  ],
  [
    /^(Connection terminated|Client has encountered a connection error|Client was closed)/,
    'The connection to the database was lost.',
  ],
  [/^(Query read timeout|timeout expired)/, 'The database took too long.'],
  [/^SASL/, 'The database refuses the user of DATABASE_URL.'],
  [/SSL/, 'The database does not speak TLS as DATABASE_URL wants it.'],
];

export function toPostgresFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CatalogueError) return error;
  const code = codeOf(error);
  const reason =
    reasonsByCode.find(([pattern]) => pattern.test(code))?.[1] ??
    (code === '' ? reasonsByMessage.find(([pattern]) => pattern.test(error.message))?.[1] : undefined);
  if (reason === undefined) return error;
  const failure = new CatalogueError('unavailable', reason);
  failure.cause = error;
  return failure;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
