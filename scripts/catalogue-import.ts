// Imports the curated files into the store of DATA_DIR; a running service takes the changes in by itself. With --with-index it fills the index
// in DATA_DIR too, for a service that starts afterwards.
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { printProgress } from '../src/progress.ts';
import { fillOwnIndex } from '../src/services/fill-own-index.ts';
import { openFiles } from '../src/services/open-files.ts';
import { openLeases, openStore } from '../src/services/open-stores.ts';
import { importInTurn } from '../src/use-cases/import-in-turn.ts';

const { values } = parseArgs({
  options: {
    'allow-shrink': { type: 'boolean', default: false },
    'with-index': { type: 'boolean', default: false },
  },
});
const config = readConfig();
const store = await openStore(config);
const leases = await openLeases(config);
const progress = printProgress('Importing');
try {
  const report = await importInTurn(
    {
      ...{ store, leases, files: await openFiles(config), now: () => new Date() },
      onProgress: progress.update,
      onWait: () => console.error('\nWaiting for another process that imports …'),
    },
    { actor: 'import', allowShrink: values['allow-shrink'] },
  );
  const { added, changed, touched, unchanged, withdrawn, takenOver } = report;
  progress.end(
    report.skipped
      ? 'nothing changed since the last import'
      : `${added} added, ${changed} changed, ${touched} touched, ${unchanged} unchanged, ${withdrawn} withdrawn`,
  );
  if (takenOver !== undefined) {
    console.log(`Registered by people, and of the files from now on: ${takenOver.join(', ')}`);
  }
  if (values['with-index']) {
    const indexing = printProgress('Indexing');
    indexing.end(`${await fillOwnIndex(config, store, indexing.update)} documents`);
  }
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  progress.end('refused');
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await leases.close();
  await store.close();
}
