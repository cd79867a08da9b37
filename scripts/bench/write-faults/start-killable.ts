import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type RunningService, startService } from '../processes/start-service.ts';

/** The service without limits. It imports when it is started first, and has nothing to import afterwards; nobody listens where it would ask GitHub. */
export function startKillable(
  compiled: string,
  environment: Record<string, string>,
): Promise<RunningService> {
  return startService(compiled, {
    ...{ LOG_LEVEL: 'error', GITHUB_API_URL: 'http://127.0.0.1:9' },
    ...{ RATE_LIMIT_MAX: '10000000', RATE_LIMIT_WRITES_MAX: '10000000' },
    ...environment,
  });
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
