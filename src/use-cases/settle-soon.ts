export interface Settling {
  /** Asks for it, without waiting. */
  soon(): void;
  stop(): void;
}

/**
 * Does something soon after it was asked for, once for all that ask meanwhile. It waits the longer, the longer it took last time, so that
 * answering comes first where many write.
 */
export function settleSoon(
  act: () => Promise<void>,
  {
    onError,
    leastMs = 50,
    mostMs = 400,
  }: { onError: (error: unknown) => void; leastMs?: number; mostMs?: number },
): Settling {
  let timer: NodeJS.Timeout | undefined;
  let waitMs = leastMs;

  async function settle(): Promise<void> {
    timer = undefined;
    const startedAt = performance.now();
    await act().catch(onError);
    waitMs = Math.min(mostMs, Math.max(leastMs, 4 * (performance.now() - startedAt)));
  }

  return {
    soon() {
      timer ??= setTimeout(() => void settle(), waitMs).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
