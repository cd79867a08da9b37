import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wordingsOf } from '../../src/domain/thesaurus/thesaurus-group.ts';
import { openFreshServices, type Services } from '../../src/services.ts';
import { rebuildSearchIndex } from '../../src/use-cases/rebuild-search-index.ts';
import { searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { type Answering, answerFrom } from '../../src/use-cases/search-engines.ts';
import { type EngineUnderTest, openIndexUnderTest, startEngine } from '../bench/open-index-under-test.ts';
import { observeMadeUpReadmes } from './made-up-readmes.ts';
import type { ShownHit } from './pool-unjudged.ts';
import type { JudgedQuery } from './read-queries.ts';

const depth = 10;

export interface AnsweredQuery {
  query: JudgedQuery;
  hits: ShownHit[];
}

/** Meilisearch of its own, filled with the real catalogue, in the place of the embedded index. */
async function openMeilisearch({ store, directory }: Services) {
  const folder = await mkdtemp(join(tmpdir(), 'catalogue-relevance-'));
  const engine = await startEngine('meilisearch', folder, wordingsOf(directory.lists.thesaurus));
  const index = await openIndexUnderTest(engine.place);
  await rebuildSearchIndex({ store, directory, index });
  return {
    engines: answerFrom(index),
    async close() {
      await index.close();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function askAll(services: Services, engines: Answering, queries: readonly JudgedQuery[]) {
  const answered: AnsweredQuery[] = [];
  for (const query of queries) {
    const { hits } = await searchCatalogue(
      { ...services, engines },
      { text: query.q, offset: 0, limit: depth, facets: [] },
    );
    answered.push({
      query,
      hits: hits.map(({ kind, id, summary: { title, summary } }) => ({
        reference: `${kind}:${id}`,
        title,
        summary,
      })),
    });
  }
  return answered;
}

/** Asks an engine, filled with the real catalogue, every query as it was typed; `readmes`: as if GitHub had given one of each repository. */
export async function runQueries(
  queries: readonly JudgedQuery[],
  { engine = 'embedded', readmes = false }: { engine?: EngineUnderTest; readmes?: boolean } = {},
): Promise<AnsweredQuery[]> {
  const services = await openFreshServices();
  try {
    if (readmes) await observeMadeUpReadmes(services);
    if (engine === 'embedded') return await askAll(services, services.engines, queries);
    const meilisearch = await openMeilisearch(services);
    try {
      return await askAll(services, meilisearch.engines, queries);
    } finally {
      await meilisearch.close();
    }
  } finally {
    await services.close();
  }
}
