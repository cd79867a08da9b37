// Figures only, no assertions: throughput of a detail read beside a bare Fastify route that sends the same bytes, and of searches over
// distinct queries, each server in a process of its own on loopback. Run: npm run bench:http [-- --seconds 8]
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '8' }, rounds: { type: 'string', default: '3' } },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);

interface Started {
  address: string;
  stop(): void;
}

function startServer(role: string, ...rest: string[]): Promise<Started> {
  const child = fork(fileURLToPath(new URL('./http-server.js', import.meta.url)), [role, ...rest], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ address: String(message), stop: () => child.kill() }));
    child.once('exit', (code) => reject(new Error(`the ${role} server ended with ${code}`)));
  });
}

function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function load(url: string, paths: string[], connections: number) {
  return autocannon({
    url,
    connections,
    duration: seconds,
    requests: paths.map((path) => ({ method: 'GET' as const, path })),
  });
}

const detailPath = '/api/v1/assets/bops';

async function compareDetail(service: Started): Promise<void> {
  const body = await (await fetch(service.address + detailPath)).text();
  const bare = await startServer('bare', body);
  await load(service.address, [detailPath], 10);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await load(service.address, [detailPath], 10);
    const theirs = await load(bare.address, ['/'], 10);
    ratios.push(ours.requests.average / theirs.requests.average);
    console.log(
      `detail (${body.length} bytes): ${ours.requests.average.toFixed(0)}/s, p97.5 ${ours.latency.p97_5} ms; bare route: ${theirs.requests.average.toFixed(0)}/s`,
    );
  }
  console.log(`detail against bare route, median of ${rounds}: ${(100 * median(ratios)).toFixed(0)} %`);
  bare.stop();
}

async function makeQueries(service: Started): Promise<string[]> {
  const words = new Set<string>();
  for (let page = 1; page <= 4; page += 1) {
    const answer = await fetch(`${service.address}/api/v1/assets?page=${page}&pageSize=100`);
    const { records } = (await answer.json()) as { records: { title: string; summary: string }[] };
    for (const { title, summary } of records)
      for (const word of `${title} ${summary}`.toLowerCase().match(/[a-z]{4,}/g) ?? []) words.add(word);
  }
  const list = [...words];
  // Pairs and triples in a fixed order, so that no query comes twice within a run and every run asks the same.
  const paths: string[] = [];
  for (let step = 1; paths.length < 12_000 && step < list.length; step += 7) {
    for (let at = 0; at + step < list.length && paths.length < 12_000; at += 3)
      paths.push(`/api/v1/search?q=${list[at]}+${list[at + step]}`);
  }
  return paths;
}

async function measureSearch(service: Started): Promise<void> {
  const paths = await makeQueries(service);
  for (let round = 0; round < rounds; round += 1) {
    const { requests, latency, non2xx } = await load(
      service.address,
      paths.slice(round * 4000, (round + 1) * 4000),
      10,
    );
    console.log(
      `search, ${Math.min(4000, paths.length)} distinct queries, 10 connections: ${requests.average.toFixed(0)}/s, p50 ${latency.p50} ms, p97.5 ${latency.p97_5} ms, p99 ${latency.p99} ms, not 2xx: ${non2xx}`,
    );
  }
}

const service = await startServer('service');
await compareDetail(service);
await measureSearch(service);
service.stop();
