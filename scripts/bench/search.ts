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
import { openEmbeddedIndex } from '../../src/adapters/search/open-embedded-index.ts';
import { foldWords } from '../../src/domain/query.ts';
import type { SearchIndex } from '../../src/ports/search-index.ts';
import { searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { generateDocuments, pick, seededRandom } from './search-corpus.ts';

const catalogueFolder = 'catalogue';
const batchSize = 500;
const warmUps = 300;
const measured = 2000;
const changed = 1000;
const facets = ['kind', 'organisation', 'licence', 'language', 'service'] as const;
const noCouncils = { councils: { find: () => undefined, predecessorsOf: () => [], successorsOf: () => [] } };

const round = (value: number) => Math.round(value * 100) / 100;
const rssMb = () => process.memoryUsage.rss() / 1e6;

/** Returns the milliseconds that indexing alone took. */
async function build(file: string, count: number): Promise<number> {
  const index = await openEmbeddedIndex({ file });
  let batch = [];
  let spentMs = 0;
  for (const document of generateDocuments(catalogueFolder, count, 1)) {
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

function search(index: SearchIndex, text: string, limit = 20) {
  return searchCatalogue({ index, directory: noCouncils }, { text, offset: 0, limit, facets });
}

/** Distinct queries of one to four words that stand together in some record's title or summary. */
async function readQueries(index: SearchIndex, count: number): Promise<string[]> {
  const { hits } = await search(index, '', 5000);
  const texts = hits.map(({ summary }) => foldWords(`${summary.title} ${summary.summary}`));
  const random = seededRandom(7);
  const queries = new Set<string>();
  for (let tries = 0; queries.size < count && tries < count * 20; tries += 1) {
    const words = pick(random, texts);
    const from = Math.floor(random() * words.length);
    queries.add(words.slice(from, from + 1 + Math.floor(random() * 4)).join(' '));
  }
  return [...queries];
}

/** In a process of its own, so that memory and start are those of a service that opens an index, not of one that built it. */
async function measure(file: string, queryFile: string): Promise<void> {
  const queries = JSON.parse(readFileSync(queryFile, 'utf8')) as string[];
  const rssBefore = rssMb();
  const openedAt = performance.now();
  const index = await openEmbeddedIndex({ file });
  await search(index, 'housing repairs');
  const firstAnswerMs = performance.now() - openedAt;
  for (const query of queries.slice(0, warmUps)) await search(index, query);
  const times: number[] = [];
  const cpuBefore = process.cpuUsage();
  for (const query of queries.slice(warmUps)) {
    const startedAt = performance.now();
    await search(index, query);
    times.push(performance.now() - startedAt);
  }
  const cpu = process.cpuUsage(cpuBefore);
  const rssGrowthMb = rssMb() - rssBefore;
  const records = await index.count();
  const put = [...generateDocuments(catalogueFolder, changed, 2)];
  const appliedAt = performance.now();
  for (let at = 0; at < changed; at += batchSize) {
    await index.apply({ put: put.slice(at, at + batchSize), remove: [], cursor: 2 });
  }
  const applyMs = performance.now() - appliedAt;
  const afterAt = performance.now();
  await search(index, 'housing repairs');
  const afterApplyMs = performance.now() - afterAt;
  await index.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.floor(times.length * share)] ?? 0);
  console.table({
    records,
    'file MB': round(statSync(file).size / 1e6),
    'open to first answer ms': round(firstAnswerMs),
    'distinct queries': times.length,
    'median ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
    'mean ms': round(times.reduce((sum, time) => sum + time, 0) / times.length),
    // Holds on a machine that is busy with other things too.
    'mean CPU ms': round((cpu.user + cpu.system) / 1000 / times.length),
    'RSS growth MB': round(rssGrowthMb),
    [`apply ${changed} changed ms`]: round(applyMs),
    'first answer after it ms': round(afterApplyMs),
  });
}

async function run(argument: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const file = join(folder, 'search.db');
  try {
    if (/^\d+$/.test(argument)) {
      const spentMs = await build(file, Number(argument));
      process.stdout.write(`\n${argument} generated records, indexed in ${round(spentMs / 1000)} s\n`);
    } else {
      process.stdout.write(`\nthe index of ${argument}\n`);
      for (const suffix of ['', '-wal'].filter((end) => existsSync(join(argument, `search.db${end}`)))) {
        copyFileSync(join(argument, `search.db${suffix}`), `${file}${suffix}`);
      }
    }
    const index = await openEmbeddedIndex({ file });
    const queryFile = join(folder, 'queries.json');
    writeFileSync(queryFile, JSON.stringify(await readQueries(index, warmUps + measured)));
    await index.close();
    const own = process.argv[1] ?? '';
    spawnSync(process.execPath, [own, '--measure', file, queryFile], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure' && rest[0] && rest[1]) await measure(rest[0], rest[1]);
else for (const argument of first === undefined ? ['4500', '10000'] : [first, ...rest]) await run(argument);
