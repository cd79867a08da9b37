import { migrate } from './migrate.ts';
import { openPostgresConnection } from './postgres-connection.ts';

/** A migration may take long, and another process on the same database may be at it: both are waited for. */
const patienceMs = 600_000;

export async function migratePostgres(url: string): Promise<void> {
  const connection = openPostgresConnection({ url, most: 1, statementTimeoutMs: patienceMs });
  try {
    await migrate(connection.db);
  } finally {
    await connection.close();
  }
}
