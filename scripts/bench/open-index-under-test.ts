import { join } from 'node:path';
import { z } from 'zod';
import { openEmbeddedIndex } from '../../src/adapters/search/embedded/open-embedded-index.ts';
import { openMeilisearchIndex } from '../../src/adapters/search/meilisearch/open-meilisearch-index.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';
import { findMeilisearch, startMeilisearch } from './processes/start-meilisearch.ts';

export const EngineUnderTest = z.enum(['embedded', 'meilisearch']);
export type EngineUnderTest = z.infer<typeof EngineUnderTest>;

/** Where an index is, for any process to open; `server` where its engine is one. */
export interface IndexPlace {
  folder: string;
  server?: { url: string; masterKey: string; terms: readonly string[] };
}

/** What is measured waits for an answer however long it takes. */
const timeoutMs = 60_000;

/** Starts what the engine needs over an empty folder; `stop` ends it again. */
export async function startEngine(engine: EngineUnderTest, folder: string, terms: readonly string[]) {
  if (engine === 'embedded') return { place: { folder }, stop: async () => undefined };
  const binary = findMeilisearch(process.env);
  if (binary === undefined) throw new Error('There is no meilisearch on PATH, and MEILI_BIN names none.');
  const { url, masterKey, kill } = await startMeilisearch(binary, folder);
  return { place: { folder, server: { url, masterKey, terms } }, stop: kill };
}

export async function openIndexUnderTest({ folder, server }: IndexPlace): Promise<SearchIndex> {
  return server
    ? openMeilisearchIndex({ ...server, index: 'bench', timeoutMs })
    : openEmbeddedIndex({ file: join(folder, 'search.db') });
}
