import { sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Any number will do, as long as every process on the database takes the same. */
const writeLock = 4_391_001;

/**
 * One writer at a time numbers the log without gaps, and whoever reads the log sees the numbers in order. The lock ends with the
 * transaction, or with the process that has it.
 */
export async function lockPostgresWrites(trx: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(writeLock)})`.execute(trx);
}
