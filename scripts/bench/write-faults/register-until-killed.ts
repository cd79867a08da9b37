import { Agent, request } from 'node:http';

/** What the service has said yes to. */
export interface Acknowledged {
  id: string;
  editToken: string;
  /** The summary of the last edit that was acknowledged, else of the registration. */
  summary: string;
  /** Summaries that were sent afterwards and never answered: they may be there or not. */
  unanswered: string[];
}

export interface Sent {
  status: number;
  etag?: string;
  body: Record<string, unknown>;
}

/** One request; undefined where no whole answer came. */
export function send(
  address: string,
  agent: Agent,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Sent | undefined> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const type = text === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve) => {
    const sent = request(address + path, { agent, method, headers: { ...type, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', () => resolve(undefined));
      answer.on('end', () => {
        const read = Buffer.concat(chunks).toString();
        try {
          const parsed = read === '' ? {} : (JSON.parse(read) as Record<string, unknown>);
          resolve({ status: answer.statusCode ?? 0, etag: answer.headers.etag, body: parsed });
        } catch {
          resolve(undefined);
        }
      });
    });
    sent.on('error', () => resolve(undefined));
    sent.end(text);
  });
}

/** Registers, and edits what it registered, one request after the other, until no answer comes. Throws where one is refused. */
export async function registerUntilKilled(
  address: string,
  name: string,
  headers: Record<string, string>,
  onAcknowledged: () => void,
): Promise<Acknowledged[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const acknowledged: Acknowledged[] = [];
  try {
    for (let nr = 1; ; nr += 1) {
      const summary = `Written by ${name}, number ${nr}.`;
      const url = `https://github.com/a-council-of-tests/${name}-${nr}`;
      const made = await send(address, agent, 'POST', '/api/v1/assets', { body: { url, summary }, headers });
      if (made === undefined) return acknowledged;
      if (made.status !== 201) throw new Error(`refused with ${made.status}: ${JSON.stringify(made.body)}`);
      const one: Acknowledged = {
        id: String(made.body.id),
        editToken: String(made.body.editToken),
        summary,
        unanswered: [],
      };
      acknowledged.push(one);
      onAcknowledged();
      if (nr % 3 !== 0) continue;
      const edited = `${summary} Edited.`;
      one.unanswered.push(edited);
      const patched = await send(address, agent, 'PATCH', `/api/v1/assets/${one.id}`, {
        body: { summary: edited },
        headers: { authorization: `Bearer ${one.editToken}`, 'if-match': made.etag ?? '*' },
      });
      if (patched === undefined) return acknowledged;
      if (patched.status !== 200)
        throw new Error(`the edit was refused with ${patched.status}: ${JSON.stringify(patched.body)}`);
      one.summary = edited;
      one.unanswered = [];
    }
  } finally {
    agent.destroy();
  }
}
