import { Agent } from 'node:http';
import { send } from '../write-faults/register-until-killed.ts';

export interface Registered {
  ids: string[];
  /** Milliseconds, one for each. */
  took: number[];
  /** From the first request to the last answer. */
  seconds: number;
}

/** Registers a number of assets over HTTP, some at a time. Throws where one is refused. */
export async function registerMany(
  address: string,
  key: string,
  { name, count, atATime }: { name: string; count: number; atATime: number },
): Promise<Registered> {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime });
  const headers = { authorization: `Bearer ${key}` };
  const registered: Registered = { ids: [], took: [], seconds: 0 };
  let begun = 0;

  async function registerOn(): Promise<void> {
    while (begun < count) {
      begun += 1;
      const repository = `a-council-of-benchmarks/${name}-${begun}`;
      const body = {
        url: `https://github.com/${repository}`,
        title: `${name} ${begun}`,
        summary: `Lets residents of ward ${begun} report what went wrong, and officers answer them.`,
        maturity: 'prototype',
        licence: 'MIT',
      };
      const startedAt = performance.now();
      const answer = await send(address, agent, 'POST', '/api/v1/assets', { body, headers });
      registered.took.push(performance.now() - startedAt);
      if (answer?.status !== 201)
        throw new Error(`refused: ${answer?.status} ${JSON.stringify(answer?.body)}`);
      registered.ids.push(String(answer.body.id));
    }
  }

  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atATime }, registerOn));
  registered.seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return registered;
}
