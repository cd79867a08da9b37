import type { FastifyInstance } from 'fastify';
import type { Test } from 'tap';
import { type AppOptions, buildApp } from '../../src/app.ts';
import { readExamples } from '../../src/services/open-files.ts';
import { openFreshServices, type Services } from '../../src/services.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field; their shape is proved by test/http/contract.test.ts
type Json = any;

export interface TestApp {
  app: FastifyInstance;
  services: Services;
  /** GETs a path; a JSON answer is parsed, any other is text. */
  get(
    path: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Record<string, string | string[] | number | undefined>; body: Json }>;
}

const options: AppOptions = { rateLimitMax: 1_000_000, corsOrigins: '*' };

/** The real service over the real catalogue, kept in memory: what `npm start` serves. */
export async function openRealCatalogue(t: Test, given: Partial<AppOptions> = {}): Promise<TestApp> {
  const services = await openFreshServices();
  const app = await buildApp(services, { ...options, examples: await readExamples(), ...given });
  t.teardown(async () => {
    await app.close();
    await services.close();
  });
  return {
    app,
    services,
    async get(path, headers = {}) {
      const answer = await app.inject({ method: 'GET', url: path, headers });
      const isJson = String(answer.headers['content-type'] ?? '').includes('json');
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: isJson ? answer.json() : answer.body,
      };
    },
  };
}
