// Figures only, no assertions: registrations over HTTP on the real service and catalogue, indexing behind them, beside a loop in this process
// that writes the same rows with one commit for each. Run: npm run bench:writes [-- --count 1000 --at-a-time 8 --rounds 3]
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startService } from './faults/start-service.ts';
import { registerMany } from './writes/register-many.ts';
import { forgetRegistered, readRegisteredRows, writeAgain } from './writes/registered-rows.ts';
import { timeFsync } from './writes/time-fsync.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    'at-a-time': { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    /** Where the stores are made: fsync costs what its disk makes it cost. */
    folder: { type: 'string', default: tmpdir() },
  },
});

function within(name: 'count' | 'at-a-time' | 'rounds', least: number, most: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  console.error(`--${name} is a whole number from ${least} to ${most}`);
  process.exit(1);
}

const count = within('count', 10, 20_000);
const atATime = within('at-a-time', 1, 64);
const rounds = within('rounds', 1, 20);

function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
const ms = (numbers: readonly number[], share: number) => percentile(numbers, share).toFixed(2);

const folder = await mkdtemp(join(values.folder, 'bench-writes-'));
try {
  const fsyncs = timeFsync(folder, 300);
  console.log(`fsync of 4 KiB: p50 ${ms(fsyncs, 0.5)} ms, p95 ${ms(fsyncs, 0.95)} ms`);
  const environment = { DATA_DIR: folder, LOG_LEVEL: 'error', ENRICH_INTERVAL_HOURS: '0' };
  const service = await startService(environment);
  const ratios: number[] = [];
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
      const rows = readRegisteredRows(file, made.ids);
      const copy = join(folder, `loop-${round}.db`);
      await copyFile(file, copy);
      await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => undefined);
      forgetRegistered(copy, made.ids);
      const loop = writeAgain(copy, rows);
      await rm(copy);
      const overHttp = count / made.seconds;
      const inLoop = (1000 * count) / loop.reduce((sum, took) => sum + took, 0);
      ratios.push(overHttp / inLoop);
      console.log(
        `round ${round}: over HTTP ${overHttp.toFixed(0)}/s (p50 ${ms(made.took, 0.5)}, p95 ${ms(made.took, 0.95)} ms, ${atATime} at a time); ` +
          `the loop ${inLoop.toFixed(0)}/s (p50 ${ms(loop, 0.5)} ms, ${(rows.flat().length / count).toFixed(1)} rows each); share ${((100 * overHttp) / inLoop).toFixed(0)} %`,
      );
    }
  } finally {
    await service.stop();
  }
  console.log(`share of the loop, median of ${rounds}: ${(100 * percentile(ratios, 0.5)).toFixed(0)} %`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
