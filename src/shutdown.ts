import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

const signals = ['SIGINT', 'SIGTERM'] as const;
const idleCheckMs = 50;
/** What closing the stores may take once nothing is in flight. */
const closingMs = 5_000;

export interface ShutdownTimes {
  /** How long requests are still accepted after readiness has said no, so that a load balancer notices. */
  delayMs: number;
  /** How long requests in flight may take; then their connections are cut. */
  graceMs: number;
}

export interface Shutdown {
  isClosing(): boolean;
  /** What the first signal does from now on; before, it ends the process, since nothing answers yet. */
  prepare(close: () => Promise<void>): void;
}

/**
 * Listens for SIGTERM and SIGINT: the first closes and ends the process with 0 (1 where closing failed), the second ends it at once.
 * Handlers from the start on, because the first process of a container ignores signals that it does not handle.
 */
export function listenForShutdown(report: (error: unknown) => void): Shutdown {
  let closing = false;
  let close: (() => Promise<void>) | undefined;
  for (const signal of signals) {
    process.on(signal, () => {
      if (closing || close === undefined) process.exit(128 + constants.signals[signal]);
      closing = true;
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          report(error);
          process.exit(1);
        },
      );
    });
  }
  return {
    isClosing: () => closing,
    prepare(wanted) {
      close = wanted;
    },
  };
}

/** Stops accepting, lets requests in flight finish within their time, then calls `closeServices`. */
export async function closeGracefully(
  app: FastifyInstance,
  closeServices: () => Promise<void>,
  { delayMs, graceMs }: ShutdownTimes,
): Promise<void> {
  await delay(delayMs);
  // A connection that is kept alive would hold the server open until the caller drops it.
  const idle = setInterval(() => app.server.closeIdleConnections(), idleCheckMs);
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close();
  clearInterval(idle);
  clearTimeout(cut);
  const overdue = delay(closingMs, undefined, { ref: false }).then(() => {
    throw new Error('the stores did not close in time');
  });
  await Promise.race([closeServices(), overdue]);
}
