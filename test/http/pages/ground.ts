import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Test } from 'tap';
import { buildApp } from '../../../src/app.ts';
import type { GrantedRole } from '../../../src/domain/access/actor.ts';
import { openPages } from '../../../src/services/open-pages.ts';
import type { Services } from '../../../src/services.ts';
import { makeKey } from '../../../src/use-cases/make-key.ts';
import { openBrowser } from '../../support/open-browser.ts';
import { openRealServices } from '../../support/open-real-services.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const shots = join(root, 'test-output');

/** Pages by the name of their screenshot. */
export type PageTable = Readonly<Record<string, string>>;

export interface PagesGround {
  app: FastifyInstance;
  services: Services;
  /** Asks for a page as a browser does, in this process. */
  read(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Sends a form as a browser does, in this process. */
  post(
    url: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  aKey(role: GrantedRole, organisations?: readonly string[]): Promise<{ authorization: string }>;
  /** Lets time pass for the service: forms are not taken from who fills them in within three seconds. */
  pass(ms: number): void;
}

/** The real service over the real catalogue with its pages. */
export async function openPagesGround(t: Test): Promise<PagesGround> {
  const opened = await openRealServices();
  let passedMs = 0;
  const services = { ...opened, now: () => new Date(Date.now() + passedMs) };
  const app = await buildApp(
    { ...services, pages: await openPages() },
    { rateLimitMax: 1_000_000, rateLimitWritesMax: 1_000_000, corsOrigins: '*' },
  );
  t.teardown(async () => {
    await app.close();
    await opened.close();
  });
  let keys = 0;
  return {
    app,
    services,
    read: (url, headers = {}) => app.inject({ url, headers: { accept: 'text/html', ...headers } }),
    async post(url, fields, headers = {}) {
      const answer = await app.inject({
        method: 'POST',
        url,
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(fields).toString(),
      });
      // Pages that strangers read are kept until the change is taken in, which the service does soon, and here at once.
      await services.refresh();
      return answer;
    },
    async aKey(role, organisations = []) {
      keys += 1;
      const wanted = { name: `pages ${keys}`, role, organisations: [...organisations] };
      return { authorization: `Bearer ${(await makeKey(services, wanted, 'test')).key}` };
    },
    pass(ms) {
      passedMs += ms;
    },
  };
}

export interface BrowserGround extends PagesGround {
  address: string;
  browser: Browser;
  /** What axe finds on a page as it stands. */
  findFaults(page: Page): Promise<string[]>;
  /** Checks a page as it stands: axe, no sideways scroll; and keeps a picture of it. */
  look(t: Test, page: Page, name: string): Promise<void>;
  /** Opens a page by its path in a context of its own, which ends with the test. `bypassCSP` stays on: axe is put into the page. */
  visit(t: Test, path: string, options?: BrowserContextOptions): Promise<Page>;
}

export const phone = { width: 320, height: 800 };
export const desktop = { width: 1280, height: 800 };

export async function openBrowserGround(t: Test, ground: PagesGround): Promise<BrowserGround> {
  const address = await ground.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser(t);
  await mkdir(shots, { recursive: true });

  async function findFaults(page: Page): Promise<string[]> {
    await page.evaluate(axeSource);
    // As text: what runs in the page is not checked against the types of this program.
    return page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html).join(' ')))`);
  }

  return {
    ...ground,
    ...{ address, browser, findFaults },
    async look(t, page, name) {
      t.same(await findFaults(page), [], `${name}: axe finds nothing`);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      t.ok(Number(overflow) <= 0, `${name}: no sideways scroll`);
      await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    },
    async visit(t, path, options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', bypassCSP: true, ...options });
      t.teardown(() => context.close());
      const page = await context.newPage();
      await page.goto(address + path);
      return page;
    },
  };
}
