import type { Clock } from './clock.ts';

export type Resource = 'core' | 'graphql' | 'search';

export interface LimitOptions {
  /** Requests an hour without authorisation (60) and with (5,000), points an hour of GraphQL (5,000). */
  unauthorised?: number;
  core?: number;
  graphql?: number;
  /** What a used-up REST limit answers with; GitHub uses both. */
  limitStatus?: 403 | 429;
  /** The type of GraphQL's error; GitHub has used both. */
  graphqlErrorType?: 'RATE_LIMITED' | 'RATE_LIMIT';
  /**
   * GitHub ends a query after about 10 s. Here a query is too slow when its work passes this: one for each request that a connection
   * needs (before they are divided by 100), for each file or folder read from git, and for a hundred nodes. 1,000 unless told.
   */
  timeoutAbove?: number;
  /** How long the fake takes to give up; 20 ms unless told. */
  timeoutDelayMs?: number;
  /** Nodes that one query may ask for at most. */
  nodes?: number;
  /** Entries of a recursive tree before it is cut; 100,000 unless told. */
  treeEntries?: number;
  /** The time of the limits, where it is not the world's: real time for a job that replays a month but waits in real time. */
  clock?: Clock;
}

export interface LimitState {
  limit: number;
  remaining: number;
  used: number;
  /** Seconds since 1970 */
  reset: number;
}

export interface Limits {
  options: Required<Omit<LimitOptions, 'clock'>>;
  state(who: string | undefined, resource: Resource): LimitState;
  /** Takes from what is left; never below 0. */
  charge(who: string | undefined, resource: Resource, amount: number): void;
  /** Leaves this much of every limit of a resource, as if others had used the token. */
  leave(resource: Resource, remaining: number): void;
  /** `remaining`: told instead of what is left. */
  headers(who: string | undefined, resource: Resource, remaining?: number): Record<string, string>;
}

const hourMs = 3_600_000;

export function openLimits(worldClock: Clock, given: LimitOptions = {}): Limits {
  const clock = given.clock ?? worldClock;
  const options = {
    unauthorised: 60,
    core: 5000,
    graphql: 5000,
    limitStatus: 403,
    graphqlErrorType: 'RATE_LIMITED',
    timeoutAbove: 1000,
    timeoutDelayMs: 20,
    nodes: 500_000,
    treeEntries: 100_000,
    ...given,
  } satisfies LimitOptions;
  const windows = new Map<string, { used: number; resetsAt: number }>();

  function limitOf(who: string | undefined, resource: Resource): number {
    if (who === undefined) return resource === 'core' ? options.unauthorised : 0;
    return resource === 'search' ? 30 : options[resource];
  }

  function windowOf(who: string | undefined, resource: Resource): { used: number; resetsAt: number } {
    const key = `${resource} ${who ?? ''}`;
    const open = windows.get(key);
    if (open && open.resetsAt > clock.now()) return open;
    const fresh = { used: 0, resetsAt: clock.now() + hourMs };
    windows.set(key, fresh);
    return fresh;
  }

  function state(who: string | undefined, resource: Resource): LimitState {
    const { used, resetsAt } = windowOf(who, resource);
    const limit = limitOf(who, resource);
    return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(resetsAt / 1000) };
  }

  return {
    options,
    state,
    charge(who, resource, amount) {
      windowOf(who, resource).used += amount;
    },
    leave(resource, remaining) {
      for (const key of windows.keys()) {
        const [name = '', who = ''] = key.split(' ');
        if (name !== resource) continue;
        const known = who === '' ? undefined : who;
        windowOf(known, resource).used = limitOf(known, resource) - remaining;
      }
    },
    headers(who, resource, told) {
      const { limit, remaining, reset } = state(who, resource);
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(told ?? remaining),
        'x-ratelimit-used': String(limit - (told ?? remaining)),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': resource,
      };
    },
  };
}
