import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { EngineUnderTest } from './bench/open-index-under-test.ts';
import { poolUnjudged } from './relevance/pool-unjudged.ts';
import { describeAnswer, measureKinds, measuresTable, worstFirst } from './relevance/print-measures.ts';
import { QueryKind, QueryPart, readQueries } from './relevance/read-queries.ts';
import { runQueries } from './relevance/run-queries.ts';

const usage = `Use: npm run relevance -- [options]
  --part tuning|held-out|both  which part to measure (both)
  --kind KIND                  one kind only: ${QueryKind.options.join(', ')}
  --verbose                    every query with its score and its first ten hits with their grades
  --worst N                    the N queries that are answered worst, in the same way
  --pool FILE                  write the hits nobody has judged yet, for judging
  --engine embedded|meilisearch  which engine answers (embedded); Meilisearch is started from PATH or MEILI_BIN
  --readmes                    as if GitHub had given a README of every repository, made up
  --json                       print the measures as JSON`;

const Options = z.object({
  part: z.union([QueryPart, z.literal('both')]).default('both'),
  kind: QueryKind.optional(),
  verbose: z.boolean().default(false),
  worst: z.coerce.number().int().min(1).optional(),
  pool: z.string().min(1).optional(),
  engine: EngineUnderTest.default('embedded'),
  readmes: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** Undefined, with what is wrong and the usage printed, where the arguments are wrong. */
function tryArguments(): z.infer<typeof Options> | undefined {
  try {
    const { values } = parseArgs({
      options: {
        part: { type: 'string' },
        kind: { type: 'string' },
        verbose: { type: 'boolean' },
        worst: { type: 'string' },
        pool: { type: 'string' },
        engine: { type: 'string' },
        readmes: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const read = Options.safeParse(values);
    if (read.success) return read.data;
    console.error(`${z.prettifyError(read.error)}\n${usage}`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n${usage}`);
  }
  return undefined;
}

async function run({
  part,
  kind,
  verbose,
  worst,
  pool,
  engine,
  readmes,
  json,
}: z.infer<typeof Options>): Promise<void> {
  const file = fileURLToPath(new URL('../../test/relevance/queries.json', import.meta.url));
  const queries = (await readQueries(file)).filter(
    (query) => (part === 'both' || query.part === part) && (kind === undefined || query.kind === kind),
  );
  const answers = await runQueries(queries, { engine, readmes });
  const described = worst === undefined ? answers : worstFirst(answers).slice(0, worst);
  if (verbose || worst !== undefined) console.log(`${described.map(describeAnswer).join('\n\n')}\n`);
  const measures = measureKinds(answers);
  console.log(json ? JSON.stringify(measures, null, 2) : measuresTable(measures));
  if (pool !== undefined) {
    const unjudged = poolUnjudged(answers);
    await writeFile(pool, `${JSON.stringify(unjudged, null, 2)}\n`);
    const hits = unjudged.reduce((sum, query) => sum + query.hits.length, 0);
    console.error(`${hits} unjudged hits of ${unjudged.length} queries written to ${pool}`);
  }
}

const given = tryArguments();
if (given === undefined) process.exitCode = 2;
else await run(given);
