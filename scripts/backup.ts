// Copies the store of DATA_DIR into one file while the service runs: npm run backup -- --to backups/2026-01-31.db
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backupSqliteStore } from '../src/adapters/storage/backup-sqlite-store.ts';
import { readConfig } from '../src/config.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { printProgress } from '../src/progress.ts';

const { values } = parseArgs({ options: { to: { type: 'string' } } });
const { DATA_DIR, DATABASE_URL } = readConfig();
if (values.to === undefined || DATABASE_URL !== undefined) {
  console.error(
    DATABASE_URL === undefined
      ? '--to takes the file to write'
      : 'PostgreSQL has its own backups: use pg_dump',
  );
  process.exit(2);
}
const progress = printProgress('Backing up');
try {
  const figures = await backupSqliteStore({ file: join(DATA_DIR, 'catalogue.db'), to: values.to });
  progress.end(`${figures.records} records up to change ${figures.newestChange}, checked, in ${values.to}`);
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  progress.end('refused');
  console.error(error.message);
  process.exitCode = 1;
}
