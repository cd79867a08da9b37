import type { Test } from 'tap';
import { makeAccount } from '../../../src/use-cases/change-account.ts';
import { keepSessions } from '../../../src/use-cases/keep-sessions.ts';
import { type BrowserGround, desktop, type PagesGround, type PageTable, phone } from './ground.ts';

/** Registering, and what cannot be edited without a link. */
export const registeringPages: PageTable = {
  register: '/register',
  'register-wrong': '/register?url=no+address',
  'register-details': '/register?url=https%3A%2F%2Fgithub.com%2FLBHackney-IT%2Fnot-seen-yet',
  'register-no-code': '/register?code=no',
  'register-existing': '/register?url=unboxed%2Fbops',
  'edit-refused': '/assets/there-is-no-such-thing/edit?lapsed',
};

const formOf = (html: string): Record<string, string> => {
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]));
};
const enough = 4000;
let made = 0;
const aUrl = () => {
  made += 1;
  return `https://github.com/made-up-council/page-tool-${made}`;
};
const linkIn = (html: string) => /value="(http[^"]+\/edit\?token=cre_[\w-]{43})"/.exec(html)?.[1] ?? '';
const hostile = {
  script: '<script>alert(1)</script>',
  turned: 'Bins \u202egnp.exe',
  long: `${'W'.repeat(300)} ${'i'.repeat(250)}`,
};

export function testRegistering(t: Test, ground: PagesGround): void {
  const { app, services, read, post, pass, aKey } = ground;

  /** Fills a form in as a person does, who takes longer than a robot. */
  async function fill(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const shown = formOf((await read(url, headers)).body);
    pass(enough);
    return { shown, answer: await post(url.split('?')[0] ?? url, { ...shown, ...fields }, headers) };
  }

  async function register(fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const url = aUrl();
    const { answer } = await fill(`/register?url=${url}`, { url, ...fields }, headers);
    if (answer.statusCode !== 201) throw new Error(`registering answered ${answer.statusCode}`);
    return { url, body: answer.body, link: new URL(linkIn(answer.body)) };
  }

  /** Opens an edit link as a browser does. */
  async function open(link: URL) {
    const answer = await read(link.pathname + link.search, { 'sec-fetch-site': 'none' });
    const [cookie] = answer.cookies;
    return { answer, cookie: `${cookie?.name}=${cookie?.value}`, set: cookie };
  }

  t.test('an address is enough; what was typed stays when something is wrong', async (t) => {
    const url = aUrl();
    const { shown, answer } = await fill(`/register?url=${url}`, {
      url,
      title: 'A tool for bins',
      organisation: 'Springfield Council',
      services: 'bin',
      contact: 'not a mailbox',
      summary: hostile.turned,
    });
    t.equal(answer.statusCode, 400);
    t.match(answer.body, '<title>Error: ');
    for (const field of ['summary', 'organisation', 'services', 'contact']) {
      if (field === 'organisation') continue;
      t.match(answer.body, `href="#${field}"`, `the summary leads to ${field}`);
      t.match(answer.body, `id="${field}-error"`, `${field} says what is wrong`);
    }
    t.match(answer.body, 'value="A tool for bins"');
    t.match(answer.body, 'value="not a mailbox"');
    t.match(answer.body, 'turn the direction of the text');
    t.match(answer.body, /What do you mean by “bin”\?/);
    const picked = /name="pick" type="checkbox" value="(\d+)"/.exec(answer.body)?.[1] ?? '';
    t.ok(picked, 'services are offered');

    const better = { ...shown, url, title: 'A tool for bins', services: 'bin', pick: picked };
    const again = await post('/register', { ...better, organisation: 'Springfield Council' });
    t.match(again, { statusCode: 400, body: /id="organisation-error"/ });
    t.notMatch(again.body, 'GET /api', 'in words for people');
    const cy = await post('/register', { ...better, organisation: 'Leeds', switchLanguage: 'cy' });
    t.match(cy, { statusCode: 200, body: /lang="cy"/ });
    t.match(cy.body, 'value="A tool for bins"', 'the other language keeps it');
    t.notMatch(cy.body, 'govuk-error-summary');
    const done = await post('/register', { ...better, organisation: 'LDS' });
    t.match(done, { statusCode: 201, headers: { 'cache-control': 'no-store' } });
    t.match(done.body, 'waits for a moderator');
    t.match(done.body, '<li>Licence</li>', 'what would help others');
    t.notMatch(done.body, 'still the repository');
    const entry = await services.store.findEntry('submission', url.split('/').slice(3).join('--'));
    t.match(entry, {
      state: 'pending',
      document: { asset: { title: 'A tool for bins', services: [picked], lead: { organisation: 'lds' } } },
    });

    const repeated = await post('/register', { ...better, organisation: 'LDS' });
    t.equal(repeated.statusCode, 201);
    t.equal(linkIn(repeated.body), linkIn(done.body), 'sent twice it is taken once');
    const welsh = await post('/register', { ...better, organisation: 'LDS', switchLanguage: 'cy' });
    t.match(welsh.body, 'Eich dolen olygu', 'and its answer can be read in the other language');
    t.equal(linkIn(welsh.body), linkIn(done.body));
    const other = await fill(`/register?code=no`, { url, title: 'Again' });
    t.match(other.answer, { statusCode: 409, body: /not public yet/ });
    t.match(await read(`/register?url=${url}`), { statusCode: 200, body: /It is here already/ });
  });

  t.test('of two that are sent at once one registers, and both are told the same', async (t) => {
    const url = aUrl();
    const shown = formOf((await read(`/register?url=${url}`)).body);
    pass(enough);
    const twice = await Promise.all([0, 1].map(() => post('/register', { ...shown, url })));
    t.same(
      twice.map(({ statusCode }) => statusCode),
      [201, 201],
    );
    t.equal(new Set(twice.map(({ body }) => linkIn(body))).size, 1);
  });

  t.test('robots, forms of other pages and of other sites register nothing', async (t) => {
    const url = aUrl();
    const shown = formOf((await read(`/register?url=${url}`)).body);
    t.match(await post('/register', { ...shown, url }), { statusCode: 400, body: /very quick/ });
    pass(enough);
    t.match(await post('/register', { ...shown, url, website: 'x' }), { statusCode: 400 });
    t.match(await post('/register', { url }), { statusCode: 400, body: /not sent from its page/ });
    const foreign = await post('/register', { ...shown, url }, { origin: 'https://elsewhere.example' });
    t.equal(foreign.statusCode, 403);
    t.equal(await services.store.findEntry('submission', url.split('/').slice(3).join('--')), undefined);
  });

  t.test('what a contributor adds for the own organisation is public at once', async (t) => {
    const leeds = await aKey('contributor', ['lds']);
    const shown = await read(`/register?url=${aUrl()}`, leeds);
    t.match(shown.body, 'value="Leeds City Council"');
    t.match(shown.body, 'public at once');
    const { body, link } = await register({ organisation: 'Leeds City Council', title: 'Of Leeds' }, leeds);
    t.match(body, 'It is public now.');
    const page = await read(link.pathname.replace('/edit', ''));
    t.match(page, { statusCode: 200, body: /We use this/ });
    t.notMatch(page.body, 'Change this record');
    t.match((await read(link.pathname.replace('/edit', ''), leeds)).body, 'Change this record');
  });

  t.test('an edit link leaves the address at once, and opens its own record alone', async (t) => {
    const { link } = await register();
    const other = await register();
    const { answer, cookie, set } = await open(link);
    t.match(answer, {
      statusCode: 303,
      headers: { location: link.pathname, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
    });
    t.match(set, { httpOnly: true, sameSite: 'Strict', path: link.pathname });
    const fromMail = await read(link.pathname + link.search, { 'sec-fetch-site': 'cross-site' });
    t.match(fromMail, { statusCode: 200, body: /http-equiv="refresh"/ });
    t.notMatch(fromMail.body, 'cre_', 'the secret is in no page');

    const page = await read(link.pathname, { cookie });
    t.match(page, { statusCode: 200, headers: { 'cache-control': 'no-store' } });
    t.match(page.body, 'content="noindex"');
    t.notMatch(page.body, 'cre_');
    t.equal((await read(other.link.pathname, { cookie })).statusCode, 401, 'of this record alone');
    t.equal((await read(link.pathname)).statusCode, 401);
    const unproven = await post(link.pathname, { ...formOf(page.body), proof: '', title: 'X' }, { cookie });
    t.equal(unproven.statusCode, 401, 'a form that is not ours changes nothing');

    const bad = await open(new URL(link.href.replace(/.{5}$/, 'xxxxx')));
    t.match(bad.answer, { statusCode: 303, headers: { location: `${link.pathname}?lapsed` } });
    const lapsed = await read(`${link.pathname}?lapsed`);
    t.match(lapsed, { statusCode: 401, body: /ask a moderator for a new one/ });
  });

  t.test('edits keep what was left alone, show both where somebody was quicker, and wait', async (t) => {
    const { link } = await register({ title: 'First', summary: 'It sorts bins.', licence: 'MIT' });
    const unnamed = await register();
    t.match(
      unnamed.body,
      '<li>Name: still the repository’s name; a name that says what it does is found more easily</li>',
    );
    const { cookie: ofUnnamed } = await open(unnamed.link);
    const its = await read(unnamed.link.pathname, { cookie: ofUnnamed, 'accept-language': 'cy' });
    t.match(its.body, 'Enw (enw’r storfa ydyw o hyd)');
    const id = link.pathname.split('/')[2] ?? '';
    const { cookie } = await open(link);
    const page = await read(link.pathname, { cookie });
    const sent = {
      ...formOf(page.body),
      ...{ title: 'First', assetKind: 'repository', summary: 'It sorts bins.', licence: 'MIT' },
    };
    const wrong = await post(link.pathname, { ...sent, homepage: 'javascript:alert(1)' }, { cookie });
    t.match(wrong, { statusCode: 400, body: /href="#homepage"/ });
    const saved = await post(
      link.pathname,
      { ...sent, title: 'Second', demo: 'https://example.org/demo', standards: '' },
      { cookie },
    );
    t.match(saved, { statusCode: 303, headers: { location: `${link.pathname}?saved` } });
    t.match((await read(`${link.pathname}?saved`, { cookie })).body, 'A moderator looks at it next');
    t.match(await services.store.findEntry('submission', id), {
      revision: 2,
      document: { asset: { title: 'Second', demo: 'https://example.org/demo', summary: 'It sorts bins.' } },
    });

    const again = await post(
      link.pathname,
      { ...sent, title: 'Second', demo: 'https://example.org/demo', standards: '' },
      { cookie },
    );
    t.equal(again.headers.location, `${link.pathname}?saved`, 'a second click saves nothing more');

    const stale = await post(link.pathname, { ...sent, title: 'Third', summary: '' }, { cookie });
    t.match(stale, { statusCode: 412, body: /Somebody else has changed it/ });
    t.match(stale.body, />Second</, 'what is stored now');
    t.match(stale.body, 'value="https://example.org/demo"', 'what others changed stays');
    const third = { ...formOf(stale.body), title: 'Third', assetKind: 'repository', licence: 'MIT' };
    const merged = await post(link.pathname, { ...third, demo: 'https://example.org/demo' }, { cookie });
    t.equal(merged.statusCode, 303);

    const moderator = await aKey('moderator');
    const ask = { method: 'POST', url: `/api/v1/moderation/${id}/request-changes` } as const;
    const reason = { reason: 'Whose is it?' };
    t.equal((await app.inject({ ...ask, headers: moderator, payload: reason })).statusCode, 200);
    t.match((await read(link.pathname, { cookie })).body, 'Whose is it?');

    const steps = formOf((await read(link.pathname, { cookie })).body);
    const empty = await post(`${link.pathname}/withdraw`, steps, { cookie });
    t.match(empty, { statusCode: 400, body: /id="reason-error"/ });
    const gone = await post(`${link.pathname}/withdraw`, { ...steps, reason: 'Not ours' }, { cookie });
    t.equal(gone.statusCode, 303);
    t.match(await services.store.findEntry('submission', id), { state: 'withdrawn' });
    const back = await post(`${link.pathname}/restore`, { ...steps, reason: 'It is' }, { cookie });
    t.equal(back.statusCode, 303);
    t.match(await services.store.findEntry('submission', id), { state: 'pending' });
  });

  t.test('a draft waits for nobody until it is submitted', async (t) => {
    const { body, link } = await register({ draft: 'yes' });
    t.match(body, 'It is a draft');
    const { cookie } = await open(link);
    const page = await read(link.pathname, { cookie });
    const submitted = await post(`${link.pathname}/submit`, formOf(page.body), { cookie });
    t.equal(submitted.statusCode, 303);
    t.match(await services.store.findEntry('submission', link.pathname.split('/')[2] ?? ''), {
      state: 'pending',
    });
  });

  t.test('who is signed in edits without a link, by a form of their own session', async (t) => {
    const sessions = keepSessions({ store: services.store, now: services.now, idleMs: 3_600_000 });
    const changing = { store: services.store, now: services.now, sessions };
    const wanted = { email: 'edits@example.org', role: 'contributor', organisations: ['lds'] };
    const { id } = await makeAccount(changing, { ...wanted, role: 'contributor' }, 'test');
    const cookie = `session=${await sessions.start(id, 'contributor')}`;
    const { link } = await register({ organisation: 'LDS', title: 'Theirs' });
    const page = await read(link.pathname, { cookie });
    t.match(page, { statusCode: 200, body: /public at once/ });
    const sent = { ...formOf(page.body), title: 'Ours', assetKind: 'repository', organisation: 'LDS' };
    const own = { cookie, origin: 'http://localhost' };
    t.equal((await post(link.pathname, { ...sent, _csrf: '' }, own)).statusCode, 403);
    const saved = await post(link.pathname, sent, own);
    t.equal(saved.statusCode, 303);
    t.match(await services.store.findEntry('submission', link.pathname.split('/')[2] ?? ''), {
      state: 'published',
      document: { asset: { title: 'Ours' } },
    });
  });

  t.test('hostile text is text', async (t) => {
    const answer = await register({ title: hostile.script, summary: hostile.long.slice(0, 580) });
    t.notMatch(answer.body, '<script>alert');
    t.match(answer.body, '&lt;script&gt;');
    const refused = await read(`/register?url=${encodeURIComponent('https://a.example/\u202etxt')}`);
    t.match(refused, { statusCode: 400, body: /href="#url"/ });
  });
}

export async function testRegisteringInBrowser(
  t: Test,
  { pass, visit, look, address }: BrowserGround,
): Promise<void> {
  for (const [size, viewport, javaScriptEnabled] of [
    ['phone', phone, true],
    ['desktop', desktop, false],
  ] as const) {
    await t.test(
      `from an address to its edit page, ${size}, ${javaScriptEnabled ? 'with' : 'without'} script`,
      async (t) => {
        const page = await visit(t, '/register', { viewport, javaScriptEnabled });
        await page.fill('#url', aUrl());
        await page.click('button:has-text("Continue")');
        await page.fill('#summary', 'It tells residents when bins are collected.');
        await page.fill('#services', 'bin');
        await page.fill('#contact', 'bins@council.example');
        await page.click('.crc-header__button');
        t.equal(await page.getAttribute('html', 'lang'), 'cy');
        t.equal(await page.inputValue('#contact'), 'bins@council.example', 'what is filled in stays');
        await page.click('.crc-header__button');
        pass(enough);
        await page.click('button:has-text("Add it")');
        t.match(await page.textContent('.govuk-error-summary'), 'bin');
        t.equal(await page.locator('button:has-text("Restore")').count(), 0, 'nothing is lost to restore');
        if (javaScriptEnabled) await look(t, page, `register-faults-${size}`);
        await page.check('input[name="pick"] >> nth=0');
        await page.click('button:has-text("Add it")');
        t.match(await page.textContent('h1'), 'is registered');
        if (javaScriptEnabled) await look(t, page, `registered-${size}`);
        await page.goto(await page.inputValue('.crc-copy input'));
        await page.waitForURL(/\/edit$/);
        t.equal(await page.inputValue('#summary'), 'It tells residents when bins are collected.');
        if (javaScriptEnabled) await look(t, page, `edit-${size}`);
        await page.fill('#title', `Bin days, ${size}`);
        await page.click('button:has-text("Save")');
        t.match(await page.textContent('[role="status"]'), 'Saved');
      },
    );
  }

  await t.test('by keyboard alone', async (t) => {
    const page = await visit(t, '/register');
    await page.focus('#url');
    await page.keyboard.type(aUrl());
    await page.keyboard.press('Enter');
    await page.waitForSelector('#title');
    pass(enough);
    await page.focus('#contact');
    await page.keyboard.press('Tab');
    t.match(await page.evaluate('document.activeElement.textContent'), 'Add it');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#edit-link');
    t.match(await page.textContent('h1'), 'is registered');
  });

  await t.test('what is typed comes back after the page was closed, but for the mailbox', async (t) => {
    const url = aUrl();
    const path = `/register?url=${encodeURIComponent(url)}`;
    const page = await visit(t, path);
    await page.fill('#summary', 'Typed and not sent');
    await page.fill('#contact', 'team@council.example');
    await page.goto(`${address}/`);
    await page.goto(address + path);
    t.equal(await page.inputValue('#summary'), '');
    await look(t, page, 'register-restore');
    await page.click('button:has-text("Restore what you typed")');
    t.equal(await page.inputValue('#summary'), 'Typed and not sent');
    t.equal(await page.inputValue('#contact'), '');
    t.notMatch(await page.evaluate('JSON.stringify(localStorage)'), 'team@council');
    pass(enough);
    await page.click('button:has-text("Add it")');
    await page.waitForSelector('#edit-link');
    t.equal(await page.evaluate('localStorage.length'), 0, 'and is forgotten once it is sent');
  });
}
