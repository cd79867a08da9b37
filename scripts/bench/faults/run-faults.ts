import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startMeilisearch } from '../processes/start-meilisearch.ts';
import { startService } from '../processes/start-service.ts';
import { choosePaths } from './choose-paths.ts';
import { type Answered, type Load, runMixedLoad } from './mixed-load.ts';

/** A kill of Meilisearch; times are `performance.now()`. */
export interface Outage {
  killedAt: number;
  /** When it was started again, and when it answered its own health check. */
  restartedAt: number;
  healthyAt: number;
}

export interface FaultFigures {
  answered: Answered[];
  mostInFlight: number;
  outages: Outage[];
}

/** Shares of the time at which Meilisearch is killed and started again. */
const plan = [
  { kill: 0.2, restart: 0.35 },
  { kill: 0.55, restart: 0.7 },
];
const longestFillMs = 180_000;

async function untilMeilisearchAnswers(address: string): Promise<void> {
  for (const until = Date.now() + longestFillMs; Date.now() < until; await delay(200)) {
    const answer = await fetch(`${address}/api/v1/search?q=housing`);
    if (((await answer.json()) as { engine: string }).engine === 'meilisearch') return;
  }
  throw new Error('Meilisearch was not filled in time');
}

const compiled = fileURLToPath(new URL('../../..', import.meta.url));

/** Mixed load on the real service, during which its Meilisearch is killed and started again twice. Everything is gone afterwards. */
export async function runFaults(binary: string, load: Load): Promise<FaultFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-faults-'));
  const meilisearch = await startMeilisearch(binary, folder);
  try {
    const service = await startService(compiled, {
      RATE_LIMIT_MAX: '10000000',
      DATA_DIR: join(folder, 'data'),
      MEILI_URL: meilisearch.url,
      MEILI_MASTER_KEY: meilisearch.masterKey,
    });
    try {
      await untilMeilisearchAnswers(service.address);
      const next = await choosePaths(service.address);
      await runMixedLoad(service.address, next, { ...load, durationMs: 2000 });
      const outages: Outage[] = [];
      const beganAt = performance.now();
      const untilShare = (share: number) => delay(beganAt + share * load.durationMs - performance.now());
      const loading = runMixedLoad(service.address, next, load);
      for (const { kill, restart } of plan) {
        await untilShare(kill);
        const killedAt = performance.now();
        await meilisearch.kill();
        await untilShare(restart);
        const restartedAt = performance.now();
        await meilisearch.restart();
        outages.push({ killedAt, restartedAt, healthyAt: performance.now() });
      }
      return { ...(await loading), outages };
    } finally {
      await service.stop();
    }
  } finally {
    await meilisearch.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
