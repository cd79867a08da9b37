// Figures only, no assertions: mixed load over HTTP (searches, suggestions, details, lists) on the real service, while its Meilisearch is killed
// and started again twice (needs a `meilisearch` on PATH or MEILI_BIN); then the service is killed again and again while several register, on
// SQLite and, where an empty database is named, on PostgreSQL.
// Run: npm run bench:faults [-- --seconds 60 --in-flight 200 --rate 100 --kills 50 --database-url postgres://…]
import { parseArgs } from 'node:util';
import { describeFaults, type FaultSummary } from './faults/describe-faults.ts';
import { runFaults } from './faults/run-faults.ts';
import { findMeilisearch } from './processes/start-meilisearch.ts';
import { printKills } from './write-faults/print-kills.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    'in-flight': { type: 'string', default: '200' },
    /** Requests begun in a second; 0: as many as may be in flight. */
    rate: { type: 'string', default: '100' },
    /** Of the service while it writes; 0: none. */
    kills: { type: 'string', default: '50' },
    'database-url': { type: 'string' },
    /** Leave the load with Meilisearch out. */
    'kills-only': { type: 'boolean', default: false },
  },
});

function within(name: keyof typeof values, least: number, most: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  console.error(`--${name} is a whole number from ${least} to ${most}`);
  process.exit(1);
}

const seconds = (ms = Infinity) => (ms === Infinity ? 'never' : `${(ms / 1000).toFixed(1)} s`);

function print(summary: FaultSummary, mostInFlight: number): void {
  const { requests, failed, failedByStatus, searches, outages, phases } = summary;
  console.log(`requests ${requests}, most in flight ${mostInFlight}, failed ${failed}`);
  if (failed > 0) console.log('failed by status:', failedByStatus);
  console.log(
    `searches ${searches.total}: Meilisearch ${searches.meilisearch}, embedded ${searches.embedded} (standing in, and saying so: ${searches.stoodIn})`,
  );
  for (const [at, { downMs, gapMs, afterHealthyMs }] of outages.entries())
    console.log(
      `outage ${at + 1}: down ${seconds(downMs)}; Meilisearch answers again ${seconds(gapMs)} after the kill, ${seconds(afterHealthyMs)} after it was well`,
    );
  const gaps = outages.map(({ gapMs }) => gapMs ?? Infinity);
  console.log(`longest gap: ${seconds(Math.max(...gaps))}`);
  console.table(phases);
}

const kills = within('kills', 0, 200);
const load = {
  durationMs: within('seconds', 5, 600) * 1000,
  inFlight: within('in-flight', 1, 200),
  perSecond: within('rate', 0, 10_000),
};
const binary = findMeilisearch(process.env);
if (values['kills-only']) {
  console.log('Without the load on Meilisearch.');
} else if (binary === undefined) {
  console.log('Skipped: there is no meilisearch on PATH, and MEILI_BIN names none.');
} else {
  const figures = await runFaults(binary, load);
  print(describeFaults(figures), figures.mostInFlight);
}
if (kills > 0) await printKills({ kills, databaseUrl: values['database-url'] });
