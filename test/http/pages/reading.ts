import { fastify } from 'fastify';
import type { Test } from 'tap';
import { buildApp } from '../../../src/app.ts';
import { guideCalls } from '../../../src/http/web/guide/guide-page.ts';
import { registerSitemap } from '../../../src/http/web/sitemap/register-sitemap.ts';
import { type BrowserGround, type PagesGround, type PageTable, phone } from './ground.ts';

/** Comparing, the pages about the service, and what is found by search engines. */
export const readingPages: PageTable = {
  compare: '/compare',
  'compare-one': '/compare?asset=bops&find=planning',
  'compare-two': '/compare?asset=bops&asset=fixmystreet',
  'compare-four': '/compare?asset=bops&asset=fixmystreet&asset=localgov-drupal&asset=housing-repairs-online',
  'results-chosen': '/search?q=planning&asset=bops&asset=fixmystreet',
  'compare-lost': '/compare?asset=bops&asset=no-such-thing&find=zzzzqqq',
  'about-the-data': '/about-the-data',
  accessibility: '/accessibility',
  privacy: '/privacy',
  'api-guide': '/api-guide',
};

const english = { 'accept-language': 'en' };
const welsh = { 'accept-language': 'cy' };
const decoded = (html: string) =>
  html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const textOf = (html: string) => decoded(html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '));

const longWord = 'Llanfair'.repeat(38).slice(0, 300);
const hostileTitle = `<script>alert(1)</script> ${longWord.slice(0, 170)}`;
const hostileSummary = `שלום עולם ${longWord} "onmouseover="alert(1)" {{ 7 * 7 }} <img src=x onerror=alert(1)>`;
const hostileId = 'made-up--hostile-words';
const hostilePaths = [
  `/assets/${hostileId}`,
  '/search?q=llanfairllanfair&kind=asset',
  `/search?q=${encodeURIComponent(longWord.slice(0, 200))}`,
  `/compare?asset=${hostileId}&asset=bops`,
  `/compare?asset=${hostileId}&asset=${encodeURIComponent('<b>no</b>')}`,
  '/',
];

async function publishHostile({ app, services, aKey }: PagesGround): Promise<number> {
  const headers = await aKey('moderator');
  const payload = {
    url: 'https://github.com/made-up/hostile-words',
    title: hostileTitle,
    summary: hostileSummary,
    description: hostileSummary,
    councilSpecific: longWord,
  };
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/api/v1/assets', payload, headers });
  const { id, state } = JSON.parse(body);
  if (state === 'pending') {
    await app.inject({ method: 'POST', url: `/api/v1/moderation/${id}/approve`, payload: {}, headers });
  }
  await services.refresh();
  return statusCode;
}

export function testReading(t: Test, ground: PagesGround): void {
  const { app, services, read, aKey } = ground;
  const open = (path: string) => read(path, english);

  t.test('two assets side by side: what they are, and where they differ', async (t) => {
    const { statusCode, body } = await open('/compare?asset=BOPS&asset=fixmystreet&asset=bops');
    t.equal(statusCode, 200);
    t.equal(body.match(/<th scope="col"/g)?.length, 3, 'each once, whatever it is called by');
    const rows = body.split('<tr').map(textOf);
    const licence = rows.find((row) => row.includes(' Licence ')) ?? '';
    t.match(licence, /differs .*MIT.*AGPL-3\.0-or-later/);
    t.notMatch(rows.find((row) => row.includes(' How far it is ')) ?? 'differs', 'differs', 'both are live');
    t.match(body, '<a class="govuk-link" href="/compare?asset=fixmystreet">Remove BOPS</a>');
    t.match(body, 'noindex');
    t.match((await read('/compare?asset=bops&asset=fixmystreet', welsh)).body, 'yn wahanol');
  });

  t.test('a comparison of none, one, too many or what is not there helps on', async (t) => {
    t.match(textOf((await open('/compare')).body), 'Nothing is chosen yet');
    const one = await open('/compare?asset=bops');
    t.match(textOf(one.body), 'Choose at least one more');
    const near = [...one.body.matchAll(/name="asset" type="checkbox" value="([^"]+)"/g)].map(([, id]) => id);
    t.ok(near.length > 0 && !near.includes('bops'), 'others of its kind are offered');
    const five = ['bops', 'fixmystreet', 'localgov-drupal', 'housing-repairs-online', 'hackney-repairs-hub'];
    const many = await open(`/compare?${five.map((id) => `asset=${id}`).join('&')}`);
    t.match(textOf(many.body), /Left out: hackney-repairs-hub/);
    t.equal(many.body.match(/<th scope="col"/g)?.length, 5);
    const lost = await open('/compare?asset=no-such-thing&asset=%3Cb%3E');
    t.equal(lost.statusCode, 200);
    t.match(textOf(lost.body), /nothing called “<b>”.*nothing called “no-such-thing”/);
    const found = await open('/compare?asset=bops&find=housing+repairs');
    t.match(found.body, /type="checkbox" value="housing-repairs-online"/);
    t.match(found.body, /<input type="hidden" name="asset" value="bops">/, 'what is chosen is kept');
    t.match(textOf((await open('/compare?asset=bops&find=zzzzqqq')).body), 'Nothing was found for “zzzzqqq”');
    t.equal((await open('/compare?find=%00')).statusCode, 400);
  });

  t.test('each result says why it is there; nothing found leads on', async (t) => {
    const { body } = await open('/search?q=bin+day+app');
    const hits = body.split('<article').slice(1);
    t.ok(hits.length === 20 && hits.every((hit) => hit.includes('Why it is here:')));
    t.match(textOf(hits[0] ?? ''), /Why it is here: “bin day” \(in its name/);
    t.notMatch((await open('/search?kind=asset')).body, 'Why it is here', 'nothing was typed');
    const none = (await open('/search?q=zzzzqqq+xyzzy&service=608')).body;
    t.match(none, 'href="/register"');
    t.match(none, 'href="/interests/new?service=608"');
    t.match((await read('/search?q=bins', welsh)).body, 'Pam y mae yma:');
  });

  t.test('what is chosen to compare goes along to other pages of results', async (t) => {
    const chosen = 'asset=bops&asset=housing-repairs-online';
    const path = `/search?q=housing+repairs&kind=asset&${chosen}&asset=BOPS&asset=no-such-thing`;
    const { body } = await open(path);
    const text = textOf(body);
    t.match(text, /2 chosen to compare .*BOPS.*Compare chosen Choose none/);
    t.match(body, `href="/compare?${chosen.replace('&', '&amp;')}"`);
    const links = [...body.matchAll(/href="(\/search[^"]*)"[^>]* data-keeps/g)].map(
      ([, href = '']) => new URL(href.replaceAll('&amp;', '&'), 'http://localhost'),
    );
    t.ok(links.length >= 3, 'paging and the ways out of the filters');
    for (const { search, searchParams } of links) {
      t.same(searchParams.getAll('asset'), ['bops', 'housing-repairs-online'], search);
    }
    t.equal(
      body
        .match(/<form[^>]*data-keeps[\s\S]*?<\/form>/g)
        ?.filter((form) => form.includes('name="asset" value="bops"')).length,
      2,
      'a new search and the filters',
    );
    t.match(
      body,
      /type="checkbox" value="housing-repairs-online" checked/,
      'ticked where it is among the results',
    );
    t.match(body, /<input type="hidden" name="asset" value="bops">[\s\S]*<ol/, 'else sent along');
    const one = await open('/search?q=housing+repairs&kind=asset&asset=housing-repairs-online');
    t.match(one.body, /data-chosen-id="housing-repairs-online"[^>]*>/);
    t.match(one.body, 'href="/search?q=housing+repairs&amp;kind=asset" data-chosen-id');
    const five = ['bops', 'fixmystreet', 'localgov-drupal', 'housing-repairs-online', 'hackney-repairs-hub'];
    const many = `/search?q=x&${five.map((id) => `asset=${id}`).join('&')}`;
    t.match(textOf((await open(many)).body), /4 chosen to compare.*Four are chosen.*Left out: /);
    t.match(await open(`${many}&kind=asset&to=compare`), {
      statusCode: 303,
      headers: { location: `/compare?${five.map((id) => `asset=${id}`).join('&')}` },
    });
    const nothing = await open('/search?q=zzzzqqq&asset=bops');
    t.match(nothing.body, /href="\/search\?service=\d+&amp;asset=bops"/, 'also where nothing was found');
    t.match((await open('/search?q=bins')).body, /<section class="crc-chosen"[^>]* hidden>/);
    t.match((await read(path, welsh)).body, 'Dewiswyd i’w cymharu: 2');
  });

  t.test('every value of an asset opens where it is stated', async (t) => {
    const { body } = await open('/assets/bops');
    const opened = body
      .split('<details class="crc-stated">')
      .slice(1)
      .map((part) => part.split('</details>')[0] ?? '');
    const [licence] = opened.filter((part) => textOf(part).includes('Where this is stated : Licence'));
    t.match(licence, 'href="https://github.com/unboxed/bops"');
    t.ok(opened.length >= 6);
    t.match(textOf(body), /Lead London Borough of Southwark/, 'ids are names, fields are words');
    t.match(body, 'href="/compare?asset=bops"');
  });

  t.test('the page about the data counts what the store holds', async (t) => {
    const { body } = await open('/about-the-data');
    const counts = await services.store.counts();
    const text = textOf(body);
    for (const [label, count] of [
      ['Things to reuse', counts.asset.published],
      ['Projects', counts.project.published],
      ['Sources', counts.source.published],
    ] as const) {
      t.match(text, new RegExp(`${label} +${count.toLocaleString('en-GB')} `), label);
    }
    let announcements = 0;
    for await (const { document } of services.store.readAll('source'))
      if (document.sourceType === 'announcement') announcements += 1;
    t.match(text, new RegExp(`Announcements of funding +${announcements} `));
    t.match(text, /Software where no licence was found +\d+ of \d+/);
    t.match(text, /Awards \(grants\), \d+ of \d+: /, 'disagreements are counted and named');
    t.match(text, 'CC-BY-4.0', 'terms of the registers');
    t.match(text, /GitHub has not been asked yet/);
    t.match((await read('/about-the-data', welsh)).body, 'Ynghylch y data');
  });

  t.test('privacy tells the times that are set, and nobody’s address is made up', async (t) => {
    const told = textOf((await open('/privacy')).body);
    t.match(told, /deleted 30 days after they were sent/);
    t.match(told, /rejected are deleted after 90 days/);
    t.notMatch(told, '@');
    t.notMatch((await open('/accessibility')).body, 'mailto:');
    const contact = { securityContact: 'mailto:team@council.example', corsOrigins: '*', rateLimitMax: 1000 };
    const other = await buildApp(services, {
      ...contact,
      retentionDays: { rejected: 7, messages: 1 },
      sessionIdleMinutes: 15,
    });
    t.teardown(() => other.close());
    const headers = { accept: 'text/html', ...english };
    const set = textOf((await other.inject({ url: '/privacy', headers })).body);
    t.match(set, /deleted 1 day after they were sent/);
    t.match(set, '15 minutes without a visit');
    const statement = await other.inject({ url: '/accessibility', headers });
    t.match(statement.body, 'href="mailto:team@council.example"');
  });

  t.test('every call of the guide works as it stands', async (t) => {
    const { body } = await open('/api-guide');
    const commands = [...body.matchAll(/<code[^>]*>([\s\S]*?)<\/code>/g)].map(([, code]) =>
      decoded(code ?? ''),
    );
    const paths = commands.flatMap((command) => [...command.matchAll(/'http:\/\/localhost:80([^']+)'/g)]);
    t.ok(paths.length >= guideCalls.length + 3, 'they name the address that the page was asked for at');
    for (const { path } of guideCalls) {
      t.ok(
        commands.some((command) => command.includes(path)),
        path,
      );
      const answer = await app.inject({ url: path });
      t.equal(answer.statusCode, 200, path);
      const again = { 'if-none-match': String(answer.headers.etag) };
      if (answer.headers.etag !== undefined && !path.includes('search'))
        t.equal(
          (await app.inject({ url: path, headers: again })).statusCode,
          304,
          `${path} is not sent twice`,
        );
    }
    t.match(textOf(body), '1,000,000 times');
  });

  t.test('the site map names every public page, in parts where there are many', async (t) => {
    const { body, headers } = await open('/sitemap.xml');
    t.match(headers['content-type'], 'application/xml');
    const found = [...body.matchAll(/<loc>http:\/\/localhost:80([^<]*)<\/loc>/g)].map(
      ([, path]) => path ?? '',
    );
    const counts = await services.store.counts();
    const { repository: _repository, ...paged } = counts;
    const records = Object.values(paged).reduce((sum, { published }) => sum + published, 0);
    t.equal(found.filter((path) => path.split('/').length === 3).length, records);
    t.equal(new Set(found).size, found.length, 'each once');
    t.match(body, /\/assets\/bops<\/loc><lastmod>\d{4}-/);
    const fixed = found.filter((path) => path.split('/').length < 3);
    const samples = found.filter((path, at) => path.split('/').length === 3 && at % 397 === 0);
    const titles = new Map<string, string>();
    for (const path of [...fixed, ...samples, '/projects/southwark-planning', '/funds/ldf-1-2m']) {
      const page = await open(path);
      t.equal(page.statusCode, 200, path);
      const [, title = ''] = /<title>([^<]*)<\/title>/.exec(page.body) ?? [];
      t.notOk(titles.has(title), `${path}: nothing else is called ${title}, ${titles.get(title)}`);
      titles.set(title, path);
      t.match(page.body, /<meta name="description" content="[^"]{10,}/, `${path} has a description`);
      t.match(page.body, `<link rel="canonical" href="${path}">`, `${path} is its own address`);
      t.match(page.body, 'property="og:title"', `${path} can be shared`);
    }

    const small = fastify();
    registerSitemap(small, { ...services, publicUrl: 'https://catalogue.example/' }, 1000);
    t.teardown(() => small.close());
    const index = (await small.inject('/sitemap.xml')).body;
    const parts = [...index.matchAll(/<loc>https:\/\/catalogue\.example(\/sitemaps\/\d+\.xml)<\/loc>/g)];
    t.equal(parts.length, Math.ceil(found.length / 1000));
    const whole = await Promise.all(parts.map(async ([, path = '']) => (await small.inject(path)).body));
    t.equal(whole.join('').match(/<url>/g)?.length, found.length);
    t.equal((await open('/sitemaps/2.xml')).statusCode, 404, 'there is one part alone');
    const robots = (await small.inject('/robots.txt')).body;
    t.match(robots, 'Sitemap: https://catalogue.example/sitemap.xml');
    t.match(robots, /Disallow: \/moderate\n[\s\S]*Allow: \/\n/);
  });

  t.test('a page is kept for strangers until something changes', async (t) => {
    const path = '/compare?asset=bops&asset=housing-repairs-online';
    const first = await open(path);
    t.equal((await open(path)).headers.etag, first.headers.etag);
    t.not((await read(path, welsh)).headers.etag, first.headers.etag, 'for each language by itself');
    t.match((await read(`${path}&lang=cy`)).headers['set-cookie'], 'language=cy');
    t.match((await read(`${path}&lang=cy`)).headers['set-cookie'], 'language=cy', 'every time');
    const correction = { field: 'hosting', value: 'Run by the council', reason: 'a test' };
    const before = await open('/assets/hackney-data-platform');
    t.notMatch(textOf(before.body), 'Run by the council');
    const stated = await app.inject({
      method: 'POST',
      url: '/api/v1/assets/hackney-data-platform/corrections',
      payload: correction,
      headers: await aKey('moderator'),
    });
    t.equal(stated.statusCode, 201);
    await services.refresh();
    t.match(textOf((await open('/assets/hackney-data-platform')).body), 'Run by the council');
  });

  t.test('what goes wrong is a page in both languages, and tells nothing of the inside', async (t) => {
    const broken = {
      ...services.store,
      find: async () => {
        throw new Error('a secret of the inside');
      },
    };
    const settings = { rateLimitMax: 3, corsOrigins: '*' };
    const other = await buildApp({ ...services, store: broken }, settings);
    t.teardown(() => other.close());
    const ask = (url: string, language: object) =>
      other.inject({ url, headers: { accept: 'text/html', ...language } });
    const failed = await ask('/assets/bops', english);
    t.match(failed, { statusCode: 500, body: 'Something went wrong' });
    t.match(failed.body, String(failed.headers['x-request-id']), 'and gives its number');
    t.notMatch(failed.body, 'secret of the inside');
    t.match(await ask('/assets/bops', welsh), { statusCode: 500, body: 'Aeth rhywbeth o’i le' });
    await ask('/privacy', english);
    t.match(await ask('/privacy', english), { statusCode: 429, body: 'Too many requests' });
    t.match(await ask('/privacy', welsh), { statusCode: 429, body: 'Gormod o geisiadau' });
    const lost = await read('/no/such/page', welsh);
    t.match(lost, { statusCode: 404, body: 'Ni chanfuwyd y dudalen' });
    t.match(lost.body, 'role="search"', 'with a search');
  });

  t.test('hostile words in a record are words on every page', async (t) => {
    t.equal(await publishHostile(ground), 201);
    for (const path of hostilePaths) {
      const { statusCode, body } = await open(path);
      t.equal(statusCode, 200, path);
      t.notMatch(body, /<script>alert|<img src=x|<b>no/, `${path} is escaped`);
      t.notMatch(body.replace(/"[^"]*"/g, '""'), /<[a-z][^>]*\sonmouseover=/i, path);
      t.notMatch(body, /\b49\b {2}/, `${path} works nothing out`);
    }
    t.match((await open(`/assets/${hostileId}`)).body, '{{ 7 * 7 }}');
  });
}

export async function testReadingInBrowser(t: Test, ground: BrowserGround): Promise<void> {
  const { browser, address, visit, look, app, services, aKey, read } = ground;

  await t.test('choosing in the results, comparing and removing, without script', async (t) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
    const page = await context.newPage();
    await page.goto(`${address}/search?q=housing+repairs&kind=asset`);
    await page.locator('.crc-choose label').first().click();
    await page.click('button:has-text("Keep chosen")');
    t.match(await page.textContent('.crc-chosen'), '1 chosen to compare');
    await page.click('a[rel="next"]');
    await page.locator('.crc-choose label').first().click();
    await page.click('button:has-text("Compare chosen")');
    await page.waitForURL(/\/compare\?asset=[\w-]+&asset=[\w-]+$/);
    t.equal(await page.locator('thead th').count(), 3);
    await page.locator('tfoot a').first().click();
    t.match(await page.textContent('main'), 'Choose at least one more');
    await page.fill('#find', 'fixmystreet');
    await page.click('button:has-text("Find")');
    await page.locator('#found ~ form label').first().click();
    await page.locator('#found ~ form button').click();
    t.equal(await page.locator('thead th').count(), 3, 'what was found is added to what was chosen');
    await context.close();
  });

  await t.test('with script what is ticked goes along by itself', async (t) => {
    const page = await visit(t, '/search?q=housing+repairs&kind=asset', { viewport: phone });
    t.equal(await page.locator('button:has-text("Keep chosen")').count(), 0, 'nothing to press');
    await page.locator('.crc-choose label').first().click();
    t.match(await page.textContent('#chosen'), '1 chosen to compare');
    await page.click('a[rel="next"]');
    await page.locator('.crc-choose label').first().click();
    await page.locator('.crc-choose label').nth(1).click();
    await look(t, page, 'results-chosen');
    await page.selectOption('#sort', 'name');
    await page.click('button:has-text("Apply filters")');
    await page.waitForURL(/sort=name/);
    t.match(await page.textContent('#chosen'), '3 chosen to compare');
    const [first] = await page.locator('a[data-chosen-id]').all();
    await first?.click();
    t.match(await page.textContent('#chosen'), '2 chosen to compare');
    await page.click('a:has-text("Compare chosen")');
    t.equal(await page.locator('thead th').count(), 3);
    await page.goBack();
    await page.click('a:has-text("Choose none")');
    t.notOk(await page.locator('.crc-chosen').isVisible());
  });

  await t.test('by keyboard: where a value is stated, and a table moved sideways', async (t) => {
    const page = await visit(t, '/assets/bops', { viewport: phone });
    await page.locator('#licence ~ .crc-stated summary').first().focus();
    await page.keyboard.press('Enter');
    t.ok(await page.locator('#licence ~ .crc-stated[open] a').first().isVisible());
    await page.goto(`${address}/compare?asset=bops&asset=fixmystreet&asset=localgov-drupal`);
    await page.locator('.crc-scroll').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction('document.querySelector(".crc-scroll").scrollLeft > 0');
    const left = await page.locator('tbody th').first().boundingBox();
    t.ok((left?.x ?? -1) >= 0, 'what a row is about stays in sight');
  });

  await t.test('hostile words fit a phone', async (t) => {
    const page = await visit(t, '/', { viewport: phone });
    const said: string[] = [];
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    for (const [at, path] of hostilePaths.entries()) {
      await page.goto(address + path);
      await look(t, page, `hostile-${at}-phone`);
    }
    t.same(said, [], 'nothing of it is run');
  });

  await t.test(
    'once ten assets have confirmed reuse, the home page says which are reused most',
    async (t) => {
      t.notMatch((await read('/', english)).body, 'Most reused');
      const leeds = await aKey('contributor', ['lds']);
      const listed = await app.inject('/api/v1/assets?assetKind=product&pageSize=30');
      const { records } = JSON.parse(listed.body) as { records: { id: string }[] };
      const use = { organisation: 'LDS', use: 'live' };
      let confirmed = 0;
      for (const { id } of records) {
        if (confirmed === 10) break;
        const url = `/api/v1/assets/${id}/reuse`;
        const { body } = await app.inject({ method: 'POST', url, payload: use, headers: leeds });
        const counts = JSON.parse((await app.inject(url)).body).counts;
        t.ok(body.length > 0);
        confirmed += counts.confirmed > 0 ? 1 : 0;
      }
      t.equal(confirmed, 10);
      await services.refresh();
      const { body } = await read('/', english);
      t.match(textOf(body), /Most reused .*1 council confirmed that it uses it/);
    },
  );
}
