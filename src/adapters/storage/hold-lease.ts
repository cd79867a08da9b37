export interface LeaseTimes {
  lengthMs: number;
  renewEveryMs: number;
}

export interface HoldingLease {
  /** false when the lease is another's. */
  renew: () => Promise<boolean>;
  times: LeaseTimes;
  /** When the lease was asked for, by performance.now(). */
  takenAt: number;
}

/**
 * Renews a lease until it is stopped or lost. It counts the lease's time from when a renewal was sent, by a clock that is never put back,
 * and gives up a little before the end: whoever holds it needs a moment to stop.
 */
export function holdLease({ renew, times, takenAt }: HoldingLease): { lost: AbortSignal; stop(): void } {
  const { lengthMs, renewEveryMs } = times;
  const lost = new AbortController();
  const retryMs = renewEveryMs / 5;
  const lastMomentMs = lengthMs / 15;
  let stopped = false;
  let nextRenewal: NodeJS.Timeout | undefined;
  let deadline: NodeJS.Timeout | undefined;

  function stop(): void {
    stopped = true;
    clearTimeout(nextRenewal);
    clearTimeout(deadline);
  }

  function lose(): void {
    if (stopped) return;
    stop();
    lost.abort();
  }

  function renewIn(ms: number): void {
    nextRenewal = setTimeout(() => void step(), ms).unref();
  }

  function loseAfter(renewedAt: number): void {
    clearTimeout(deadline);
    deadline = setTimeout(lose, renewedAt + lengthMs - lastMomentMs - performance.now()).unref();
  }

  async function step(): Promise<void> {
    const sentAt = performance.now();
    const outcome = await renew().then(
      (ours) => (ours ? 'renewed' : 'taken'),
      () => 'failed',
    );
    if (stopped) return;
    if (outcome === 'taken') lose();
    else if (outcome === 'failed') renewIn(retryMs);
    else {
      loseAfter(sentAt);
      renewIn(renewEveryMs);
    }
  }

  loseAfter(takenAt);
  renewIn(renewEveryMs);
  return { lost: lost.signal, stop };
}
