import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from './find-free-port.ts';

const longestStartMs = 60_000;

/** MEILI_BIN, else the first `meilisearch` on PATH. */
export function findMeilisearch({ MEILI_BIN, PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  const places = MEILI_BIN ? [MEILI_BIN] : PATH.split(delimiter).map((folder) => join(folder, 'meilisearch'));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export interface RunningMeilisearch {
  url: string;
  masterKey: string;
  /** As a crash does it: nothing is said, nothing is written. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it held or from empty; resolves when it answers. */
  restart(from?: 'data' | 'empty'): Promise<void>;
}

/** A Meilisearch of its own on a free port of 127.0.0.1, over a folder. It clears `memory` for every task; by default most of the machine's, which takes seconds. */
export async function startMeilisearch(
  binary: string,
  folder: string,
  memory = '512MiB',
): Promise<RunningMeilisearch> {
  const address = `127.0.0.1:${await findFreePort()}`;
  const url = `http://${address}`;
  const masterKey = 'key-of-a-meilisearch-on-loopback';
  let child: ChildProcess | undefined;
  let data = 0;

  async function start(): Promise<void> {
    child = spawn(
      binary,
      ['--no-analytics', '--env', 'development', '--log-level', 'ERROR'].concat([
        ...['--http-addr', address, '--master-key', masterKey],
        ...['--db-path', join(folder, `data-${data}`), '--dump-dir', join(folder, 'dumps')],
        ...['--snapshot-dir', join(folder, 'snapshots'), '--max-indexing-memory', memory],
      ]),
      { cwd: folder, stdio: 'ignore' },
    );
    const started = child;
    for (const until = Date.now() + longestStartMs; Date.now() < until; await delay(20)) {
      if (started.exitCode !== null) throw new Error(`Meilisearch ended with ${started.exitCode}`);
      const answer = await fetch(`${url}/health`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error('Meilisearch did not answer in time');
  }

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    ...{ url, masterKey, kill },
    async restart(from = 'data') {
      await kill();
      if (from === 'empty') data += 1;
      await start();
    },
  };
}
