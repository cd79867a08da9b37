// Figures only, no assertions: registrations over HTTP on the real service and catalogue, indexing behind them, beside loops in this process
// that write the same rows with one commit for each: through the store, and as bare statements. Run: npm run bench:writes [-- --count 1000 --at-a-time 8 --rounds 3]
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openStore } from '../../src/services/open-stores.ts';
import { startService } from './processes/start-service.ts';
import { type Registered, registerMany } from './writes/register-many.ts';
import { readRegisteredBatches, writeBatches } from './writes/registered-batches.ts';
import { forgetRegistered, readRegisteredRows, writeAgain } from './writes/registered-rows.ts';
import { timeFsync } from './writes/time-fsync.ts';
import { timeUntilFound } from './writes/time-until-found.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    'at-a-time': { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    /** How many are timed until a search finds them, once alone and once while others register. */
    found: { type: 'string', default: '50' },
    /** Where the stores are made: fsync costs what its disk makes it cost. */
    folder: { type: 'string', default: tmpdir() },
  },
});

function within(name: 'count' | 'at-a-time' | 'rounds' | 'found', least: number, most: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  console.error(`--${name} is a whole number from ${least} to ${most}`);
  process.exit(1);
}

const count = within('count', 10, 20_000);
const atATime = within('at-a-time', 1, 64);
const rounds = within('rounds', 1, 20);
const toFind = within('found', 10, 500);

function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
const ms = (numbers: readonly number[], share: number) => percentile(numbers, share).toFixed(2);

const perSecond = (took: readonly number[]) => (1000 * took.length) / took.reduce((sum, one) => sum + one, 0);

/** Does something with a copy of a store that has forgotten some assets. */
async function inCopy<T>(
  file: string,
  ids: readonly string[],
  work: (copy: string) => Promise<T>,
): Promise<T> {
  const other = await mkdtemp(join(values.folder, 'bench-writes-'));
  const copy = join(other, 'catalogue.db');
  try {
    await copyFile(file, copy);
    await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => undefined);
    forgetRegistered(copy, ids);
    return await work(copy);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
}

const folder = await mkdtemp(join(values.folder, 'bench-writes-'));
try {
  const fsyncs = timeFsync(folder, 300);
  console.log(`fsync of 4 KiB: p50 ${ms(fsyncs, 0.5)} ms, p95 ${ms(fsyncs, 0.95)} ms`);
  const environment = { DATA_DIR: folder, LOG_LEVEL: 'error', ENRICH_INTERVAL_HOURS: '0' };
  const service = await startService(fileURLToPath(new URL('../..', import.meta.url)), {
    RATE_LIMIT_MAX: '10000000',
    ...environment,
  });
  const ratios: number[] = [];
  const bareRatios: number[] = [];
  try {
    const keys = fileURLToPath(new URL('../keys.js', import.meta.url));
    const created = execFileSync(
      process.execPath,
      [keys, 'create', '--name', 'benchmark', '--role', 'admin'],
      {
        env: { ...process.env, ...environment },
        encoding: 'utf8',
      },
    );
    const key = created.trim().split('\n').at(-1) ?? '';
    await registerMany(service.address, key, { name: 'warm-up', count: 50, atATime });
    for (let round = 1; round <= rounds; round += 1) {
      const made = await registerMany(service.address, key, { name: `round-${round}`, count, atATime });
      const file = join(folder, 'catalogue.db');
      const bare = await inCopy(file, made.ids, async (copy) =>
        writeAgain(copy, readRegisteredRows(file, made.ids)),
      );
      const loop = await inCopy(file, made.ids, async (copy) => {
        const store = await openStore({ DATA_DIR: dirname(copy), DATABASE_URL: undefined });
        const took = await writeBatches(store, readRegisteredBatches(file, made.ids));
        await store.close();
        return took;
      });
      const overHttp = count / made.seconds;
      ratios.push(overHttp / perSecond(loop));
      bareRatios.push(overHttp / perSecond(bare));
      console.log(
        `round ${round}: over HTTP ${overHttp.toFixed(0)}/s (p50 ${ms(made.took, 0.5)}, p95 ${ms(made.took, 0.95)} ms, ${atATime} at a time); ` +
          `a loop on the store ${perSecond(loop).toFixed(0)}/s (p50 ${ms(loop, 0.5)} ms); bare statements ${perSecond(bare).toFixed(0)}/s (p50 ${ms(bare, 0.5)} ms)`,
      );
    }
    for (const clients of [1, 2]) {
      const few = Math.min(count, 300);
      const { took, seconds } = await registerMany(service.address, key, {
        ...{ name: `clients-${clients}`, count: few, atATime: clients },
      });
      console.log(
        `${clients} at a time: ${(few / seconds).toFixed(0)}/s, p50 ${ms(took, 0.5)}, p95 ${ms(took, 0.95)} ms`,
      );
    }
    const tell = (found: readonly number[], how: string) =>
      console.log(
        `from 201 until a search finds it, ${how}: p50 ${ms(found, 0.5)}, p95 ${ms(found, 0.95)}, most ${ms(found, 1)} ms of ${found.length}`,
      );
    tell(await timeUntilFound(service.address, key, { name: 'found-alone', count: toFind }), 'alone');
    const others: Promise<Registered> = registerMany(service.address, key, {
      ...{ name: 'meanwhile', count, atATime: 2 },
    });
    const among = await timeUntilFound(service.address, key, { name: 'found-among', count: toFind });
    tell(among, 'while two others register');
    await others;
  } finally {
    await service.stop();
  }
  const share = (numbers: readonly number[]) => `${(100 * percentile(numbers, 0.5)).toFixed(0)} %`;
  console.log(
    `share, median of ${rounds}: of the loop on the store ${share(ratios)}, of bare statements ${share(bareRatios)}`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
