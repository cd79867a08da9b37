import { setTimeout as delay } from 'node:timers/promises';
import { isBusy } from './storage-failure.ts';

const pauseMs = 20;

/** Repeats a step that failed because another process holds the store. Waits without blocking, unlike SQLite's own busy timeout. */
export async function retryWhileBusy<T>(step: () => Promise<T> | T, timeoutMs: number): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (true) {
    try {
      return await step();
    } catch (error) {
      if (!isBusy(error) || Date.now() >= deadline) throw error;
      await delay(pauseMs);
    }
  }
}
