import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findMeilisearch,
  startMeilisearch as start,
} from '../../scripts/bench/processes/start-meilisearch.ts';

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
  return process.env.TEST_MEILI_URL || findMeilisearch(process.env) !== undefined
    ? undefined
    : 'no meilisearch on PATH, and neither MEILI_BIN nor TEST_MEILI_URL is set (see CONTRIBUTING.md)';
}

/** The server named by TEST_MEILI_URL (with the key TEST_MEILI_KEY), else one of its own on a free port that `stop` ends and removes. */
export async function startMeilisearch(): Promise<RunningMeilisearch> {
  const given = process.env.TEST_MEILI_URL;
  if (given)
    return { url: given, masterKey: process.env.TEST_MEILI_KEY || undefined, stop: async () => undefined };
  const binary = findMeilisearch(process.env);
  if (binary === undefined) throw new Error(whyNoMeilisearch());
  const folder = mkdtempSync(join(tmpdir(), 'meilisearch-'));
  const running = await start(binary, folder, '64MiB');
  return {
    ...running,
    async stop() {
      await running.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
