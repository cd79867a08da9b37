import CircuitBreaker from 'opossum';
import { CatalogueError } from '../domain/errors.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import { type EngineTrouble, toTrouble } from './engine-trouble.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** An engine whose failures are counted: after too many it is left alone for a while, then tried with one question. */
export interface GuardedEngine {
  /** Errors: those of the engine; a CatalogueError 'unavailable' where it takes too long or is left alone. */
  ask<T>(question: (index: SearchIndex) => Promise<T>): Promise<T>;
  state(): BreakerState;
  lastTrouble(): EngineTrouble | undefined;
  close(): void;
}

export interface GuardOptions {
  /** A question that takes longer has failed. */
  timeoutMs: number;
  /** How long it is left alone. */
  restMs?: number;
}

/** Few, because each failure is a person who waited for the time-out; a single slip is none. */
const leastQuestions = 3;
const mostFailedPercent = 30;
const countedMs = 30_000;

export function guardEngine(index: SearchIndex, { timeoutMs, restMs = 5000 }: GuardOptions): GuardedEngine {
  let trouble: EngineTrouble | undefined;
  const breaker = new CircuitBreaker(
    (question: (asked: SearchIndex) => Promise<unknown>) => question(index),
    {
      timeout: timeoutMs,
      resetTimeout: restMs,
      volumeThreshold: leastQuestions,
      errorThresholdPercentage: mostFailedPercent,
      rollingCountTimeout: countedMs,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      // The caller's fault: the engine is well.
      errorFilter: (error: unknown) => error instanceof CatalogueError && error.kind === 'invalid',
    },
  );
  breaker.on('failure', (error) => {
    trouble = toTrouble(described(error, timeoutMs));
  });

  return {
    async ask<T>(question: (asked: SearchIndex) => Promise<T>): Promise<T> {
      try {
        return (await breaker.fire(question)) as T;
      } catch (error) {
        throw described(error, timeoutMs);
      }
    },
    state: () => (breaker.closed ? 'closed' : breaker.halfOpen ? 'half-open' : 'open'),
    lastTrouble: () => trouble,
    close: () => breaker.shutdown(),
  };
}

function described(error: unknown, timeoutMs: number): unknown {
  if (!(error instanceof Error) || !CircuitBreaker.isOurError(error)) return error;
  const isLate = 'code' in error && error.code === 'ETIMEDOUT';
  const why = isLate ? `no answer within ${timeoutMs} ms` : 'left alone after too many failures';
  return new CatalogueError('unavailable', why);
}
