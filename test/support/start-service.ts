import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Test } from 'tap';

export interface RunningService {
  /** Where it answers. */
  address: string;
  pid: number;
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void;
  /** The exit code, and how long after this call it came. */
  ended(): Promise<{ code: number | null; tookMs: number }>;
}

/** A process as `npm start` runs it, from sources compiled into a folder, on a free port of this machine; resolves once `until` has been printed. */
export async function startService(
  t: Test,
  compiled: string,
  environment: Record<string, string>,
  until = /Ready: open (\S+)/,
): Promise<RunningService> {
  const child = spawn(process.execPath, [join(compiled, 'src/server.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: '0',
      HOST: '127.0.0.1',
      IMPORT_ON_START: 'false',
      ENRICH_INTERVAL_HOURS: '0',
      ...environment,
    },
  });
  const exited = once(child, 'exit');
  t.teardown(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [found, place] = until.exec(printed) ?? [];
      if (found !== undefined) resolve(place ?? '');
    });
    exited.then(([code]) => reject(new Error(`ended with ${code}: ${printed}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    async ended() {
      const startedAt = performance.now();
      const [code] = (await exited) as [number | null];
      return { code, tookMs: performance.now() - startedAt };
    },
  };
}
