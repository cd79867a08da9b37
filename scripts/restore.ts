// Puts a backup in the place of the store of DATA_DIR; the service must be stopped: npm run restore -- --from FILE [--replace]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreSqliteStore } from '../src/adapters/storage/restore-sqlite-store.ts';
import { readConfig } from '../src/config.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { printProgress } from '../src/progress.ts';

const { values } = parseArgs({
  options: { from: { type: 'string' }, replace: { type: 'boolean', default: false } },
});
const { DATA_DIR, DATABASE_URL } = readConfig();
if (values.from === undefined || DATABASE_URL !== undefined) {
  console.error(
    DATABASE_URL === undefined ? '--from takes a backup' : 'PostgreSQL has its own backups: use pg_restore',
  );
  process.exit(2);
}
const progress = printProgress('Restoring');
try {
  const { records, newestChange, keptAs } = await restoreSqliteStore({
    from: values.from,
    file: join(DATA_DIR, 'catalogue.db'),
    derived: [join(DATA_DIR, 'search.db')],
    replace: values.replace,
    now: () => new Date(),
  });
  progress.end(`${records} records up to change ${newestChange}`);
  if (keptAs !== undefined) console.log(`The store that was there is kept as ${keptAs}`);
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  progress.end('refused');
  console.error(error.message);
  process.exitCode = 1;
}
