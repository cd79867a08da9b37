import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { KilledService } from './kill-while-writing.ts';

/** The service from its compiled sources. It imports when it is started first, and has nothing to import afterwards. */
export async function startKillable(
  compiled: string,
  environment: Record<string, string>,
): Promise<KilledService> {
  const child: ChildProcess = spawn(process.execPath, [`${compiled}/src/server.js`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...{ NODE_OPTIONS: '', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' },
      ENRICH_INTERVAL_HOURS: '0',
      // Nothing is asked of GitHub: nobody listens there.
      GITHUB_API_URL: 'http://127.0.0.1:9',
      ...{ RATE_LIMIT_MAX: '10000000', RATE_LIMIT_WRITES_MAX: '10000000' },
      ...environment,
    },
  });
  const ended = once(child, 'exit');
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  ended.then(() => process.off('exit', killAtExit));
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, found] = /Ready: open (\S+)/.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(([code]) => reject(new Error(`the service ended with ${code}: ${printed}`)));
  });
  return { address, signal: (name) => void child.kill(name), ended: () => ended };
}

/** A key that may do everything, made as an admin makes one. */
export async function makeAdminKey(compiled: string, environment: Record<string, string>): Promise<string> {
  const child = spawn(
    process.execPath,
    [`${compiled}/scripts/keys.js`, 'create', '--name', 'faults', '--role', 'admin'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
    },
  );
  const exited = once(child, 'exit');
  const printed = await child.stdout.toArray();
  const [code] = await exited;
  if (code !== 0) throw new Error(`no key was made: ${code}`);
  return (
    Buffer.concat(printed as Buffer[])
      .toString()
      .trim()
      .split('\n')
      .at(-1) ?? ''
  );
}
