// Copies a store into an empty one: npm run store:copy -- --from sqlite:data/catalogue.db --to postgres://user:password@host/database
import { parseArgs } from 'node:util';
import { openArchive } from '../src/adapters/storage/open-archive.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import type { StoreArchive } from '../src/ports/store-archive.ts';
import { printProgress } from '../src/progress.ts';

import { copyStore } from '../src/use-cases/copy-store.ts';

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
const opened: StoreArchive[] = [];

async function open(address: string, field: 'from' | 'to'): Promise<StoreArchive> {
  const archive = await openArchive(address, { field, mustExist: field === 'from' });
  opened.push(archive);
  return archive;
}

try {
  const from = await open(values.from ?? '', 'from');
  const to = await open(values.to ?? '', 'to');
  const progress = printProgress('Copying');
  const tables = await copyStore({ from, to, onProgress: progress.update });
  progress.end('every table is the same on both sides');
  for (const { table, rows, digest } of tables)
    console.log(`${String(rows).padStart(8)}  ${table.padEnd(14)}  sha256 ${digest.slice(0, 16)}`);
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  for (const archive of opened) await archive.close();
}
