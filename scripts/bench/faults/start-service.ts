import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface RunningService {
  address: string;
  stop(): Promise<void>;
}

/** The service as `npm start` runs it, in a process of its own on a free port of 127.0.0.1. */
export async function startService(environment: Record<string, string>): Promise<RunningService> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../src/server.js', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', RATE_LIMIT_MAX: '10000000', ...environment },
  });
  const ended = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, found] = /Ready: open (\S+)/.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(([code]) => reject(new Error(`the service ended with ${code}`)));
  });
  return {
    address,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
