import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const binary = process.env.MEILI_BIN || 'meilisearch';
const readyWithinMs = 60_000;

export interface RunningMeilisearch {
  url: string;
  masterKey: string | undefined;
  /** Where this process started it: ends it at once, as a crash would. */
  kill?: () => Promise<void>;
  /** Starts it again at the same address, with what it held or from empty. */
  restart?: (from: 'data' | 'empty') => Promise<void>;
  stop(): Promise<void>;
}

/** Why tests of Meilisearch cannot run here; undefined where they can. */
export function whyNoMeilisearch(): string | undefined {
  if (process.env.TEST_MEILI_URL) return undefined;
  const { status } = spawnSync(binary, ['--version'], { stdio: 'ignore' });
  return status === 0
    ? undefined
    : 'no meilisearch on PATH, and neither MEILI_BIN nor TEST_MEILI_URL is set (see CONTRIBUTING.md)';
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + readyWithinMs;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`meilisearch ended with ${child.exitCode}`);
    const isReady = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(50);
  }
  throw new Error(`meilisearch was not ready within ${readyWithinMs} ms`);
}

/** The server named by TEST_MEILI_URL (with the key TEST_MEILI_KEY), else one of its own on a free port that `stop` ends and removes. */
export async function startMeilisearch(): Promise<RunningMeilisearch> {
  const given = process.env.TEST_MEILI_URL;
  if (given)
    return { url: given, masterKey: process.env.TEST_MEILI_KEY || undefined, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'meilisearch-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const masterKey = 'a master key that only tests know';
  let data = 0;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawn(
      binary,
      [
        ...[
          '--no-analytics',
          '--env',
          'development',
          '--log-level',
          'WARN',
          '--http-addr',
          `127.0.0.1:${port}`,
        ],
        ...['--db-path', join(folder, `data-${data}`), '--dump-dir', join(folder, 'dumps')],
        ...['--snapshot-dir', join(folder, 'snapshots'), '--master-key', masterKey],
        // Meilisearch clears as much memory as it may use before each task, by default most of the machine's.
        ...['--max-indexing-memory', '64MiB'],
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    await untilReady(url, child);
  }

  async function kill(): Promise<void> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    url,
    masterKey,
    kill,
    async restart(from) {
      await kill();
      if (from === 'empty') data += 1;
      await start();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
