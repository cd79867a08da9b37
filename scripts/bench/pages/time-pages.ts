import type { PageServer } from './start-page-server.ts';

export interface TimedPage {
  path: string;
  ms: number;
  /** Of the server's processor: what others on the machine do is not in it. */
  cpuMs: number;
  bytes: number;
}

/** Asks for each page, one after the other over a connection that stays open. Throws where one is not there. */
export async function timePages(
  { address, cpuMs }: Pick<PageServer, 'address' | 'cpuMs'>,
  paths: readonly string[],
): Promise<TimedPage[]> {
  const timed: TimedPage[] = [];
  for (const path of paths) {
    const usedBefore = await cpuMs();
    const startedAt = performance.now();
    const answer = await fetch(address + path, {
      headers: { accept: 'text/html', 'accept-language': 'en' },
    });
    const body = await answer.arrayBuffer();
    const ms = performance.now() - startedAt;
    timed.push({ path, ms, cpuMs: (await cpuMs()) - usedBefore, bytes: body.byteLength });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  }
  return timed;
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** One line: how many, and how long they took. */
export function describePages(name: string, timed: readonly TimedPage[]): string {
  const took = timed.map(({ ms }) => ms);
  const [slowest] = timed.toSorted((one, other) => other.ms - one.ms);
  const used = timed.map(({ cpuMs }) => cpuMs);
  const shown = (numbers: readonly number[], share: number) =>
    percentile(numbers, share).toFixed(1).padStart(7);
  const figures = [shown(took, 0.5), shown(took, 0.95), shown(used, 0.5), shown(used, 0.95)];
  const kilobytes = percentile(
    timed.map(({ bytes }) => bytes / 1000),
    0.5,
  ).toFixed(0);
  return `${name.padEnd(24)} ${String(timed.length).padStart(5)} ${figures.join(' ')}  ${kilobytes.padStart(4)} kB  slowest ${slowest?.ms.toFixed(1)} ${slowest?.path}`;
}
