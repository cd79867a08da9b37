// Figures only, no assertions: how long the pages take over HTTP on loopback, one request after the other, as they are made and as they
// are kept for the next reader. The store holds the real catalogue and assets made from the corpus, so that `--records` can be found.
// Run: npm run bench:pages [-- --records 10000 --details 100 --seed 1 --corpus FILE --profile FOLDER]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../src/config.ts';
import { pathOf } from '../../src/http/links.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { readQueries } from '../relevance/read-queries.ts';
import { makeDocuments } from './make-documents.ts';
import { startPageServer } from './pages/start-page-server.ts';
import { describePages, type TimedPage, timePages } from './pages/time-pages.ts';
import { writeMadeAssets } from './pages/write-made-assets.ts';
import { readCorpus } from './read-corpus.ts';
import { openRealCatalogue, readDocuments } from './real-catalogue.ts';
import { runWithOptions } from './run-with-options.ts';
import { type Random, seededRandom, shuffled } from './seeded-random.ts';

const Options = z.strictObject({
  records: z.coerce.number().int().min(1).max(100_000).default(10_000),
  details: z.coerce.number().int().min(1).max(1000).default(100),
  seed: z.coerce.number().int().min(1).default(1),
  corpus: z.string().default(join(projectRoot, '../shared/data/corpus/catalogue-records.jsonl')),
  profile: z.string().optional(),
});
type Options = z.infer<typeof Options>;

const kinds = ['asset', 'project', 'award', 'fund', 'organisation', 'service'] as const;

/** Fills the folder's store, and says which pages to ask for. */
async function prepare(folder: string, { records, details, seed, corpus: file }: Options) {
  const corpus = await readCorpus(file);
  if (!corpus) console.log(`There is no corpus at ${file}: measured over the real catalogue alone.`);
  const real = await openRealCatalogue(folder);
  const random = seededRandom(seed);
  const own = await readDocuments(real);
  const paths = await chooseDetails(real.store, random, details);
  if (corpus) {
    const { lists } = real.directory;
    const documents = [...makeDocuments({ own, corpus, lists, count: records, seed })];
    await writeMadeAssets(real.store, documents.slice(own.length), random);
  }
  const counts = await real.store.counts();
  const found = kinds.slice(0, 4).reduce((sum, kind) => sum + counts[kind].published, 0);
  console.log(`${found} records that can be found, ${counts.asset.published} of them assets`);
  await real.store.close();
  return { random, details: paths };
}

/** Of the real records, which have most to show. */
async function chooseDetails(store: RecordStore, random: Random, most: number) {
  const chosen: [string, string[]][] = [];
  for (const kind of kinds) {
    const ids: string[] = [];
    for await (const { id } of store.readAll(kind)) ids.push(id);
    const paths = shuffled(random, ids).slice(0, most);
    chosen.push([kind, paths.map((id) => `/${pathOf[kind]}/${encodeURIComponent(id)}`)]);
  }
  return chosen;
}

async function run(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pages-'));
  try {
    const { random, details } = await prepare(folder, options);
    const judged = await readQueries(join(projectRoot, 'test/relevance/queries.json'));
    const texts = shuffled(random, [...new Set(judged.map(({ q }) => q))]);
    const results = texts.map((q) => `/search?${new URLSearchParams({ q })}`);
    const server = await startPageServer(folder, options.profile);
    try {
      // Templates are read, and code is made fast, by the first that ask.
      const warming = [...results.slice(0, 20), ...details.flatMap(([, paths]) => paths.slice(0, 10))];
      await timePages(
        server,
        warming.map((path) => `${path}${path.includes('?') ? '&' : '?'}warming=1`),
      );
      console.log(`\n${'ms'.padEnd(30)}     p50     p95 CPU p50 CPU p95  median`);
      const made: TimedPage[] = [];
      for (const [name, paths] of [['results', results], ...details] as [string, string[]][]) {
        const first = await timePages(server, paths);
        console.log(describePages(name, first));
        console.log(describePages('  kept', await timePages(server, paths)));
        if (name !== 'results') made.push(...first);
      }
      console.log(describePages('all details', made));
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runWithOptions(Options, run);
