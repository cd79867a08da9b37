import type { Page } from 'playwright-core';
import type { Test } from 'tap';
import type { GrantedRole } from '../../../src/domain/access/actor.ts';
import { diffWords } from '../../../src/http/web/difference/diff-words.ts';
import { makeAccount } from '../../../src/use-cases/change-account.ts';
import { csrfTokenOf, keepSessions } from '../../../src/use-cases/keep-sessions.ts';
import { listMails } from '../../../src/use-cases/list-mails.ts';
import { makeKey } from '../../../src/use-cases/make-key.ts';
import { type BrowserGround, desktop, type PagesGround, type PageTable, phone } from './ground.ts';

const someToken = `crl_${'a'.repeat(43)}`;

/** Signing in, and what everybody may see of a record's changes. */
export const moderatingPages: PageTable = {
  'sign-in': '/sign-in?to=%2Fmoderate',
  'sign-in-sent': '/sign-in/email',
  'sign-in-link': `/sign-in/link?token=${someToken}`,
  'sign-in-link-cut': '/sign-in/link?token=crl_cut',
  'set-up-over': `/set-up?token=${someToken}`,
  revisions: '/assets/bops/revisions',
};

let made = 0;

function actions({ app, services }: PagesGround) {
  async function call(method: 'POST' | 'PATCH', url: string, payload: object, headers = {}) {
    const answer = await app.inject({ method, url, payload, headers });
    return { status: answer.statusCode, body: answer.json() };
  }
  return {
    call,
    /** What a stranger registers, and waits. */
    async registration(more: object = {}) {
      made += 1;
      const url = `https://github.com/made-up-council/waits-${made}`;
      const summary = 'Residents book a visit to the tip.';
      return (await call('POST', '/api/v1/assets', { url, title: `Tip ${made}`, summary, ...more })).body;
    },
    async correction(field: string, value: unknown) {
      made += 1;
      const body = { field, value, reason: `So it is, ${made}`, evidence: 'https://example.org/said' };
      return (await call('POST', '/api/v1/assets/bops/corrections', body)).body.id as string;
    },
    /** One of each of the other kinds that wait, by kind; `text`: what its page says. */
    async waitingKinds() {
      made += 1;
      const key = `variant:bops:made-up-${made}--copy`;
      const proposedAt = services.now().toISOString();
      const reasons = [`GitHub says that made-up-${made}/copy is a fork of unboxed/bops`];
      await services.enrichment.propose([
        {
          ...{ key, type: 'variant', subject: 'bops', object: `made-up-${made}/copy`, relation: 'fork' },
          ...{ reasons, state: 'open', proposedAt },
        },
      ]);
      const post = async (path: string, body: object, headers = {}) =>
        (await call('POST', `/api/v1/${path}`, body, headers)).body;
      const grant = { name: `waiting ${made}`, role: 'contributor' as const, organisations: ['lds'] };
      const leeds = { authorization: `Bearer ${(await makeKey(services, grant, 'test')).key}` };
      const url = `https://github.com/made-up-council/kinds-${made}`;
      const asset = await post(
        'assets',
        { url, organisation: 'LDS', contact: 'team@council.example' },
        leeds,
      );
      const about = `assets/${asset.id}`;
      const message = { text: 'May we see it?', replyTo: 'us@council.example', organisation: 'BIR' };
      const use = { organisation: 'BIR', use: 'piloting', since: '2025-04' };
      return {
        proposal: { id: key, text: 'One is made from the other' },
        message: { id: (await post(`${about}/messages`, message)).id as string, text: 'May we see it?' },
        interest: {
          id: (await post('interests', { asset: asset.id, organisation: 'BIR', note: 'soon' })).id as string,
          text: 'soon',
        },
        reuse: { id: (await post(`${about}/reuse`, use)).id as string, text: 'April 2025' },
        ownership: {
          id: (await post('assets/fixmystreet/ownership', { organisation: 'LDS', note: 'Ours' }, leeds))
            .id as string,
          text: 'Ours',
        },
      };
    },
    /** A cookie, and the token that its forms send. */
    async session(role: GrantedRole, organisations: readonly string[] = []) {
      made += 1;
      const email = `person-${made}@council.example`;
      const sessions = keepSessions({ store: services.store, now: services.now, idleMs: 3_600_000 });
      const grant = { email, role, organisations: [...organisations] };
      const { id } = await makeAccount({ ...services, sessions }, grant, 'test');
      const value = await sessions.start(id, role);
      return { id, email, value, headers: { cookie: `session=${value}` }, csrf: csrfTokenOf(value) };
    },
    async mailedLink(email: string): Promise<string> {
      for (let times = 0; times < 100; times += 1) {
        const { mails } = await listMails(services, { page: 1, pageSize: 20, state: 'waiting' });
        const text = mails.find(({ to }) => to === email)?.text;
        const [path] = /\/sign-in\/link\S+/.exec(text ?? '') ?? [];
        if (path !== undefined) return path;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('no link was written');
    },
  };
}

export function testModerating(t: Test, ground: PagesGround): void {
  const { app, read, post, aKey } = ground;
  const { call, registration, correction, session, mailedLink, waitingKinds } = actions(ground);

  t.test('who may not see a page is led to sign in and comes back, or is told so', async (t) => {
    const stranger = await read('/moderate?type=edit');
    t.match(stranger, { statusCode: 303, headers: { location: '/sign-in?to=%2Fmoderate%3Ftype%3Dedit' } });
    t.equal((await app.inject('/moderate')).statusCode, 401, 'programs keep their answer');
    t.equal((await app.inject('/keys')).statusCode, 401);
    const contributor = await session('contributor', ['lds']);
    for (const path of ['/moderate', '/moderate/bops', '/keys', '/accounts', '/mails', '/redact']) {
      t.equal((await read(path)).statusCode, 303, path);
      t.match(await read(path, contributor.headers), { statusCode: 403, body: 'This page is not for you' });
    }
    const account = await read('/account', contributor.headers);
    t.match(account.body, 'Leeds City Council');
    t.notMatch(account.body, 'href="/keys"');
    t.equal((await read('/sign-in', contributor.headers)).headers.location, '/account');
  });

  t.test('a mailed link leads back to where one came from; its form keeps what is filled in', async (t) => {
    const { email } = await session('moderator');
    const wrong = await post('/sign-in/email', { email: 'nobody', to: '/moderate' });
    t.match(wrong, { statusCode: 400, body: /id="email-error"/ });
    t.match(wrong.body, 'value="nobody"');
    const welsh = await post('/sign-in/email', { email, to: '/moderate', switchLanguage: 'cy' });
    t.match(welsh, { statusCode: 200, body: 'Cyfeiriad e-bost gwaith' });
    t.match(welsh.body, `value="${email}"`);
    t.equal((await post('/sign-in/email', { email, to: '/moderate' })).statusCode, 202);
    const link = new URL(await mailedLink(email), 'http://localhost');
    t.equal(link.searchParams.get('to'), '/moderate');
    const shown = await read(link.pathname + link.search);
    t.match(shown.body, 'name="to" value="/moderate"');
    const token = link.searchParams.get('token') ?? '';
    const done = await post('/sign-in/link', { token, to: '/moderate' });
    t.match(done, { statusCode: 303, headers: { location: '/moderate' } });
    t.match(await post('/sign-in/link', { token }), { statusCode: 410, body: 'This link is over' });
    const away = await post('/sign-in/link', { token, to: '//evil.example' });
    t.notMatch(JSON.stringify(away.headers), 'evil');
    t.match(await read('/sign-in/link?token=cut'), { statusCode: 400, body: 'not complete' });
  });

  t.test('a decision is told to the other moderator, and what was changed is looked at again', async (t) => {
    const [one, other] = [await aKey('moderator'), await aKey('moderator')];
    const { id, editToken } = await registration();
    const path = `/moderate/${id}`;
    const seen = /name="seen" value="(\d+)"/.exec((await read(path, one)).body)?.[1] ?? '';
    const edit = { authorization: `Bearer ${editToken}`, 'if-match': '*' };
    await call('PATCH', `/api/v1/assets/${id}`, { title: 'Tip, anew' }, edit);
    const stale = await post(path, { verb: 'approve', seen }, one);
    t.match(stale, { statusCode: 409, body: 'was changed after you opened the page' });
    t.match(stale.body, 'Tip, anew');
    t.match(await post(path, {}, one), { statusCode: 400, body: 'Choose what to do' });
    const unreasoned = await post(path, { verb: 'reject' }, one);
    t.match(unreasoned, { statusCode: 400, body: /id="reason-error"/ });
    const switched = await post(path, { reason: 'Not yet', switchLanguage: 'cy' }, one);
    t.match(switched.body, /Eich penderfyniad[\s\S]*>Not yet<\/textarea>/);
    const given = await post(path, { verb: 'request-changes', reason: 'Which councils use it?' }, one);
    t.equal(given.statusCode, 303);
    t.match((await read(path, other)).body, /Changes asked for[\s\S]*Which councils use it\?/);
    t.equal((await post(path, { verb: 'reject', reason: 'A test' }, one)).statusCode, 303);
    const late = await post(path, { verb: 'approve' }, other);
    t.match(late, { statusCode: 409, body: 'Somebody else has decided' });
    t.match(late.body, /Rejected[\s\S]*a moderator[\s\S]*A test/);
    t.equal((await post(path, { verb: 'undo', reason: 'Too quick' }, other)).statusCode, 303);
    t.match((await read(path, other)).body, 'value="approve"', 'it waits again');
    t.equal((await read('/moderate/nothing-of-the-kind', one)).statusCode, 404);
  });

  t.test('a correction shows before and after, and can be taken back', async (t) => {
    const moderator = await aKey('moderator');
    const id = await correction('gettingStarted', 'Ask the team for a <b>demo</b> first.');
    const other = await correction('hosting', 'Anywhere');
    const page = await read(`/moderate/${id}`, moderator);
    t.match(page.body, /<ins>.*Ask the team for a &lt;b&gt;demo/);
    t.match(page.body, 'href="https://example.org/said"');
    t.match(page.body, `/moderate/${other}`, 'with what else was said of the record');
    const done = await post(`/moderate/${id}?type=correction`, { verb: 'approve' }, moderator);
    const next = String(done.headers.location);
    t.match(next, /^\/moderate\/correction-[^?]+\?type=correction&done=correction-/);
    t.match((await read(next, moderator)).body, /Correction “BOPS”: accepted\./);
    const lied = await read(`/moderate?done=${other}`, moderator);
    t.match(lied.body, /Correction “BOPS”: waits\./, 'an address alone claims nothing');
    t.match((await read('/assets/bops/revisions')).body, /<ins>.*Ask the team/);
    t.equal((await post(`/moderate/${id}`, { verb: 'undo' }, moderator)).statusCode, 400);
    t.equal((await post(`/moderate/${id}`, { verb: 'undo', reason: 'No' }, moderator)).statusCode, 303);
    t.match((await read(`/moderate/${id}`, moderator)).body, 'withdrawn');
    await post(`/moderate/${other}`, { verb: 'reject', reason: 'A test' }, moderator);
  });

  t.test('duplicates are offered, also by address, and the names of both lead to one', async (t) => {
    const moderator = await aKey('moderator');
    const { id, similar } = await registration({ title: 'BOPS' });
    t.ok(similar.length > 0);
    const page = await read(`/moderate/${id}`, moderator);
    t.match(page.body, /name="into" type="radio" value="bops"/);
    t.match(page.body, 'Side by side');
    t.match(await post(`/moderate/${id}`, { verb: 'merge' }, moderator), {
      statusCode: 400,
      body: /id="other-error"/,
    });
    const nowhere = await post(`/moderate/${id}`, { verb: 'merge', other: 'nowhere' }, moderator);
    t.match(nowhere, { statusCode: 400, body: 'nowhere' });
    const other = 'https://reuse.example/assets/bops?lang=cy';
    const done = await post(`/moderate/${id}`, { verb: 'merge', into: 'other', other }, moderator);
    t.equal(done.statusCode, 303);
    t.match(await read(`/assets/${id}`), { statusCode: 308, headers: { location: '/assets/bops' } });
    t.match((await read('/moderate?find=BOPS', moderator)).headers.location, '/moderate/bops');
    t.match((await read('/moderate/bops', moderator)).body, 'Nothing waits about this record');
    t.match(await read('/moderate?find=no+such', moderator), { statusCode: 404, body: /id="find-error"/ });
  });

  t.test('why something waits, and why a decision is refused, is said in both languages', async (t) => {
    const moderator = await aKey('moderator');
    const welsh = { ...moderator, 'accept-language': 'cy' };
    const { id } = await registration({ organisation: 'LDS' });
    const page = (await read(`/moderate/${id}`, welsh)).body;
    t.match(page, /<li>gan Leeds City Council<\/li>\s*<li>ar goll: [^<]*Trwydded/);
    t.notMatch(page, 'nothing similar');
    const kinds = await waitingKinds();
    const queue = (await read('/moderate?type=message', welsh)).body;
    t.match(
      queue,
      /<span>gan Birmingham[^<]*<\/span> · <span lang="en">May we see it\?/,
      'people’s own words stay',
    );
    t.match(
      (await read('/moderate?type=interest', welsh)).body,
      /hoffai Birmingham[^<]* gael hwn<[\s\S]*lang="en">soon/,
    );
    const proposal = await read(`/moderate/${kinds.proposal.id}`, welsh);
    t.match(proposal.body, /fforc o made-up[\s\S]*mae GitHub yn dweud mai fforc o unboxed\/bops yw/);
    t.match(
      (await read(`/moderate/${kinds.proposal.id}`, moderator)).body,
      />What is proposed<[\s\S]*"\/assets\/bops"/,
    );

    for (const { id: waits } of [kinds.message, kinds.interest, kinds.proposal]) {
      t.equal(
        (await post(`/moderate/${waits}`, { verb: 'reject', reason: 'Asked twice' }, welsh)).statusCode,
        303,
      );
      t.match(
        (await read(`/moderate/${waits}`, welsh)).body,
        /Gwrthodwyd<[\s\S]*>Asked twice</,
        'the reason is kept',
      );
    }

    const from = await registration({ title: 'Tip of tips' });
    const none = await post(`/moderate/${from.id}`, { verb: 'merge', other: 'nowhere' }, welsh);
    t.match(none, {
      statusCode: 400,
      body: /id="other-error"[\s\S]*Nid oes cofnod cyhoeddedig â’r dynodydd “nowhere”/,
    });
    const one = await post('/moderate/bops', { verb: 'merge', other: 'bops' }, welsh);
    t.match(one, { statusCode: 409, body: 'yn un cofnod eisoes' });
    const { body: own } = await call('POST', '/api/v1/assets/fixmystreet/reuse', {
      organisation: 'BIR',
      use: 'live',
    });
    const birmingham = await aKey('contributor', ['bir']);
    await call('POST', '/api/v1/assets/fixmystreet/reuse', { organisation: 'BIR', use: 'live' }, birmingham);
    const spoken = await post(`/moderate/${own.id}`, { verb: 'approve' }, welsh);
    t.match(spoken, { statusCode: 409, body: 'Mae’r sefydliad ei hun wedi siarad' });
    t.equal((await post(`/moderate/${own.id}`, { verb: 'reject', reason: 'A test' }, welsh)).statusCode, 303);
    const undone = await post(`/moderate/${own.id}`, { verb: 'undo', reason: 'A test' }, welsh);
    t.match(undone, { statusCode: 409, body: 'Ni phenderfynwyd dim yma' });
  });

  t.test('strangers see published versions only', async (t) => {
    const moderator = await aKey('moderator');
    const { id, editToken } = await registration();
    t.equal((await read(`/assets/${id}/revisions`)).statusCode, 404);
    t.match((await read(`/assets/${id}/revisions`, moderator)).body, 'Versions that were sent in');
    await post(`/moderate/${id}`, { verb: 'approve' }, moderator);
    const edit = { authorization: `Bearer ${editToken}`, 'if-match': '*' };
    await call('PATCH', `/api/v1/assets/${id}`, { summary: 'Residents book a visit to the dump.' }, edit);
    const shown = await read(`/assets/${id}/revisions`);
    t.match(shown, { statusCode: 200, body: 'First version' });
    t.notMatch(shown.body, 'dump');
    t.match((await read(`/moderate/${id}`, moderator)).body, /the <del>.*tip\.<\/del>/);
    t.equal((await read('/assets/BOPS/revisions')).headers.location, '/assets/bops/revisions');
    t.equal((await post(`/moderate/${id}`, { verb: 'reject', reason: 'A test' }, moderator)).statusCode, 303);
  });

  t.test('what differs between two texts is marked word by word', async (t) => {
    const { before, after } = diffWords('one two three four', 'one three big four');
    t.same(
      before.filter(({ isChanged }) => isChanged).map(({ text }) => text.trim()),
      ['two'],
    );
    t.same(
      after.filter(({ isChanged }) => isChanged).map(({ text }) => text.trim()),
      ['big'],
    );
    for (const [one, other] of [
      ['', 'a'],
      ['a b', 'a b'],
      ['a\n\nb', 'b a'],
      ['x '.repeat(3000), 'y '.repeat(3000)],
    ] as const) {
      const found = diffWords(one, other);
      t.equal(found.before.map(({ text }) => text).join(''), one, 'nothing is lost');
      t.equal(found.after.map(({ text }) => text).join(''), other);
    }
  });

  t.test('admins make and revoke keys, give access, find mail and take things out', async (t) => {
    const admin = await session('admin');
    const send = (url: string, fields: Record<string, string>) =>
      post(
        url,
        { _csrf: admin.csrf, ...fields },
        { ...admin.headers, origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' },
      );
    const see = (url: string) => read(url, admin.headers);
    const forged = await post(
      '/keys/new',
      { name: 'x', role: 'admin' },
      { ...admin.headers, 'sec-fetch-site': 'same-origin' },
    );
    t.equal(forged.statusCode, 403, 'without the token of the session');
    const refused = await send('/keys/new', {
      name: 'Portal',
      role: 'contributor',
      organisations: 'Nowhere Council',
    });
    t.match(refused, { statusCode: 400, body: /id="organisations-error"/ });
    t.match((await send('/keys/new', {})).body, /id="name-error"[\s\S]*id="role-error"/);
    const key = {
      name: 'Portal',
      role: 'contributor',
      organisations: 'Leeds City Council\nSWK',
      expiresAt: '2099-01-31',
    };
    const shown = await send('/keys/new', key);
    t.match(shown, { statusCode: 201, body: /crk_[\w-]{43}/, headers: { 'cache-control': 'no-store' } });
    t.equal((await send('/keys/new', key)).statusCode, 409, 'the name is taken');
    const list = await see('/keys');
    t.match(list.body, /Portal[\s\S]*Leeds City Council, [\s\S]*31 January 2099/);
    t.notMatch(list.body, 'crk_');
    const [, revoke = ''] =
      /href="(\/keys\/[^"]+\/revoke)"[^>]*>Revoke<span[^>]*>: Portal</.exec(list.body) ?? [];
    t.match((await see(revoke)).body, 'Revoke the key “Portal”?');
    const gone = String((await send(revoke, {})).headers.location);
    t.match((await see(gone)).body, 'The key “Portal” was revoked.');
    t.equal((await send(revoke, {})).statusCode, 303, 'twice is no mistake');

    const email = 'new-person@council.example';
    t.equal((await send('/accounts/new', { email, role: 'moderator' })).statusCode, 303);
    t.equal((await send('/accounts/new', { email, role: 'moderator' })).statusCode, 409);
    const accounts = await see('/accounts');
    const [, change = ''] =
      new RegExp(`href="(/accounts/[^"]+)">[^<]*<span[^>]*>: ${email}`).exec(accounts.body) ?? [];
    t.match((await see(change)).body, /value="moderator" checked/);
    t.match(await send(change, { role: 'contributor' }), {
      statusCode: 400,
      body: /id="organisations-error"/,
    });
    t.equal((await send(change, { role: 'contributor', organisations: 'LDS' })).statusCode, 303);
    await post('/sign-in/email', { email });
    const link = await mailedLink(email);
    t.match((await see('/mails')).body, link.replaceAll('&', '&amp;'));
    t.match((await see('/mails?state=waiting')).body, email);
    t.match((await see(`${change}/close`)).body, email);
    t.equal((await send(`${change}/close`, {})).statusCode, 303);
    t.equal((await see(change)).statusCode, 410);
    t.notMatch((await see('/accounts')).body, email, 'its address is forgotten');

    const { id } = await registration({ summary: 'Call 020 7946 0000 to book.' });
    const takeOut = { kind: 'asset', id, text: '020 7946 0000', reason: 'A number' };
    t.match(await send('/redact', takeOut), { statusCode: 400, body: /id="confirmed-error"/ });
    t.match(await send('/redact', { ...takeOut, id: 'nothing', confirmed: 'yes' }), {
      statusCode: 400,
      body: /id="id-error"/,
    });
    const done = await send('/redact', { ...takeOut, confirmed: 'yes' });
    t.equal(done.statusCode, 303);
    t.match((await see('/redact?done=yes')).body, /It was taken out[\s\S]*A number/);
    t.notMatch((await see(`/moderate/${id}`)).body, '7946');
  });
}

/** Pages that are laid out otherwise where there is room. */
const wide: ReadonlySet<string> = new Set([
  'queue',
  'decision-duplicate',
  'decision-correction',
  'keys',
  'redact',
]);

/** Goes to what is wanted with the keyboard alone, and presses Enter. */
async function pressByKeyboard(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  const isThere = `document.activeElement === document.querySelector(${JSON.stringify(selector)})`;
  for (let times = 0; times < 150 && !(await page.evaluate(isThere)); times += 1) {
    await page.keyboard.press('Tab');
  }
  await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
  await page.waitForLoadState();
}

export async function testModeratingInBrowser(t: Test, ground: BrowserGround): Promise<void> {
  const { address, visit, look } = ground;
  const { registration, correction, session, mailedLink, call, waitingKinds } = actions(ground);

  for (const [size, viewport, hasScript] of [
    ['desktop', desktop, true],
    ['phone', phone, false],
  ] as const) {
    const how = hasScript ? 'with script, by keyboard alone' : 'without script';
    await t.test(`a moderator signs in and works through the queue: ${size}, ${how}`, async (t) => {
      const { email } = await session('moderator');
      const edited = await registration();
      const moderator = await ground.aKey('moderator');
      await call('POST', `/api/v1/moderation/${edited.id}/approve`, {}, moderator);
      const edit = { authorization: `Bearer ${edited.editToken}`, 'if-match': '*' };
      await call(
        'PATCH',
        `/api/v1/assets/${edited.id}`,
        { summary: 'Residents book a visit to the dump.' },
        edit,
      );
      const [asked, duplicate] = [await registration(), await registration({ title: 'BOPS' })];

      const page = await visit(t, '/moderate?type=edit', { viewport, javaScriptEnabled: hasScript });
      const press = async (selector: string) => {
        if (hasScript) return pressByKeyboard(page, selector);
        await page.click(selector);
        await page.waitForLoadState();
      };
      t.match(page.url(), '/sign-in?to=');
      await page.focus('#email');
      await page.keyboard.type(email);
      // Enter sends the form: it does not switch the language, whose button comes first on the page.
      await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
      t.match(await page.textContent('h1'), 'Check your mail');
      await page.goto(address + (await mailedLink(email)));
      await press('main form button');
      t.match(page.url(), '/moderate?type=edit');

      await press(`a[href^="/moderate/${edited.id}"]`);
      t.match(await page.textContent('del'), 'tip.');
      t.match(await page.textContent('ins'), 'dump.');
      await press('button[value="approve"]');
      t.match(await page.textContent('[role="alert"]'), /Change of a record|New registration/);
      t.match((await ground.read(`/assets/${edited.id}`)).body, 'dump');

      await page.goto(`${address}/moderate/${asked.id}`);
      await press('button[value="reject"]');
      t.match(await page.textContent('.govuk-error-summary'), 'Give a reason');
      if (hasScript) t.equal(await page.evaluate('document.activeElement.hasAttribute("data-focus")'), true);
      await page.focus('#reason');
      await page.keyboard.type('Please say which councils use it.');
      await press('button[value="request-changes"]');
      const given = await ground.read(`/moderate/${asked.id}`, moderator);
      t.match(given.body, /given back for changes[\s\S]*Please say which councils/);

      await page.goto(`${address}/moderate/${duplicate.id}`);
      await page.focus('input[name="into"]');
      await page.keyboard.press('Space');
      await press('button[value="merge"]');
      t.match(await page.textContent('[role="alert"]'), /merged into another record/);
      t.equal((await ground.read(`/assets/${duplicate.id}`)).statusCode, 308);
      await page.goto(`${address}/account`);
      await press('button[name="everywhere"]');
      await page.goto(`${address}/account`);
      t.match(page.url(), '/sign-in?to=%2Faccount');
    });
  }

  await t.test('what people say and what the service proposes is decided and taken back', async (t) => {
    const moderator = await session('moderator');
    const page = await visit(t, '/', { viewport: phone });
    await page.context().addCookies([{ name: 'session', value: moderator.value, url: address }]);
    for (const [type, { id, text }] of Object.entries(await waitingKinds())) {
      const path = `${address}/moderate/${encodeURIComponent(id)}`;
      await page.goto(`${path}?type=${type}`);
      t.match(await page.textContent('main'), text, `${type}: what was sent`);
      if (type === 'proposal' || type === 'message') await look(t, page, `decision-${type}`);
      await page.click('button[value="reject"]');
      t.match(
        await page.textContent('.govuk-error-summary'),
        'Give a reason',
        `${type}: rejected without a reason`,
      );
      await page.click('button[value="approve"]');
      t.match(page.url(), /done=/, `${type} is approved`);
      await page.click('[role="alert"] a');
      if (type === 'message') {
        t.equal(
          await page.locator('button[value="undo"]').count(),
          0,
          'what is on its way cannot be taken back',
        );
        t.match(await page.textContent('.govuk-tag'), 'sent');
        continue;
      }
      t.match(await page.textContent('.govuk-tag'), /accepted|published|claimed|confirmed/, type);
      await page.click('button[value="undo"]');
      await page.fill('#reason', 'It was a mistake.');
      await page.click('button[value="undo"]');
      await page.click('[role="alert"] a');
      t.match(
        await page.textContent('.govuk-tag'),
        /withdrawn|rejected|refused|ended/,
        `${type} is taken back`,
      );
      t.equal(await page.locator('button[value="undo"]').count(), 0);
      t.match(await page.textContent('table'), 'It was a mistake.', `${type}: with the reason`);
    }
  });

  await t.test('the pages of moderators and admins are accessible and fit', async (t) => {
    const admin = await session('admin');
    const long = await registration({ title: `${'W'.repeat(150)}`, summary: `${'i'.repeat(250)} <script>` });
    const duplicate = await registration({ title: 'BOPS' });
    const waits = await correction('otherNames', ['Back office planning', 'BOPS']);
    const paths = {
      queue: '/moderate',
      'queue-not-found': '/moderate?find=no+such',
      'decision-long': `/moderate/${long.id}`,
      'decision-duplicate': `/moderate/${duplicate.id}`,
      'decision-correction': `/moderate/${waits}?done=${long.id}`,
      'decision-merge': '/moderate/bops',
      'revisions-all': `/assets/${duplicate.id}/revisions`,
      account: '/account',
      keys: '/keys',
      'key-new': '/keys/new',
      accounts: '/accounts',
      'account-change': `/accounts/${admin.id}`,
      'account-close': `/accounts/${admin.id}/close`,
      mails: '/mails',
      redact: '/redact',
    };
    for (const [size, viewport, language] of [
      ['desktop', desktop, 'en'],
      ['phone', phone, 'cy'],
    ] as const) {
      const page = await visit(t, '/', { viewport, locale: `${language}-GB` });
      await page.context().addCookies([{ name: 'session', value: admin.value, url: address }]);
      for (const [name, path] of Object.entries(paths)) {
        if (size === 'desktop' && !wide.has(name)) continue;
        await page.goto(address + path);
        await look(t, page, `${name}-${size}-${language}`);
      }
      await page.goto(`${address}/keys/new`);
      await page.click('main form button');
      t.ok((await page.$$('.govuk-error-message')).length > 0);
      await look(t, page, `key-refused-${size}-${language}`);
      await page.goto(`${address}/moderate/${waits}`);
      await page.click('button[value="reject"]');
      await look(t, page, `decision-refused-${size}-${language}`);
    }
  });
}
