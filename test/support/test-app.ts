import type { FastifyInstance } from 'fastify';
import type { Test } from 'tap';
import { type AppOptions, buildApp } from '../../src/app.ts';
import type { GrantedRole } from '../../src/domain/access/actor.ts';
import { readExamples } from '../../src/services/open-files.ts';
import type { Services } from '../../src/services.ts';
import { makeKey } from '../../src/use-cases/make-key.ts';
import { openRealServices } from './open-real-services.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field; their shape is proved by test/http/contract.test.ts
type Json = any;

interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: Json;
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface TestApp {
  app: FastifyInstance;
  services: Services;
  /** GETs a path; a JSON answer is parsed, any other is text. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** A body that is no text is sent as JSON; one without a body sends none. */
  send(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The headers of somebody with a new key. */
  aKey(role: GrantedRole, organisations?: readonly string[]): Promise<{ authorization: string }>;
}

const options: AppOptions = { rateLimitMax: 1_000_000, rateLimitWritesMax: 1_000_000, corsOrigins: '*' };

/** The real service over the real catalogue: what `npm start` serves. */
export async function openRealCatalogue(t: Test, given: Partial<AppOptions> = {}): Promise<TestApp> {
  const services = await openRealServices();
  const app = await buildApp(services, { ...options, readExamples, ...given });
  t.teardown(async () => {
    await app.close();
    await services.close();
  });
  let keys = 0;

  async function send(
    method: Method,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isText = typeof body === 'string' || Buffer.isBuffer(body);
    const answer = await app.inject({
      method,
      url: path,
      headers: {
        ...(body !== undefined && !isText && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: isText ? (body as string) : JSON.stringify(body) }),
    });
    const isJson = String(answer.headers['content-type'] ?? '').includes('json') && answer.body !== '';
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson ? answer.json() : answer.body,
    };
  }

  return {
    app,
    services,
    get: (path, headers = {}) => send('GET', path, undefined, headers),
    send,
    async aKey(role, organisations = []) {
      keys += 1;
      const wanted = { name: `test ${keys}`, role, organisations: [...organisations] };
      const { key } = await makeKey(services, wanted, 'test');
      return { authorization: `Bearer ${key}` };
    },
  };
}
