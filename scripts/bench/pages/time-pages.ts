export interface TimedPage {
  path: string;
  ms: number;
  bytes: number;
}

/** Asks for each page, one after the other over a connection that stays open. Throws where one is not there. */
export async function timePages(address: string, paths: readonly string[]): Promise<TimedPage[]> {
  const timed: TimedPage[] = [];
  for (const path of paths) {
    const startedAt = performance.now();
    const answer = await fetch(address + path, {
      headers: { accept: 'text/html', 'accept-language': 'en' },
    });
    const body = await answer.arrayBuffer();
    timed.push({ path, ms: performance.now() - startedAt, bytes: body.byteLength });
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
  const figures = [0.5, 0.95, 0.99].map((share) => percentile(took, share).toFixed(1).padStart(7));
  const kilobytes = percentile(
    timed.map(({ bytes }) => bytes / 1000),
    0.5,
  ).toFixed(0);
  return `${name.padEnd(24)} ${String(timed.length).padStart(5)} ${figures.join(' ')}  ${kilobytes.padStart(4)} kB  slowest ${slowest?.ms.toFixed(1)} ${slowest?.path}`;
}
