import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { buildApp } from '../../src/app.ts';
import { english } from '../../src/http/web/words/english.ts';
import { translatorOf } from '../../src/http/web/words/translate.ts';
import { welsh } from '../../src/http/web/words/welsh.ts';
import { openPages } from '../../src/services/open-pages.ts';
import { openFreshServices } from '../../src/services.ts';
import { noBrowser, openBrowser } from '../support/open-browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages: Record<string, string> = {
  home: '/',
  results: '/search?q=bin+day+app',
  'results-filtered': '/search?q=housing&kind=asset&organisation=HCK',
  'results-none': '/search?q=zzzzqqq+xyzzy',
  'results-misspelt': '/search?q=housng+repiars',
  asset: '/assets/bops',
  'asset-without-licence': '/assets/lbhackney-it--lbh-adult-social-care-frontend',
  'not-found': '/assets/there-is-no-such-thing',
  'wrong-filter': '/search?page=many',
};

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const services = await openFreshServices();
const app = await buildApp(
  { ...services, pages: await openPages() },
  { rateLimitMax: 1_000_000, corsOrigins: '*' },
);
t.teardown(async () => {
  await app.close();
  await services.close();
});
const html = { accept: 'text/html' };
const read = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { ...html, ...headers } });

t.test('every wording is there in both languages, with the same places for values', async (t) => {
  const places = (wording: string | object) =>
    [...new Set(JSON.stringify(wording).match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, wording] of Object.entries(english)) {
    const other = welsh[key as keyof typeof english];
    t.ok(
      typeof other === 'string' ? other || wording === '' || key === 'language.note' : other,
      `${key} has Welsh words`,
    );
    t.same(places(other), places(wording), `${key} has the same places`);
  }
  const templates = readdirSync(join(root, 'src/http/web'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.njk'),
  );
  t.ok(templates.length > 5);
  for (const name of templates) {
    const text = readFileSync(join(root, 'src/http/web', name), 'utf8');
    for (const [, key = '', more] of text.matchAll(/\bt\('([\w.-]+)'( \+)?/g)) {
      const known = Object.keys(english).some((one) => (more ? one.startsWith(key) : one === key));
      t.ok(known, `${name}: ${key} is a wording`);
    }
  }
});

t.test('numbers, sums and days are written as the language does', async (t) => {
  const [en, cy] = [translatorOf('en'), translatorOf('cy')];
  t.equal(en.day('2026-07-01T10:00:00Z'), '1 July 2026');
  t.equal(en.day('2018-12'), 'December 2018');
  t.equal(cy.day('2026-07-01'), '1 Gorffennaf 2026');
  t.equal(en.day('soon'), 'soon');
  t.equal(en.pounds(350_000), '£350,000');
  t.equal(en.t('results.heading', { count: 1 }), '1 result');
  t.equal(en.t('results.heading', { count: 1234 }), '1,234 results');
});

t.test('pages have one address, a description, and load nothing but what is theirs', async (t) => {
  for (const [name, path] of Object.entries(pages)) {
    const answer = await read(path);
    t.match(answer.headers['content-type'], 'text/html', name);
    const policy = String(answer.headers['content-security-policy']);
    t.match(policy, "default-src 'none'");
    t.notMatch(policy, 'unsafe');
    t.notMatch(
      answer.body,
      /<(script|link|img)[^>]+(src|href)="(https?:)?\/\//,
      `${name} loads nothing from elsewhere`,
    );
    t.notMatch(answer.body, / style="| onclick=/, `${name} has nothing inline`);
    const files = [...answer.body.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(
      ([, file]) => file ?? '',
    );
    t.equal(files.length, 2);
    const bodies = await Promise.all(files.map(async (file) => (await read(file)).rawPayload));
    const bytes = [answer.rawPayload, ...bodies].reduce((sum, body) => sum + gzipSync(body).length, 0);
    t.ok(bytes < 100_000, `${name} takes ${bytes} bytes`);
  }
  const asset = await read('/assets/BOPS', { 'accept-language': 'en' });
  t.equal(asset.statusCode, 308);
  const bops = await read('/assets/bops');
  t.match(bops.body, '<link rel="canonical" href="/assets/bops">');
  const [, jsonLd = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(bops.body) ?? [];
  t.match(JSON.parse(jsonLd), { '@type': 'SoftwareSourceCode', name: 'BOPS' });
  const again = await read('/assets/bops', { 'if-none-match': String(bops.headers.etag) });
  t.equal(again.statusCode, 304);
});

t.test('what is not there or not right is a page for people and a problem for programs', async (t) => {
  t.match(await read('/nothing/here'), { statusCode: 404, body: 'Page not found' });
  t.match(await read('/search?page=many'), { statusCode: 400, body: 'page' });
  t.match(await read('/search?organisation=no-such-council'), { statusCode: 400, body: 'organisation' });
  const program = await app.inject({ url: '/nothing/here', headers: { accept: 'application/json' } });
  t.match(program.headers['content-type'], 'application/problem+json');
  const api = await read('/api/v1/assets/nothing');
  t.match(api.headers['content-type'], 'application/problem+json');
  t.equal((await read('/search?q=%3Cscript%3Ealert(1)%3C/script%3E')).body.includes('<script>alert'), false);
});

t.test('the language is the one asked for, kept, or set in the browser', async (t) => {
  t.match((await read('/', { 'accept-language': 'cy-GB, en;q=0.5' })).body, 'lang="cy"');
  t.match((await read('/', { 'accept-language': 'fr, en;q=0.5, cy;q=0.2' })).body, '<html lang="en"');
  const chosen = await read('/search?q=bins&lang=cy');
  t.match(chosen.body, 'canlyniadau chwilio');
  t.match(chosen.headers['set-cookie'], 'language=cy');
  t.match(chosen.body, /\/search\?q=bins&amp;lang=en/);
  t.match((await read('/', { cookie: 'language=cy' })).body, 'Nid yw’r Gymraeg hon');
});

t.test('in a browser', { skip: noBrowser }, async (t) => {
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser(t);
  const shots = join(root, 'test-output');
  await mkdir(shots, { recursive: true });

  async function findFaults(page: Page): Promise<string[]> {
    await page.evaluate(axeSource);
    // As text: what runs in the page is not checked against the types of this program.
    return page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html).join(' ')))`);
  }

  async function look(t: Test, page: Page, name: string): Promise<void> {
    t.same(await findFaults(page), [], `${name}: axe finds nothing`);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    t.ok(Number(overflow) <= 0, `${name}: no sideways scroll`);
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }

  for (const [size, width] of Object.entries({ desktop: 1280, phone: 320 })) {
    for (const language of ['en-GB', 'cy-GB']) {
      await t.test(`${size}, ${language}: every page is accessible and fits`, async (t) => {
        const context = await browser.newContext({
          viewport: { width, height: 800 },
          locale: language,
          bypassCSP: true,
        });
        const page = await context.newPage();
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(address + path);
          await look(t, page, `${name}-${size}-${language.slice(0, 2)}`);
        }
        await context.close();
      });
    }
  }

  await t.test('nothing breaks the rules on what may be loaded', async (t) => {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    for (const name of ['home', 'results', 'asset']) await page.goto(address + pages[name]);
    t.same(said, []);
    await page.close();
  });

  await t.test('by keyboard alone, from the search box to what was found', async (t) => {
    const page = await browser.newPage();
    await page.goto(address);
    await page.keyboard.press('Tab');
    t.equal(
      await page.evaluate('document.activeElement.getAttribute("href")'),
      '#main',
      'the way past the menu is first',
    );
    await page.focus('#q');
    await page.keyboard.type('housing rep');
    await page.waitForSelector('[role="option"]');
    t.same(
      await findFaults(page).then((faults) => faults.filter((fault) => !fault.startsWith('region'))),
      [],
      'with suggestions shown',
    );
    await page.keyboard.press('ArrowDown');
    t.match(await page.getAttribute('#q', 'aria-activedescendant'), /-0$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    t.match(await page.textContent('h1'), /results? for/);
    await page.focus('.crc-hit a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(assets|projects|awards|funds)\//);
    await page.close();
  });

  await t.test('without script: search, filter, and remove the filter again', async (t) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    await page.fill('#q', 'planning');
    await page.click('button[type="submit"]');
    const all = await page.textContent('h1');
    await page.click('summary:has-text("Kind of thing")');
    await page.click('label:has-text("Product (")');
    await page.click('button:has-text("Apply filters")');
    t.match(page.url(), 'assetKind=product');
    t.not(await page.textContent('h1'), all);
    await page.click('.crc-chip');
    t.notMatch(page.url(), 'assetKind');
    t.equal(await page.textContent('h1'), all);
    await context.close();
  });
});
