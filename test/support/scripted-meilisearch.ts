import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { editionOf } from '../../src/adapters/search/meilisearch/index-settings.ts';
import { buildTermFinder } from '../../src/adapters/search/meilisearch/term-finder.ts';

export interface SeenRequest {
  method: string;
  path: string;
  key: string | undefined;
  encoding: string | undefined;
  body: unknown;
}

type Answer = { status?: number; body: unknown } | ((response: ServerResponse) => void);
/** Answers a request, or leaves it to what a healthy server with an empty index would say. */
export type Script = (request: SeenRequest) => Answer | undefined;

export interface ScriptedMeilisearch {
  url: string;
  requests: SeenRequest[];
  /** From now on. */
  follow(script: Script): void;
  close(): Promise<void>;
}

const position = { key: 'position', cursor: 7, edition: editionOf(buildTermFinder([])), stamp: 'one' };

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** What is asked for the position finds it, everything else finds nothing. */
function searchNothing(body: unknown): unknown {
  const { queries } = body as { queries: { filter?: string; indexUid: string }[] };
  return {
    results: queries.map(({ filter, indexUid }) => {
      const hits = filter?.includes('"position"') ? [position] : [];
      return { indexUid, hits, estimatedTotalHits: hits.length, facetDistribution: {}, processingTimeMs: 1 };
    }),
  };
}

function answerHealthily({ method, path, body }: SeenRequest): { status?: number; body: unknown } {
  if (path === '/version') return { body: { pkgVersion: '1.50.0', commitSha: '', commitDate: '' } };
  if (path === '/multi-search') return { body: searchNothing(body) };
  if (path.endsWith('/documents/fetch')) return { body: { results: [], offset: 0, limit: 20, total: 0 } };
  if (path.startsWith('/keys')) {
    if (method === 'GET') return { body: { results: [], total: 0, offset: 0, limit: 1000 } };
    const { name, actions } = body as { name: string; actions: string[] };
    return { status: 201, body: { name, key: `made for ${actions.join(' ')}` } };
  }
  if (path.endsWith('/documents/position')) return { body: position };
  if (path.startsWith('/indexes?')) return { body: { results: [], total: 0, offset: 0, limit: 1000 } };
  if (path.startsWith('/tasks/')) {
    const uid = Number(path.slice('/tasks/'.length));
    return { body: { uid, status: 'succeeded', type: 'documentAdditionOrUpdate', error: null } };
  }
  return { status: 202, body: { taskUid: 1, indexUid: 'catalogue', status: 'enqueued', type: 'any' } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A server on loopback that speaks as much of Meilisearch's protocol as a test tells it to, and keeps what it was asked. */
export async function startScriptedMeilisearch(): Promise<ScriptedMeilisearch> {
  const requests: SeenRequest[] = [];
  let script: Script = () => undefined;
  const server = createServer(async (request, response) => {
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      key: request.headers.authorization?.replace('Bearer ', ''),
      encoding: request.headers['accept-encoding'] as string | undefined,
      body: parse(await readBody(request)),
    };
    requests.push(seen);
    const answer = script(seen) ?? answerHealthily(seen);
    if (typeof answer === 'function') return answer(response);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    follow(next) {
      script = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
