import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a host's turn: requests to one host begin at least `betweenMs` apart, redirects included. Errors: the signal's. */
export function paceHosts(betweenMs: number): (host: string, signal: AbortSignal) => Promise<void> {
  const nextTurn = new Map<string, number>();
  return async (host, signal) => {
    if (betweenMs === 0) return;
    const now = performance.now();
    const turn = Math.max(now, nextTurn.get(host) ?? now);
    nextTurn.set(host, turn + betweenMs);
    if (turn > now) await delay(turn - now, undefined, { signal });
  };
}
