// npm run bench:search -- [number of generated records | data folder] …   Figures only: nothing here passes or fails.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedIndex } from '../../src/adapters/search/embedded/open-embedded-index.ts';
import { porterStem } from '../../src/adapters/search/porter-stem.ts';
import { readConfig } from '../../src/config.ts';
import { foldWords } from '../../src/domain/query/query.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';
import { openFiles, openLists, openStore } from '../../src/services.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { openDirectory } from '../../src/use-cases/open-directory.ts';
import { openQueryReader } from '../../src/use-cases/open-query-reader.ts';
import { searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { answerFrom } from '../../src/use-cases/search-engines.ts';
import { readQueries } from '../relevance/read-queries.ts';
import { generateDocuments, pick, readDocuments, seededRandom } from './search-corpus.ts';

const queriesFile = 'test/relevance/queries.json';
const batchSize = 500;
const warmUps = 300;
const changed = 1000;
const facets = ['kind', 'organisation', 'licence', 'language', 'service'] as const;

const round = (value: number) => Math.round(value * 100) / 100;
const rssMb = () => process.memoryUsage.rss() / 1e6;

/** The real catalogue's lists, by which queries are understood, and its records, of which generated ones are made. */
async function openReal(dataFolder: string) {
  const config = { ...readConfig({}), DATA_DIR: dataFolder };
  const store = await openStore(config);
  const directory = await openDirectory(store, await openLists(config, store));
  await directory.refresh();
  return { store, directory };
}

type Real = Awaited<ReturnType<typeof openReal>>;

async function importReal(dataFolder: string): Promise<void> {
  const config = { ...readConfig({}), DATA_DIR: dataFolder };
  const store = await openStore(config);
  await importCatalogue(
    { store, files: await openFiles(config), now: () => new Date() },
    { actor: 'import' },
  );
  await store.close();
}

/** Returns the milliseconds that indexing alone took. */
async function build(file: string, count: number, { store, directory }: Real): Promise<number> {
  const documents = await readDocuments(store, directory);
  const index = await openEmbeddedIndex({ file });
  let batch = [];
  let spentMs = 0;
  for (const document of generateDocuments(documents, count, 1)) {
    batch.push(document);
    if (batch.length < batchSize) continue;
    const startedAt = performance.now();
    await index.apply({ put: batch, remove: [], cursor: 1 });
    spentMs += performance.now() - startedAt;
    batch = [];
  }
  await index.apply({ put: batch, remove: [], cursor: 1 });
  await index.close();
  return spentMs;
}

async function openSearch(index: SearchIndex, { store, directory }: Real) {
  const reader = await openQueryReader({
    index,
    store,
    directory,
    thesaurus: directory.lists.thesaurus,
    stem: porterStem,
  });
  return (text: string, limit = 20) =>
    searchCatalogue({ engines: answerFrom(index), directory, reader }, { text, offset: 0, limit, facets });
}

function shuffled<T>(random: () => number, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

/** The judged queries in random order, behind distinct ones of one to four words that stand together in some record, to warm up with. */
async function chooseQueries(index: SearchIndex, real: Real): Promise<string[]> {
  const search = await openSearch(index, real);
  const { hits } = await search('', 2000);
  const texts = hits.map(({ summary }) => foldWords(`${summary.title} ${summary.summary}`));
  const random = seededRandom(7);
  const queries = new Set<string>();
  for (let tries = 0; queries.size < warmUps && tries < warmUps * 20; tries += 1) {
    const words = pick(random, texts);
    const from = Math.floor(random() * words.length);
    queries.add(words.slice(from, from + 1 + Math.floor(random() * 4)).join(' '));
  }
  const judged = (await readQueries(queriesFile)).map(({ q }) => q);
  return [...queries, ...shuffled(random, [...new Set(judged)])];
}

/** In a process of its own, so that memory and start are those of a service that opens an index, not of one that built it. */
async function measure(file: string, dataFolder: string, queryFile: string): Promise<void> {
  const queries = JSON.parse(readFileSync(queryFile, 'utf8')) as string[];
  const real = await openReal(dataFolder);
  const rssBefore = rssMb();
  const openedAt = performance.now();
  const index = await openEmbeddedIndex({ file });
  const search = await openSearch(index, real);
  await search('housing repairs');
  const firstAnswerMs = performance.now() - openedAt;
  for (const query of queries.slice(0, warmUps)) await search(query);
  const slowest: { query: string; ms: number }[] = [];
  const cpuBefore = process.cpuUsage();
  for (const query of queries.slice(warmUps)) {
    const startedAt = performance.now();
    await search(query);
    slowest.push({ query, ms: performance.now() - startedAt });
  }
  const cpu = process.cpuUsage(cpuBefore);
  const rssGrowthMb = rssMb() - rssBefore;
  const records = await index.count();
  const put = [...generateDocuments(await readDocuments(real.store, real.directory), changed, 2)];
  const appliedAt = performance.now();
  for (let at = 0; at < changed; at += batchSize) {
    await index.apply({ put: put.slice(at, at + batchSize), remove: [], cursor: 2 });
  }
  const applyMs = performance.now() - appliedAt;
  const afterAt = performance.now();
  await search('housing repairs');
  const afterApplyMs = performance.now() - afterAt;
  await index.close();
  await real.store.close();
  slowest.sort((one, other) => one.ms - other.ms);
  const at = (share: number) => round(slowest[Math.floor(slowest.length * share)]?.ms ?? 0);
  console.table({
    records,
    'file MB': round(statSync(file).size / 1e6),
    'open to first answer ms': round(firstAnswerMs),
    'distinct queries': slowest.length,
    'median ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
    'mean ms': round(slowest.reduce((sum, { ms }) => sum + ms, 0) / slowest.length),
    // Holds on a machine that is busy with other things too.
    'mean CPU ms': round((cpu.user + cpu.system) / 1000 / slowest.length),
    'RSS growth MB': round(rssGrowthMb),
    [`apply ${changed} changed ms`]: round(applyMs),
    'first answer after it ms': round(afterApplyMs),
  });
  const last = slowest.slice(-5).reverse();
  console.log(`slowest: ${last.map(({ query, ms }) => `"${query}" ${round(ms)}`).join(', ')}`);
}

async function run(argument: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const file = join(folder, 'search.db');
  const dataFolder = join(folder, 'data');
  try {
    await importReal(dataFolder);
    const real = await openReal(dataFolder);
    if (/^\d+$/.test(argument)) {
      const spentMs = await build(file, Number(argument), real);
      process.stdout.write(`\n${argument} generated records, indexed in ${round(spentMs / 1000)} s\n`);
    } else {
      process.stdout.write(`\nthe index of ${argument}\n`);
      for (const suffix of ['', '-wal'].filter((end) => existsSync(join(argument, `search.db${end}`)))) {
        copyFileSync(join(argument, `search.db${suffix}`), `${file}${suffix}`);
      }
    }
    const index = await openEmbeddedIndex({ file });
    const queryFile = join(folder, 'queries.json');
    writeFileSync(queryFile, JSON.stringify(await chooseQueries(index, real)));
    await index.close();
    await real.store.close();
    const own = process.argv[1] ?? '';
    spawnSync(process.execPath, [own, '--measure', file, dataFolder, queryFile], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure' && rest[0] && rest[1] && rest[2]) await measure(rest[0], rest[1], rest[2]);
else for (const argument of first === undefined ? ['10000', '100000'] : [first, ...rest]) await run(argument);
