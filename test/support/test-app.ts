import type { FastifyInstance } from 'fastify';
import type { Test } from 'tap';
import { type AppOptions, buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openFiles, openServices, openStore, readExamples, type Services } from '../../src/services.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';

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
  const config = { ...readConfig({}), DATA_DIR: ':memory:' };
  const store = await openStore(config);
  await importCatalogue(
    { store, files: await openFiles(config), now: () => new Date() },
    { actor: 'import' },
  );
  const services = await openServices(config, store);
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
