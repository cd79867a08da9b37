import type { Test } from 'tap';
import type { BrowserGround, PagesGround, PageTable } from './ground.ts';

/** Home, results, assets and problems. */
export const findingPages: PageTable = {
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

export function testFinding(t: Test, { app, read }: PagesGround): void {
  t.test('an asset has one address and says what it is to machines', async (t) => {
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
    t.equal(
      (await read('/search?q=%3Cscript%3Ealert(1)%3C/script%3E')).body.includes('<script>alert'),
      false,
    );
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
}

export async function testFindingInBrowser(
  t: Test,
  { address, browser, findFaults }: BrowserGround,
): Promise<void> {
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
}
