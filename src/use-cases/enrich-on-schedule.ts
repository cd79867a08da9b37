import { setTimeout as delay } from 'node:timers/promises';
import type { EnrichmentRun, EnrichmentStore } from '../ports/enrichment-store.ts';

export interface Enriching {
  enrichment: Pick<EnrichmentStore, 'runs'>;
  /** Between two runs over all that is due; 0: none, only what is asked for by `refresh`. */
  everyMs: number;
  /** Does a run, of all that is due where no repository is named; busy: another process has the job. Rejects when it could not. */
  run(only: readonly string[], signal: AbortSignal): Promise<'done' | 'busy'>;
  /** Told when runs begin to fail, and, without an error, when they work again. */
  onTurn: (error?: unknown) => void;
  now?: () => number;
  /** From 0 to 1: several replicas do not all begin at once. */
  random?: () => number;
  /** How long to wait for more of the same after a notice. */
  settleMs?: number;
  firstAfterMs?: number;
}

export interface ScheduledEnrichment {
  /** Asks for a repository soon, once however often it is named meanwhile. */
  refresh(repository: string): void;
  close(): Promise<void>;
}

const minuteMs = 60_000;
/** A run that could not be done is tried again after so long, or after the interval where that is shorter. */
const retryMs = 60 * minuteMs;
const longestWaitMs = 2 ** 31 - 1;
const mostAtOnce = 50;

/** When the next run over everything is due, by what the newest of them left. */
export function nextRunAt(newest: EnrichmentRun | undefined, everyMs: number, now: number): number {
  if (newest === undefined) return now;
  const startedAt = Date.parse(newest.startedAt);
  // One that was recorded as of a later time says nothing of when it was.
  if (!(startedAt <= now)) return now + everyMs;
  const isCutShort = newest.stoppedBy === 'budget' || newest.stoppedBy === 'secondary-limit';
  const until = isCutShort && newest.until !== undefined ? Date.parse(newest.until) : Number.NaN;
  return Number.isNaN(until) ? startedAt + everyMs : Math.min(until, startedAt + everyMs);
}

/** Keeps facts fresh while the service runs: a run whenever one is due, and single repositories when they are named. */
export function enrichOnSchedule(options: Enriching): ScheduledEnrichment {
  const { enrichment, everyMs, run, onTurn, now = Date.now, random = Math.random } = options;
  const { settleMs = 2000, firstAfterMs = Math.min(2 * minuteMs, everyMs) } = options;
  const stopping = new AbortController();
  const named = new Set<string>();
  let wake = new AbortController();
  let isFailing = false;
  let notBefore = now() + firstAfterMs * (1 + random());

  async function pause(ms: number): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, wake.signal]);
    await delay(Math.min(Math.max(ms, 0), longestWaitMs), undefined, { signal, ref: false }).catch(
      () => undefined,
    );
  }

  async function nextAt(): Promise<number> {
    try {
      const runs = await enrichment.runs(50);
      const newest = runs.find(({ scope }) => scope !== 'only');
      return Math.max(nextRunAt(newest, everyMs, now()), notBefore);
    } catch {
      // Readiness says what is wrong with the store.
      return now() + minuteMs;
    }
  }

  /** A few minutes at most, and a tenth of the interval. */
  const jitterMs = () => random() * Math.min(everyMs / 10, 10 * minuteMs);

  async function attempt(only: readonly string[]): Promise<'done' | 'busy' | 'failed'> {
    try {
      const outcome = await run(only, stopping.signal);
      if (isFailing) onTurn();
      isFailing = false;
      return outcome;
    } catch (error) {
      if (!isFailing && !stopping.signal.aborted) onTurn(error);
      isFailing = true;
      return 'failed';
    }
  }

  async function refreshNamed(): Promise<void> {
    await delay(settleMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    if (stopping.signal.aborted) return;
    const some = [...named].slice(0, mostAtOnce);
    for (const repository of some) named.delete(repository);
    if ((await attempt(some)) !== 'busy') return;
    for (const repository of some) named.add(repository);
    await pause(minuteMs / 2);
  }

  async function runWhenDue(): Promise<void> {
    const dueAt = await nextAt();
    if (dueAt > now()) return pause(dueAt - now());
    const outcome = await attempt([]);
    notBefore = now() + (outcome === 'failed' ? Math.min(retryMs, everyMs) : minuteMs) + jitterMs();
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      if (named.size > 0) await refreshNamed();
      else if (everyMs === 0) await pause(longestWaitMs);
      else await runWhenDue();
    }
  }

  const working = work();
  return {
    refresh(repository) {
      named.add(repository);
      wake.abort();
    },
    async close() {
      stopping.abort();
      await working;
    },
  };
}
