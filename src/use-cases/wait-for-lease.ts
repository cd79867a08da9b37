import { setTimeout as delay } from 'node:timers/promises';
import type { Lease, Leases } from '../ports/leases.ts';

interface Waiting {
  everyMs?: number;
  signal?: AbortSignal;
  /** Told once, when another process holds the job. */
  onWait?: () => void;
}

/** Takes a job, after waiting for whoever holds it. Errors: the signal's reason. */
export async function waitForLease(
  leases: Leases,
  job: string,
  { everyMs = 1000, signal, onWait }: Waiting = {},
): Promise<Lease> {
  for (let tries = 0; ; tries += 1) {
    signal?.throwIfAborted();
    const lease = await leases.take(job);
    if (lease !== undefined) return lease;
    if (tries === 0) onWait?.();
    await delay(everyMs, undefined, { signal });
  }
}
