import { openFreshServices } from '../../src/services.ts';
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
  const services = await openFreshServices();
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
