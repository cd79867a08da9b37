import { Agent } from 'node:http';
import { type Acknowledged, send } from './register-until-killed.ts';

export interface WriteFaults {
  /** Ids that were acknowledged and are not there as they were acknowledged. */
  lost: string[];
  /** Ids of the log whose registration cannot be read whole. */
  half: string[];
  /** Numbers that the log lacks. */
  gaps: number[];
  /** The newest number of the log. */
  newest: number;
}

interface LoggedChange {
  seq: number;
  kind: string;
  id: string;
}

/** Compares what a restarted service holds with what it acknowledged after a number of the log. `adminKey` reads the whole log. */
export async function checkWrites(
  address: string,
  adminKey: string,
  acknowledged: readonly Acknowledged[],
  after = 0,
): Promise<WriteFaults> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const asAdmin = { authorization: `Bearer ${adminKey}` };
  const faults: WriteFaults = { lost: [], half: [], gaps: [], newest: after };
  try {
    for (const { id, editToken, summary, unanswered } of acknowledged) {
      const headers = { authorization: `Bearer ${editToken}` };
      const found = await send(address, agent, 'GET', `/api/v1/assets/${id}`, { headers });
      const shown = String(found?.body.summary);
      if (found?.status !== 200 || ![summary, ...unanswered].includes(shown)) faults.lost.push(id);
    }
    const logged = new Set<string>();
    let expected = after + 1;
    for (let since = after; ; ) {
      const page = await send(address, agent, 'GET', `/api/v1/changes?since=${since}&limit=1000`, {
        headers: asAdmin,
      });
      if (page?.status !== 200)
        throw new Error(`the log cannot be read: ${page?.status} ${JSON.stringify(page?.body)}`);
      const changes = page.body.changes as LoggedChange[];
      for (const { seq, kind, id } of changes) {
        for (; expected < seq; expected += 1) faults.gaps.push(expected);
        expected = seq + 1;
        if (kind === 'submission') logged.add(id);
      }
      const next = Number(page.body.next);
      if (changes.length === 0 || next === since) break;
      since = next;
      faults.newest = expected - 1;
    }
    for (const id of logged) {
      const found = await send(address, agent, 'GET', `/api/v1/assets/${id}`, { headers: asAdmin });
      const whole = found?.status === 200 && found.body.id === id && typeof found.body.summary === 'string';
      if (!whole) faults.half.push(id);
    }
    faults.lost.push(...acknowledged.filter(({ id }) => !logged.has(id)).map(({ id }) => id));
    return faults;
  } finally {
    agent.destroy();
  }
}
