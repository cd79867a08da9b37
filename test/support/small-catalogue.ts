import { setTimeout as delay } from 'node:timers/promises';
import type { Test } from 'tap';
import { openEmbeddedIndex } from '../../src/adapters/search/embedded/open-embedded-index.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { linksOf } from '../../src/domain/records/record-links.ts';
import type { CatalogueStore } from '../../src/ports/catalogue-store.ts';
import type { EnrichmentStore } from '../../src/ports/enrichment-store.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';
import { type Directory, openDirectory } from '../../src/use-cases/open-directory.ts';
import { updateSearchIndex } from '../../src/use-cases/update-search-index.ts';
import { anAsset } from './builders.ts';
import { aFaultyIndex, type FaultyIndex } from './faulty-index.ts';

export interface SmallCatalogue extends FaultyIndex {
  store: CatalogueStore;
  enrichment: EnrichmentStore;
  directory: Directory;
  embedded: SearchIndex;
  /** Writes assets with these titles, by default now. */
  write(titles: readonly string[], at?: Date): Promise<void>;
  withdraw(title: string): Promise<void>;
  /** Brings the embedded index up to date. */
  update(): Promise<void>;
}

const idOf = (title: string) => title.toLowerCase().replaceAll(' ', '-');

/** A store, its embedded index and a second one that may be told to be unwell; nothing in either yet. */
export async function aSmallCatalogue(t: Test): Promise<SmallCatalogue> {
  const store = await openSqliteRecordStore({ file: ':memory:' });
  const enrichment = await openSqliteEnrichmentStore({ file: store.file });
  const embedded = await openEmbeddedIndex({ file: ':memory:' });
  const faulty = aFaultyIndex(await openEmbeddedIndex({ file: ':memory:' }));
  const lists = { themes: [], platforms: [], standards: [], licences: [], licenceIds: [], thesaurus: [] };
  const directory = await openDirectory(store, lists, enrichment);
  t.teardown(async () => {
    await faulty.index.close();
    await embedded.close();
    await enrichment.close();
    await store.close();
  });
  return {
    ...{ ...faulty, store, enrichment, directory, embedded },
    async write(titles, at = new Date()) {
      const put = titles.map((title) => {
        const record = { kind: 'asset' as const, document: anAsset({ id: idOf(title), title }) };
        return { record, origin: 'curated' as const, links: linksOf(record), terms: [], aliases: [] };
      });
      await store.write({ actor: 'test', at: at.toISOString(), put, withdraw: [] });
    },
    async withdraw(title) {
      const withdraw = [{ kind: 'asset' as const, id: idOf(title) }];
      await store.write({ actor: 'test', at: new Date().toISOString(), put: [], withdraw });
    },
    async update() {
      await updateSearchIndex({ store, index: embedded, directory });
    },
  };
}

/** Waits until something holds, for ten seconds at most. */
export async function until(t: Test, what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > endsAt) {
      t.fail(`${what}: not within ten seconds`);
      return;
    }
    await delay(10);
  }
  t.pass(what);
}
