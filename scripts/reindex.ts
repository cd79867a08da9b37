// npm run reindex [-- --engine embedded|meilisearch|all]   Makes search indexes anew from the store, beside those that answer; a service may run.
import { CatalogueError } from '../src/domain/errors.ts';
import type { SearchIndex } from '../src/ports/search-index.ts';
import { printProgress } from '../src/progress.ts';
import { rebuildInTurn } from '../src/use-cases/rebuild-in-turn.ts';
import { rebuildSearchIndex } from '../src/use-cases/rebuild-search-index.ts';
import { openEngines } from './open-engines.ts';

const engines = await openEngines();
const { store, directory, leases } = engines;

async function reindex(index: SearchIndex): Promise<void> {
  const progress = printProgress(`Indexing (${index.engine})`);
  const rebuilding = { store, directory, index, onProgress: progress.update };
  const onWait = () => console.error('\nWaiting for the process that keeps this index current …');
  try {
    // The embedded index is each process's own: nobody else need let go of it.
    const { indexed, cursor } =
      index.engine === 'embedded'
        ? await rebuildSearchIndex(rebuilding)
        : await rebuildInTurn({ ...rebuilding, leases, onWait });
    progress.end(`${indexed} documents, up to change ${cursor}`);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    progress.end('failed');
    console.error(error.message);
    process.exitCode = 1;
  }
}

try {
  for (const index of engines.indexes) await reindex(index);
} finally {
  await engines.close();
}
