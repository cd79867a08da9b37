import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import type { EngineName, SearchIndex } from '../src/ports/search-index.ts';
import { openLists } from '../src/services/open-files.ts';
import { openOwnIndex, openSharedIndex } from '../src/services/open-indexes.ts';
import { openEnrichment, openLeases, openStore } from '../src/services/open-stores.ts';
import { openDirectory } from '../src/use-cases/open-directory.ts';

const choices: Record<string, readonly EngineName[]> = {
  embedded: ['embedded'],
  meilisearch: ['meilisearch'],
  all: ['embedded', 'meilisearch'],
};

function readChoice(): readonly EngineName[] {
  const { values } = parseArgs({ options: { engine: { type: 'string', default: 'all' } } });
  const chosen = choices[values.engine];
  if (chosen === undefined) {
    console.error(`--engine takes ${Object.keys(choices).join(', ')}`);
    process.exit(2);
  }
  return chosen;
}

/** What commands on indexes work with: the store of the environment and the indexes that --engine names, all if it names none. */
export async function openEngines() {
  const chosen = readChoice();
  const config = readConfig();
  if (chosen.includes('meilisearch') && chosen.length === 1 && config.MEILI_URL === undefined) {
    console.error('MEILI_URL does not say where Meilisearch is');
    process.exit(2);
  }
  const store = await openStore(config);
  const lists = await openLists(config, store);
  const enrichment = await openEnrichment(config, store);
  const leases = await openLeases(config);
  const indexes: SearchIndex[] = [];
  if (chosen.includes('embedded')) indexes.push(await openOwnIndex(config, lists));
  const shared = chosen.includes('meilisearch') ? await openSharedIndex(config, lists) : undefined;
  if (shared !== undefined) indexes.push(shared);
  return {
    store,
    leases,
    indexes,
    directory: await openDirectory(store, lists, enrichment),
    async close() {
      for (const index of indexes) await index.close();
      await leases.close();
      await enrichment.close();
      await store.close();
    },
  };
}
