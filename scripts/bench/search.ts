// Figures only, no assertions. Searches go through the whole of searchCatalogue, understanding the query included, with 5 facets,
// highlights and 20 hits, one after the other.
// Run: npm run bench:search [-- --sizes real,10000,100000 --seed 1 --runs 3 --engine embedded|meilisearch --corpus FILE]
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { projectRoot } from '../../src/config.ts';
import type { SearchDocument } from '../../src/domain/search/search-document.ts';
import { wordingsOf } from '../../src/domain/thesaurus/thesaurus-group.ts';
import { readQueries } from '../relevance/read-queries.ts';
import { chooseQueries } from './choose-queries.ts';
import { describeFigures } from './describe-figures.ts';
import { fillIndex } from './fill-index.ts';
import { folderBytes } from './folder-bytes.ts';
import { makeChanges, makeDocuments } from './make-documents.ts';
import { EngineUnderTest, openIndexUnderTest, startEngine } from './open-index-under-test.ts';
import { type CorpusRecord, readCorpus } from './read-corpus.ts';
import { openRealCatalogue, type RealCatalogue, readDocuments } from './real-catalogue.ts';
import { runWithOptions } from './run-with-options.ts';
import type { SearchFigures, SearchTask } from './search-process.ts';
import { seededRandom } from './seeded-random.ts';

const Options = z.strictObject({
  sizes: z
    .string()
    .regex(
      /^(real|[1-9]\d{0,6})(,(real|[1-9]\d{0,6}))*$/,
      'numbers of records and "real", separated by commas',
    )
    .default('real,10000,100000')
    .transform((sizes) => sizes.split(',')),
  seed: z.coerce.number().int().min(1).default(1),
  runs: z.coerce.number().int().min(1).max(20).default(3),
  engine: EngineUnderTest.default('embedded'),
  corpus: z.string().default(join(projectRoot, '../shared/data/corpus/catalogue-records.jsonl')),
});
type Options = z.infer<typeof Options>;

const changes = 1000;

/** With as little room for what is new as `npm start` gives. */
function measure(task: SearchTask): Promise<SearchFigures> {
  const child = fork(fileURLToPath(new URL('./search-process.js', import.meta.url)), {
    execArgv: [...process.execArgv, '--max-semi-space-size=4', '--expose-gc'],
  });
  child.send(task);
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as SearchFigures));
    child.once('exit', (code) => reject(new Error(`the measured process ended with ${code}`)));
  });
}

interface Sources {
  real: RealCatalogue;
  own: SearchDocument[];
  corpus: CorpusRecord[];
}

/** As a service does, which keeps an embedded index whichever engine answers. */
async function fillBeside(folder: string, size: string, documents: readonly SearchDocument[]) {
  const place = { folder: join(folder, `beside-${size}`) };
  mkdirSync(place.folder);
  const index = await openIndexUnderTest(place);
  await fillIndex(index, documents);
  await index.close();
  return place;
}

async function measureSize(size: string, folder: string, sources: Sources, { engine, seed, runs }: Options) {
  const { real, own, corpus } = sources;
  const count = size === 'real' ? own.length : Number(size);
  const documents = [...makeDocuments({ own, corpus, lists: real.directory.lists, count, seed })];
  const random = seededRandom(seed);
  const judged = await readQueries(join(projectRoot, 'test/relevance/queries.json'));
  const indexFolder = join(folder, `${engine}-${size}`);
  mkdirSync(indexFolder);
  const { place, stop } = await startEngine(engine, indexFolder, wordingsOf(real.directory.lists.thesaurus));
  try {
    const index = await openIndexUnderTest(place);
    const buildSeconds = await fillIndex(index, documents);
    await index.close();
    const bytes = folderBytes(indexFolder);
    const beside = engine === 'embedded' ? undefined : await fillBeside(folder, size, documents);
    const figures: SearchFigures[] = [];
    for (let round = 1; round <= runs; round += 1) {
      const changed = round === runs ? makeChanges(random, documents, changes) : [];
      const queries = chooseQueries(random, documents, judged);
      figures.push(await measure({ place, beside, dataFolder: folder, queries, changed }));
    }
    console.log(describeFigures({ size, engine, buildSeconds, bytes, changes, figures }));
  } finally {
    await stop();
  }
}

async function run(options: Options): Promise<void> {
  const corpus = await readCorpus(options.corpus);
  if (!corpus)
    console.log(`There is no corpus at ${options.corpus}: measured over the real catalogue alone.`);
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  try {
    const real = await openRealCatalogue(folder);
    const sources = { real, own: await readDocuments(real), corpus: corpus ?? [] };
    for (const size of corpus ? options.sizes : ['real']) await measureSize(size, folder, sources, options);
    await real.store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runWithOptions(Options, run);
