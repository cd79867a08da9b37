// npm run links:check [-- --all]   Opens the addresses outside GitHub that the catalogue gives, a request a second a host, and says which are gone.
import { parseArgs } from 'node:util';
import { buildGuardedFetcher } from '../src/adapters/web/guarded-fetch.ts';
import { readConfig } from '../src/config.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { printProgress } from '../src/progress.ts';
import { openEnrichment, openStore } from '../src/services/open-stores.ts';
import { type CheckedLink, checkLinks } from '../src/use-cases/check-links.ts';

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const config = readConfig();
const records = await openStore(config);
const enrichment = await openEnrichment(config, records);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
const progress = printProgress('Checking');

function print({ sighting, places, message }: CheckedLink): void {
  const { address, state, movedTo, observations } = sighting;
  const newest = observations.at(-1)?.outcome;
  if (state === 'answers' && newest === 'found') return;
  console.log(`${state.padEnd(11)} ${address}${movedTo === undefined ? '' : ` -> ${movedTo}`}`);
  if (message !== undefined) console.log(`            this time: ${newest}, ${message}`);
  for (const { kind, id, field } of places) console.log(`            ${kind} ${id} ${field}`);
}

try {
  const checked = await checkLinks(
    {
      ...{ records, enrichment, actor: 'links' },
      web: buildGuardedFetcher({ betweenMs: 1000 }),
      now: () => new Date(),
    },
    {
      signal: stopping.signal,
      onProgress: progress.update,
      ...(values.all && { freshHours: 0 }),
    },
  );
  const counts = new Map<string, number>();
  for (const { sighting } of checked) counts.set(sighting.state, (counts.get(sighting.state) ?? 0) + 1);
  progress.end([...counts].map(([state, count]) => `${count} ${state}`).join(', ') || 'none is due');
  for (const link of checked) print(link);
  if (stopping.signal.aborted) process.exitCode = 130;
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  progress.end('failed');
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await enrichment.close();
  await records.close();
}
