import { readConfig } from '../../src/config.ts';
import { openFiles, openServices, openStore } from '../../src/services.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import type { ShownHit } from './pool-unjudged.ts';
import type { JudgedQuery } from './read-queries.ts';

const depth = 10;

export interface AnsweredQuery {
  query: JudgedQuery;
  hits: ShownHit[];
}

/** Asks the embedded index, made in memory from the real catalogue, every query as it was typed. */
export async function runQueries(queries: readonly JudgedQuery[]): Promise<AnsweredQuery[]> {
  const config = { ...readConfig({}), DATA_DIR: ':memory:' };
  const store = await openStore(config);
  await importCatalogue(
    { store, files: await openFiles(config), now: () => new Date() },
    { actor: 'import' },
  );
  const services = await openServices(config, store);
  try {
    const answered: AnsweredQuery[] = [];
    for (const query of queries) {
      const { hits } = await searchCatalogue(services, {
        text: query.q,
        offset: 0,
        limit: depth,
        facets: [],
      });
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
  } finally {
    await services.close();
  }
}
