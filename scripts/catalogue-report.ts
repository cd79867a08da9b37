// Counts what the curated files hold and lists what is missing; --all names every record. Imports into a store of its own, so that it
// shows the files as they are and needs no service.
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { openFiles } from '../src/services/open-files.ts';
import { openStore } from '../src/services/open-stores.ts';
import { importCatalogue } from '../src/use-cases/import-catalogue.ts';
import { reportCatalogue } from '../src/use-cases/report-catalogue.ts';

const shownAtMost = 5;

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const store = await openStore({ DATA_DIR: ':memory:' });
try {
  const files = await openFiles(readConfig());
  await importCatalogue({ store, files, now: () => new Date() }, { actor: 'report' });
  const { counts, gaps } = await reportCatalogue(store);
  for (const { kind, published } of counts) console.log(`${String(published).padStart(6)} ${kind}`);
  for (const { what, of, ids } of gaps) {
    console.log(`\n${what}: ${ids.length} of ${of}`);
    const shown = values.all ? ids : ids.slice(0, shownAtMost);
    for (const id of shown) console.log(`  ${id}`);
    if (shown.length < ids.length)
      console.log(`  … and ${ids.length - shown.length} more (--all names them)`);
  }
} finally {
  await store.close();
}
