// What scripts/bench/search.ts measures, in a process of its own, so that memory and start are those of a service that opens an index,
// not of one that has built it. It is sent a task and answers with figures.
import { porterStem } from '../../src/adapters/search/porter-stem.ts';
import type { SearchDocument } from '../../src/domain/search/search-document.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';
import { openQueryReader } from '../../src/use-cases/open-query-reader.ts';
import { searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { answerFrom } from '../../src/use-cases/search-engines.ts';
import type { ChosenQueries } from './choose-queries.ts';
import { type IndexPlace, openIndexUnderTest } from './open-index-under-test.ts';
import { openRealCatalogue } from './real-catalogue.ts';

export interface SearchTask {
  place: IndexPlace;
  /** The embedded index that a service keeps beside another engine: it knows the words of queries. */
  beside?: IndexPlace;
  /** Of the real catalogue, by which queries are understood. */
  dataFolder: string;
  queries: ChosenQueries;
  /** Documents of the index as they are after a change; none where the index is to stay as it is. */
  changed: SearchDocument[];
}

export interface TimedSearch {
  shown: string;
  ms: number;
  /** Of the whole process; unlike `ms` it does not wait for what else the machine does. */
  cpuMs: number;
}

export interface SearchFigures {
  documents: number;
  firstAnswerMs: number;
  searches: TimedSearch[];
  rssBeforeMb: number;
  /** How much more it was once index and query reader were open, and after all searches. */
  rssOpenedMb: number;
  rssGrowthMb: number;
  changedMs: number;
}

const facets = ['kind', 'organisation', 'licence', 'language', 'service'] as const;
const batchSize = 500;
const rssMb = () => process.memoryUsage.rss() / 1e6;

/** What understanding a query needs of the real catalogue, its store closed again. */
async function readKnowledge(dataFolder: string) {
  const { store, directory } = await openRealCatalogue(dataFolder);
  await store.close();
  // What reading left behind would else be lent to the index, and its growth seem smaller.
  globalThis.gc?.();
  return directory;
}

async function applyChanges(index: SearchIndex, documents: SearchDocument[]): Promise<number> {
  const cursor = (await index.cursor()) + 1;
  const startedAt = performance.now();
  for (let at = 0; at < documents.length; at += batchSize) {
    await index.apply({ put: documents.slice(at, at + batchSize), remove: [], cursor });
  }
  return performance.now() - startedAt;
}

async function timeSearches(
  search: (text: string) => Promise<unknown>,
  queries: ChosenQueries['timed'],
): Promise<TimedSearch[]> {
  const searches: TimedSearch[] = [];
  for (const { text, shown } of queries) {
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    await search(text);
    const ms = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpuBefore);
    searches.push({ shown, ms, cpuMs: (user + system) / 1000 });
  }
  return searches;
}

async function measure({ place, beside, dataFolder, queries, changed }: SearchTask): Promise<SearchFigures> {
  const directory = await readKnowledge(dataFolder);
  const rssBeforeMb = rssMb();
  const openedAt = performance.now();
  const index = await openIndexUnderTest(place);
  const own = beside ? await openIndexUnderTest(beside) : index;
  const { thesaurus } = directory.lists;
  const reader = await openQueryReader({ index: own, directory, thesaurus, stem: porterStem });
  const rssOpenedMb = rssMb() - rssBeforeMb;
  const engines = answerFrom(index);
  const asked = { engines, directory, reader };
  const search = (text: string) => searchCatalogue(asked, { text, offset: 0, limit: 20, facets });
  await search('housing repairs');
  const firstAnswerMs = performance.now() - openedAt;
  for (const text of queries.before) await search(text);
  const searches = await timeSearches(search, queries.timed);
  const rssGrowthMb = rssMb() - rssBeforeMb;
  const documents = await index.count();
  const changedMs = await applyChanges(index, changed);
  await index.close();
  if (own !== index) await own.close();
  return { documents, firstAnswerMs, searches, rssBeforeMb, rssOpenedMb, rssGrowthMb, changedMs };
}

process.once('message', async (task: SearchTask) => {
  process.send?.(await measure(task));
  process.disconnect();
});
