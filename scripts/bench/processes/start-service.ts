import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface RunningService {
  /** Where it answers. */
  address: string;
  pid: number;
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void;
  /** The exit code (null where a signal ended it), and how long after this call it came. */
  ended(): Promise<{ code: number | null; tookMs: number }>;
  /** As a host ends it. */
  stop(): Promise<void>;
}

/**
 * The service as `npm start` runs it, from sources compiled into a folder, in a process of its own on a free port of 127.0.0.1. Resolves once
 * it has printed what matches `until`, whose first group is its address. It ends with this process at the latest.
 */
export async function startService(
  compiled: string,
  environment: Record<string, string>,
  until = /Ready: open (\S+)/,
): Promise<RunningService> {
  const child = spawn(process.execPath, [join(compiled, 'src/server.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...{ NODE_OPTIONS: '', HOST: '127.0.0.1', PORT: '0', ENRICH_INTERVAL_HOURS: '0' },
      ...environment,
    },
  });
  const exited = once(child, 'exit');
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  exited.then(() => process.off('exit', killAtExit));
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [found, place] = until.exec(printed) ?? [];
      if (found !== undefined) resolve(place ?? '');
    });
    exited.then(([code]) => reject(new Error(`the service ended with ${code}: ${printed}`)));
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
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
