import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { english } from '../../src/http/web/words/english.ts';
import { translatorOf } from '../../src/http/web/words/translate.ts';
import { welsh } from '../../src/http/web/words/welsh.ts';
import { noBrowser } from '../support/open-browser.ts';
import { councilPages, testCouncils } from './pages/councils.ts';
import { findingPages, testFinding } from './pages/finding.ts';
import { fundingPages, testFunding } from './pages/funding.ts';
import { desktop, openBrowserGround, openPagesGround, type PageTable, phone, root } from './pages/ground.ts';
import { moderatingPages, testModerating } from './pages/moderating.ts';
import { readingPages, testReading } from './pages/reading.ts';
import { registeringPages, testRegistering } from './pages/registering.ts';
import { takingPartPages, testTakingPart } from './pages/taking-part.ts';

const pages: PageTable = {
  ...findingPages,
  ...fundingPages,
  ...councilPages,
  ...registeringPages,
  ...moderatingPages,
  ...takingPartPages,
  ...readingPages,
};

const ground = await openPagesGround(t);
const { read } = ground;

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

t.test('no wording is written twice, so that none is passed over', async (t) => {
  const times = new Map<string, number>();
  const files = readdirSync(join(root, 'src/http/web'), { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((one) => one.endsWith('.ts') && !one.startsWith('words/translate'))) {
    for (const [, key = ''] of readFileSync(join(root, 'src/http/web', name), 'utf8').matchAll(
      /^ {2}'([^'\n]+)':/gm,
    )) {
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  for (const key of Object.keys(english)) t.equal(times.get(key), 2, `${key} stands once in each language`);
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
});

testFinding(t, ground);
testCouncils(t, ground);
testFunding(t, ground);
testRegistering(t, ground);
testModerating(t, ground);
testTakingPart(t, ground);
testReading(t, ground);

t.test('in a browser', { skip: noBrowser }, async (t) => {
  const opened = await openBrowserGround(t, ground);

  for (const [size, viewport, language] of [
    ['desktop', desktop, 'en'],
    ['phone', phone, 'cy'],
  ] as const) {
    await t.test(`${size}, ${language}: every page is accessible and fits`, async (t) => {
      const page = await opened.visit(t, '/', { viewport, locale: `${language}-GB` });
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(opened.address + path);
        await opened.look(t, page, `${name}-${size}-${language}`);
      }
    });
  }

  await t.test('nothing breaks the rules on what may be loaded', async (t) => {
    const page = await opened.browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    for (const path of Object.values(pages)) {
      const answer = await page.goto(opened.address + path);
      // What was refused is said to the console by the browser itself.
      if (answer?.status() !== 200) said.pop();
    }
    t.same(said, []);
    await page.close();
  });
});
