import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { AskedPath } from './choose-paths.ts';

/** One request and what came of it; times are `performance.now()`. */
export interface Answered {
  sort: AskedPath['sort'];
  startedAt: number;
  endedAt: number;
  /** Absent where no whole answer came. */
  status?: number;
  engine?: string;
  /** Says that the embedded index stood in. */
  stoodIn: boolean;
}

export interface Load {
  /** Begun in a second; 0: as many as may be in flight. */
  perSecond: number;
  /** At most. */
  inFlight: number;
  durationMs: number;
}

const longestAnswerMs = 30_000;

/** Asks `next` until the time is over; resolves when the last request has ended. */
export async function runMixedLoad(
  address: string,
  next: () => AskedPath,
  { perSecond, inFlight, durationMs }: Load,
): Promise<{ answered: Answered[]; mostInFlight: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const answered: Answered[] = [];
  let open = 0;
  let mostInFlight = 0;

  async function ask({ sort, path }: AskedPath): Promise<void> {
    open += 1;
    mostInFlight = Math.max(mostInFlight, open);
    const startedAt = performance.now();
    let status: number | undefined;
    let said: { engine?: string; warning?: string } = {};
    try {
      const sent = get(address + path, { agent, timeout: longestAnswerMs });
      sent.on('timeout', () => sent.destroy(new Error('no answer')));
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      const text = (await answer.toArray()).join('');
      if (sort === 'search') said = JSON.parse(text) as typeof said;
      status = answer.statusCode;
    } catch {
      status = undefined;
    }
    open -= 1;
    const { engine, warning } = said;
    answered.push({
      sort,
      startedAt,
      endedAt: performance.now(),
      status,
      engine,
      stoodIn: warning !== undefined,
    });
  }

  const beganAt = performance.now();
  const running = new Set<Promise<void>>();
  for (let begun = 0; performance.now() - beganAt < durationMs; await delay(2)) {
    const due = perSecond === 0 ? Infinity : ((performance.now() - beganAt) / 1000) * perSecond;
    for (; open < inFlight && begun < due; begun += 1) {
      const request: Promise<void> = ask(next()).finally(() => running.delete(request));
      running.add(request);
    }
  }
  await Promise.all(running);
  agent.destroy();
  return { answered, mostInFlight };
}
