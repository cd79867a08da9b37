import type { Test } from 'tap';
import { type RunningService, startService as start } from '../../scripts/bench/processes/start-service.ts';

export type { RunningService };

/** A process as `npm start` runs it, over what is in its folder already; it ends with the test at the latest. */
export async function startService(
  t: Test,
  compiled: string,
  environment: Record<string, string>,
  until?: RegExp,
): Promise<RunningService> {
  const service = await start(compiled, { IMPORT_ON_START: 'false', ...environment }, until);
  t.teardown(async () => {
    service.signal('SIGKILL');
    await service.ended();
  });
  return service;
}
