import type { CodeHost } from '../ports/code-host.ts';
import type { RepositoryLookup } from '../ports/repository-lookup.ts';

interface LookingUp {
  openHost: () => Promise<Pick<CodeHost, 'read'>>;
  now: () => Date;
  timeoutMs?: number;
  /** After a failure nothing is asked for so long: whoever registers next does not wait for it again. */
  restMs?: number;
}

type Outcome = Awaited<ReturnType<RepositoryLookup>> | 'failed';

export function openRepositoryLookup({
  openHost,
  now,
  timeoutMs = 3000,
  restMs = 60_000,
}: LookingUp): RepositoryLookup {
  let host: Promise<Pick<CodeHost, 'read'>> | undefined;
  let restsUntil = 0;
  let isReached = false;
  let isProbing = false;

  async function ask(repository: string, signal: AbortSignal): Promise<Outcome> {
    host ??= openHost();
    const readings = (await host).read([{ repository }], signal);
    const { done, value } = await readings.next();
    if (done) return 'failed';
    await readings.return(undefined);
    const [reading] = value;
    if (reading?.outcome === 'found') return reading;
    return reading?.outcome === 'absent' ? undefined : 'failed';
  }

  return async function lookUp(repository) {
    // Before the host has answered once, one caller finds out whether it does; the others need not wait.
    if (now().getTime() < restsUntil || (!isReached && isProbing)) return undefined;
    isProbing = true;
    const stopping = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'failed'>((resolve) => {
      timer = setTimeout(() => resolve('failed'), timeoutMs);
    });
    const outcome = await Promise.race([
      ask(repository, stopping.signal).catch((): 'failed' => 'failed'),
      late,
    ]);
    clearTimeout(timer);
    stopping.abort();
    isProbing = false;
    isReached = outcome !== 'failed';
    if (outcome !== 'failed') return outcome;
    restsUntil = now().getTime() + restMs;
    return undefined;
  };
}
