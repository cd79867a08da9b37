import { z } from 'zod';
import type { HostBudget, HostPause } from '../../ports/code-host.ts';
import { toMoment } from './activity.ts';

export interface Budget {
  state(): HostBudget;
  remember(told: Pick<HostBudget, 'remaining' | 'resetsAt'>): void;
  countCall(): void;
  spend(units: number): void;
  /** What the headers of an answer say of this mode's limit. */
  note(headers: Headers, hostTime: Date): void;
  /** What GraphQL's own `rateLimit` says. */
  noteRateLimit(rateLimit: unknown, hostTime: Date): void;
  /** The host refused: nothing more is asked before the pause is over. */
  pauseFor(reason: HostPause['reason'], seconds: number): HostPause;
  /** The host said that nothing is left. */
  pauseUntilReset(): HostPause;
  /** Why nothing may be asked now, if so. */
  pause(): HostPause | undefined;
}

/** GitHub's limits are by the hour; no wait is longer, whatever two clocks say. */
const longestWaitMs = 65 * 60 * 1000;
const shortestWaitMs = 60 * 1000;

const RateLimit = z.object({
  limit: z.number(),
  cost: z.number(),
  remaining: z.number(),
  resetAt: z.string(),
});

/** Keeps count of what may still be asked. Moments are by this machine's clock, from the host's where the two differ. */
export function openBudget(options: {
  mode: 'graphql' | 'rest';
  authorised: boolean;
  reserve: number;
  now: () => Date;
}): Budget {
  const { mode, authorised, reserve, now } = options;
  let calls = 0;
  let spent = 0;
  let limit: number | undefined;
  let remaining: number | undefined;
  let resetsAt: number | undefined;
  let asked: { reason: HostPause['reason']; until: number } | undefined;

  function set(left: number, most: number, reset: Date, hostTime: Date) {
    remaining = left;
    limit = most;
    resetsAt = now().getTime() + waitMs(reset, hostTime, now());
  }

  /** A reserve that a small limit could never keep would stop everything. */
  const kept = () => Math.min(reserve, Math.floor((limit ?? Number.POSITIVE_INFINITY) / 2));

  function pause(): HostPause | undefined {
    const time = now().getTime();
    if (asked !== undefined && asked.until > time)
      return { reason: asked.reason, until: toMoment(asked.until) };
    if (resetsAt !== undefined && resetsAt <= time) remaining = undefined;
    if (remaining === undefined || resetsAt === undefined || remaining > kept()) return undefined;
    return { reason: 'budget', until: toMoment(resetsAt) };
  }

  function pauseFor(reason: HostPause['reason'], seconds: number): HostPause {
    asked = { reason, until: now().getTime() + Math.min(seconds * 1000, longestWaitMs) };
    return { reason, until: toMoment(asked.until) };
  }

  return {
    state() {
      const paused = pause();
      const isAsked = paused !== undefined && paused.reason === 'secondary-limit';
      return {
        ...{ mode, authorised, reserve: kept(), calls, spent },
        ...(limit !== undefined && { limit }),
        ...(isAsked ? { remaining: 0, resetsAt: paused.until } : {}),
        ...(!isAsked && remaining !== undefined && { remaining }),
        ...(!isAsked &&
          remaining !== undefined &&
          resetsAt !== undefined && { resetsAt: toMoment(resetsAt) }),
      };
    },
    remember(told) {
      const time = told.resetsAt === undefined ? Number.NaN : Date.parse(told.resetsAt);
      if (Number.isNaN(time)) return;
      [remaining, resetsAt] = [told.remaining, Math.min(time, now().getTime() + longestWaitMs)];
    },
    countCall() {
      calls += 1;
    },
    spend(units) {
      spent += units;
    },
    note(headers, hostTime) {
      const resource = headers.get('x-ratelimit-resource');
      if (resource !== null && resource !== (mode === 'graphql' ? 'graphql' : 'core')) return;
      const [left, most, reset] = ['remaining', 'limit', 'reset'].map((name) => {
        const value = headers.get(`x-ratelimit-${name}`);
        return value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
      });
      if (left === undefined || most === undefined || reset === undefined) return;
      set(left, most, new Date(reset * 1000), hostTime);
    },
    noteRateLimit(rateLimit, hostTime) {
      const told = RateLimit.safeParse(rateLimit).data;
      if (told === undefined) return;
      spent += told.cost;
      set(told.remaining, told.limit, new Date(told.resetAt), hostTime);
    },
    pauseFor,
    pauseUntilReset() {
      const wait = resetsAt === undefined ? 0 : resetsAt - now().getTime();
      return pauseFor('budget', Math.max(wait, shortestWaitMs) / 1000);
    },
    pause,
  };
}

/** By the machine's own clock where that makes sense, else by the host's: one of them may be wrong. */
function waitMs(reset: Date, hostTime: Date, now: Date): number {
  const waits = [reset.getTime() - now.getTime(), reset.getTime() - hostTime.getTime()];
  return waits.find((wait) => wait > 0 && wait <= longestWaitMs) ?? shortestWaitMs;
}
