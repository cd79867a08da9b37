import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { send } from '../write-faults/register-until-killed.ts';

const mostMs = 30_000;
const pauseMs = 5;

/**
 * Milliseconds from the answer to a registration until a search finds it, for some registrations one after the other. Throws where one is
 * not found within half a minute.
 */
export async function timeUntilFound(
  address: string,
  key: string,
  { name, count }: { name: string; count: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${key}` };
  const took: number[] = [];
  try {
    for (let number = 1; number <= count; number += 1) {
      const repository = `a-council-of-benchmarks/${name}-${number}`;
      const body = { url: `https://github.com/${repository}`, summary: 'A search is timed with this.' };
      const made = await send(address, agent, 'POST', '/api/v1/assets', { body, headers });
      if (made?.status !== 201) throw new Error(`refused: ${made?.status} ${JSON.stringify(made?.body)}`);
      const answeredAt = performance.now();
      while (!(await isFound(address, agent, repository, String(made.body.id)))) {
        if (performance.now() - answeredAt > mostMs) throw new Error(`${String(made.body.id)} is not found`);
        await delay(pauseMs);
      }
      took.push(performance.now() - answeredAt);
    }
    return took;
  } finally {
    agent.destroy();
  }
}

async function isFound(address: string, agent: Agent, repository: string, id: string): Promise<boolean> {
  const path = `/api/v1/search?q=${encodeURIComponent(repository)}&pageSize=5`;
  const answer = await send(address, agent, 'GET', path);
  const hits = (answer?.body.hits ?? []) as { id: string }[];
  return hits.some((hit) => hit.id === id);
}
