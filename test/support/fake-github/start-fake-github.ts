import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall, type Call } from './answer-call.ts';
import { aClock, type Clock } from './clock.ts';
import { type CredentialOptions, openCredentials } from './credentials.ts';
import { graphqlSchema } from './graphql-schema.ts';
import { type LimitOptions, type Limits, openLimits } from './limits.ts';
import type { RepositoryFields } from './repository.ts';
import { openRequestLog, type RequestLog } from './request-log.ts';
import { openWorld, type World } from './world.ts';

export interface FakeGithubOptions extends CredentialOptions {
  repositories?: readonly RepositoryFields[];
  /** The code host's time; the machine's unless told. */
  clock?: Clock;
  limits?: LimitOptions;
  /** Whether REST answers are checked against GitHub's description; true unless told, and slow the first time. */
  checksAnswers?: boolean;
}

export interface FakeGithub extends RequestLog {
  /** Base of the API, as api.github.com is; `${url}/api/v3` is the same as Enterprise has it. */
  url: string;
  world: World;
  limits: Limits;
  /** Reads GitHub's GraphQL schema now rather than in the first query, for tests of time-outs. */
  warm(): void;
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that behaves as GitHub's REST and GraphQL APIs do. */
export async function startFakeGithub(options: FakeGithubOptions = {}): Promise<FakeGithub> {
  const clock = options.clock ?? aClock();
  const world = openWorld(clock, options.repositories);
  const limits = openLimits(clock, options.limits);
  const credentials = openCredentials(options.limits?.clock ?? clock, options);
  const log = openRequestLog();
  const checksAnswers = options.checksAnswers ?? true;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call: Call = {
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', url),
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const answer = await answerCall({ world, limits, credentials, log, checksAnswers, url }, call);
    if (answer === 'reset') request.socket.destroy();
    if (answer === 'reset' || answer === 'hang') return;
    response.writeHead(answer.status, {
      ...answer.headers,
      date: new Date(clock.now() + world.skewMs.value).toUTCString(),
    });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.fault(`the fake failed: ${error instanceof Error ? error.stack : String(error)}`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    ...log,
    url,
    world,
    limits,
    warm: () => void graphqlSchema(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
