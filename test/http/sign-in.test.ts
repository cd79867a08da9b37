import t from 'tap';
import { openSmtp } from '../../src/adapters/mail/open-smtp.ts';
import { openIdentityProvider } from '../../src/adapters/oidc/open-identity-provider.ts';
import { AllowList, findAllowed } from '../../src/domain/access/allow-list.ts';
import { buildFormGuard, stampField, trapField } from '../../src/http/access/form-guard.ts';
import { changeAccount, closeAccount, makeAccount } from '../../src/use-cases/change-account.ts';
import { keepSessions } from '../../src/use-cases/keep-sessions.ts';
import { acceptSetUp, offerSetUp } from '../../src/use-cases/offer-set-up.ts';
import { openFormSecret } from '../../src/use-cases/open-form-secret.ts';
import { redact } from '../../src/use-cases/redact.ts';
import { findAccount } from '../../src/use-cases/write-account.ts';
import {
  aBrowser,
  aMailServer,
  anIdentityProvider,
  aServiceToSignIn,
  type SignInGround,
} from '../support/sign-in-ground.ts';
import { until } from '../support/small-catalogue.ts';

const jo = 'jo@leeds.gov.uk';
const minuteMs = 60_000;
const allowed = AllowList.parse(
  `${jo}=contributor:LDS, @southwark.gov.uk=contributor:SWK, chief@x.org=admin`,
);

async function waitingLinks({ services }: SignInGround): Promise<string[]> {
  const { entries } = await services.store.listEntries({ kind: 'mail', states: ['waiting'], limit: 100 });
  const texts = await Promise.all(
    entries.map(({ id }) => services.store.kept('mail', id, services.now().toISOString())),
  );
  return texts.flatMap((text) => /token=(crl_[\w-]{43})/.exec(text ?? '')?.[1] ?? []);
}

async function signInByLink(t: typeof import('tap').t, ground: SignInGround, email: string) {
  const browser = aBrowser(ground);
  const before = new Set(await waitingLinks(ground));
  const asked = await browser.post('/sign-in/email', { email });
  t.equal(asked.statusCode, 202);
  let token = '';
  await until(t, 'the link is written', async () => {
    token = (await waitingLinks(ground)).find((one) => !before.has(one)) ?? '';
    return token !== '';
  });
  return { browser, token };
}

t.test(
  'a link signs in once, within 15 minutes, and nothing tells whether an address is known',
  async (t) => {
    const ground = await aServiceToSignIn(t, {}, { allowed });
    const { services, later } = ground;
    const stranger = aBrowser(ground);
    const unknown = await stranger.post('/sign-in/email', { email: 'nobody@nowhere.org' });
    const { browser, token } = await signInByLink(t as never, ground, ` ${jo.toUpperCase()}`);
    const known = await aBrowser(ground).post('/sign-in/email', { email: jo });
    t.equal(unknown.statusCode, known.statusCode);
    t.equal(unknown.body, known.body);
    t.same(Object.keys(unknown.headers).sort(), Object.keys(known.headers).sort());
    const shown = await browser.get(`/sign-in/link?token=${token}`);
    t.match(shown.headers['content-security-policy'], "default-src 'none'");
    t.equal(shown.headers['cache-control'], 'no-store');
    t.equal((await browser.session()).role, 'anonymous', 'opening the link alone does nothing');
    t.equal((await waitingLinks(ground)).length, 1, 'one mail a minute, and none to strangers');

    const done = await browser.post('/sign-in/link', { token });
    t.equal(done.statusCode, 303);
    const [cookie] = done.cookies;
    t.match(cookie, { name: 'session', httpOnly: true, sameSite: 'Lax', path: '/' });
    t.match(await browser.session(), { role: 'contributor', organisations: ['lds'] });
    t.equal((await aBrowser(ground).post('/sign-in/link', { token })).statusCode, 410, 'once');

    later(2 * minuteMs);
    const again = await signInByLink(t as never, ground, jo);
    later(16 * minuteMs);
    t.equal((await again.browser.post('/sign-in/link', { token: again.token })).statusCode, 410);

    const changes = JSON.stringify(await services.store.changesSince(0, 1000));
    t.notMatch(changes, /leeds\.gov|jo@/, 'no address in the log');
    const { entries } = await services.store.listEntries({ kind: 'account', limit: 10 });
    const [account] = entries;
    const revisions = await services.store.entryRevisions('account', account?.id ?? '');
    t.notMatch(JSON.stringify([entries, revisions]), 'jo@', 'nor in any revision of the account');
  },
);

t.test(
  'a session is kept as a hash, ends when idle, after twelve hours, and everywhere at once',
  async (t) => {
    const ground = await aServiceToSignIn(t, {}, { sessionIdleMinutes: 30 });
    const { services, later, now } = ground;
    const sessions = keepSessions({ store: services.store, now, idleMs: 30 * minuteMs });
    const changing = { store: services.store, now, sessions };
    const { id } = await makeAccount(changing, { email: jo, role: 'moderator', organisations: [] }, 'test');
    const signIn = async () => {
      const browser = aBrowser(ground);
      browser.jar.set('session', await sessions.start(id, 'moderator'));
      return browser;
    };
    const one = await signIn();
    t.match(await one.session(), { role: 'moderator' });
    const secret = one.jar.get('session')?.split('.')[1] ?? '';
    t.match(secret, /^crs_[\w-]{43}$/);
    t.equal(await services.store.kept('session', `${id} ${secret}`, now().toISOString()), undefined);
    later(29 * minuteMs);
    t.match(await one.session(), { role: 'moderator' }, 'a request keeps it alive');
    later(29 * minuteMs);
    t.match(await one.session(), { role: 'moderator' });
    later(31 * minuteMs);
    t.match(await one.session(), { role: 'anonymous' }, 'idle');

    const long = await signIn();
    for (let step = 0; step < 25; step += 1) {
      later(28 * minuteMs);
      await long.session();
    }
    t.match(await long.session(), { role: 'moderator' });
    later(22 * minuteMs);
    t.match(await long.session(), { role: 'anonymous' }, 'twelve hours');

    const [here, there] = [await signIn(), await signIn()];
    const { session } = await here.session();
    const out = await here.post('/sign-out', { _csrf: session.csrfToken, everywhere: 'true' });
    t.equal(out.statusCode, 303);
    t.equal(here.jar.has('session'), false);
    t.match(await there.session(), { role: 'anonymous' }, 'signed out elsewhere too');

    const raised = await signIn();
    const before = raised.jar.get('session') ?? '';
    await changeAccount(changing, { id, role: 'admin', organisations: [] }, 'test');
    t.match(await raised.session(), { role: 'admin' }, 'a new role holds at once');
    t.not(raised.jar.get('session'), before, 'with a new secret');
    const stale = aBrowser(ground);
    stale.jar.set('session', before);
    t.match(await stale.session(), { role: 'anonymous' }, 'and the old one is over');
    await closeAccount(changing, id, 'test');
    t.match(await raised.session(), { role: 'anonymous' }, 'a closed account is out');
    t.same(await services.store.kept('account-address', id, now().toISOString()), undefined);
    await t.rejects(closeAccount(changing, id, 'test'), { name: 'CatalogueError', kind: 'gone' });
    for (const odd of ['', 'x', `${id}.crs_short`, `${before}; x`, '%00', 'a'.repeat(5000)]) {
      const browser = aBrowser(ground);
      browser.jar.set('session', odd);
      t.match(await browser.session(), { role: 'anonymous' }, `not "${odd.slice(0, 20)}"`);
    }
  },
);

t.test('what changes something needs more than the cookie', async (t) => {
  const ground = await aServiceToSignIn(t, {}, { publicUrl: 'https://reuse.example.org' });
  const { services, now } = ground;
  const sessions = keepSessions({ store: services.store, now, idleMs: minuteMs });
  const grant = { email: 'chief@x.org', role: 'admin', organisations: [] } as const;
  const { id } = await makeAccount(
    { store: services.store, now, sessions },
    { ...grant, organisations: [] },
    'test',
  );
  const browser = aBrowser(ground, 'https://reuse.example.org');
  browser.jar.set('__Host-session', await sessions.start(id, 'admin'));
  const { session } = await browser.session();
  let count = 0;
  const write = (headers: Record<string, string>) => {
    count += 1;
    const json = { name: `key ${count}`, role: 'admin' };
    return browser.send('POST', '/api/v1/keys', { json, headers });
  };
  const token = { 'x-csrf-token': session.csrfToken };
  t.equal((await write(token)).statusCode, 201);
  t.equal((await write({})).statusCode, 403, 'without the token');
  t.equal((await write({ 'x-csrf-token': `${session.csrfToken.slice(1)}x` })).statusCode, 403, 'a wrong one');
  for (const origin of [
    'https://evil.example',
    'null',
    'https://reuse.example.org.evil.example',
    'http://reuse.example.org',
  ]) {
    t.equal((await write({ ...token, origin })).statusCode, 403, `from ${origin}`);
  }
  for (const [site, status] of [
    ['same-origin', 201],
    ['same-site', 403],
    ['cross-site', 403],
  ] as const) {
    const said = { ...token, origin: 'null', 'sec-fetch-site': site };
    t.equal((await write(said)).statusCode, status, `from a page that is ${site}`);
  }
  const other = await sessions.start(id, 'admin');
  const stranger = aBrowser(ground, 'https://reuse.example.org');
  stranger.jar.set('__Host-session', other);
  const theirs = (await stranger.session()).session.csrfToken;
  t.equal((await write({ 'x-csrf-token': theirs })).statusCode, 403, "another session's token");
  const crossSite = { origin: 'https://evil.example' };
  t.equal((await browser.post('/sign-out', { _csrf: session.csrfToken }, crossSite)).statusCode, 403);
  t.equal(
    (await browser.post('/sign-in/email', { email: jo }, crossSite)).statusCode,
    403,
    'signing others in',
  );
  const out = await browser.post('/sign-out', { _csrf: session.csrfToken });
  t.equal(out.statusCode, 303);
  t.match(out.headers['set-cookie'], /^__Host-session=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax/);
});

t.test('mail is sent by a real server, again after a failure, and forgotten when it is sent', async (t) => {
  const server = await aMailServer(t);
  const mail = openSmtp({ url: server.url, from: 'Reuse catalogue <catalogue@example.org>' });
  const ground = await aServiceToSignIn(t, {}, { allowed });
  const { services, later } = ground;
  t.teardown(() => mail.close());
  const { token } = await signInByLink(t as never, ground, jo);
  const admin = {
    authorization: `Bearer ${(await acceptSetUp(services, { secret: (await offerSetUp(services)) ?? '' })).key}`,
  };
  const listed = async () => (await ground.app.inject({ url: '/api/v1/mails', headers: admin })).json();
  t.match(await listed(), { total: 1, mails: [{ state: 'waiting', to: jo, text: new RegExp(token) }] });
  t.equal((await ground.app.inject({ url: '/api/v1/mails' })).statusCode, 401);

  const { sendMails } = await import('../../src/use-cases/send-mails.ts');
  const leases = {
    take: async (job: string) => ({ job, lost: new AbortController().signal, release: async () => {} }),
  };
  const send = () => sendMails({ store: services.store, leases, mail, now: ground.now });
  server.refuse.push({ code: 451, message: `later, ${jo}` });
  t.equal(await send(), 0);
  t.match(await listed(), { mails: [{ state: 'waiting', attempts: 1, lastError: /451/ }] });
  t.notMatch((await listed()).mails[0].lastError, 'jo@', 'what the server said of the address is not kept');
  t.equal(await send(), 0, 'not again at once');
  later(minuteMs);
  t.same(await Promise.all([send()]), [1]);
  t.match(server.mails, [
    { from: 'catalogue@example.org', to: [jo], text: new RegExp(`sign-in/link\\?token=${token}`) },
  ]);
  t.match(server.mails[0]?.text, /Message-ID: <mail-[0-9a-f]{12}@example\.org>/i);
  const [sent] = (await listed()).mails;
  t.match(sent, { state: 'sent', to: undefined, text: undefined });
  t.equal(await send(), 0);

  later(minuteMs);
  await signInByLink(t as never, ground, jo);
  server.refuse.push({ code: 550, message: 'no such user' });
  await send();
  t.match(await listed(), { total: 2, mails: [{ state: 'failed', to: undefined, lastError: /550/ }, {}] });
  later(2 * minuteMs);
  await signInByLink(t as never, ground, jo);
  later(20 * minuteMs);
  await send();
  t.match(
    await listed(),
    { total: 3, mails: [{ state: 'lapsed', to: undefined }, {}, {}] },
    'too late to be of use',
  );
  const away = openSmtp({ url: 'smtp://127.0.0.1:1', from: 'a@b.org' });
  await t.rejects(away.send({ id: 'x', to: jo, subject: 's', text: 't' }), {
    name: 'CatalogueError',
    kind: 'unavailable',
  });
  await away.close();
  const direct = openSmtp({ url: server.url, from: 'catalogue@example.org' });
  await direct.send({ id: 'y', to: jo, subject: 's', text: 't', replyTo: 'me@home.example' });
  t.match(server.mails.at(-1)?.text, /^Reply-To: <?me@home\.example>?\r?$/m, 'answers go to who wrote');
  await direct.close();
});

t.test('an identity provider signs in, and says what somebody may do', async (t) => {
  const publicUrl = 'http://localhost';
  const redirectUri = `${publicUrl}/sign-in/callback`;
  const { issuer, person, visit } = await anIdentityProvider(t, redirectUri);
  const identityProvider = openIdentityProvider({
    ...{ issuer, clientId: 'catalogue', clientSecret: 'a-secret-of-the-client-under-test' },
  });
  const claims = { role: 'roles', organisation: 'councils' };
  const ground = await aServiceToSignIn(t, { identityProvider }, { publicUrl, claims, allowed });
  const pathOf = (address: string) => address.slice(publicUrl.length);

  async function signIn(browser = aBrowser(ground, publicUrl), to = '/') {
    const begun = await browser.get(`/sign-in/provider?to=${encodeURIComponent(to)}`);
    t.equal(begun.statusCode, 302);
    const address = new URL(String(begun.headers.location));
    t.equal(address.searchParams.get('code_challenge_method'), 'S256');
    t.ok(address.searchParams.get('nonce'));
    const back = await visit(address.href);
    return { browser, back: pathOf(back), answer: () => browser.get(pathOf(back)) };
  }

  Object.assign(person, { sub: 'a1', roles: ['Catalogue.Moderator', 'printer-admin'], councils: [] });
  const moderator = await signIn(undefined, '/assets/bops');
  const done = await moderator.answer();
  t.match(done, { statusCode: 303, headers: { location: '/assets/bops' } });
  t.match(await moderator.browser.session(), { role: 'moderator' });
  t.equal((await moderator.answer()).statusCode, 410, 'what came back is for once');

  const foreign = await signIn();
  const thief = aBrowser(ground, publicUrl);
  t.equal((await thief.get(foreign.back)).statusCode, 410, 'and for the browser that began');
  const changed = foreign.back.replace(/state=[^&]+/, 'state=another');
  t.equal((await foreign.browser.get(changed)).statusCode, 403, 'with its own state');
  const forged = await signIn();
  t.equal((await forged.browser.get(forged.back.replace(/code=[^&]+/, 'code=guess'))).statusCode, 403);

  Object.assign(person, { sub: 'a2', roles: ['contributor'], councils: ['LDS', 'unheard-of'] });
  const contributor = await signIn();
  await contributor.answer();
  t.match(await contributor.browser.session(), { role: 'contributor', organisations: ['lds'] });
  Object.assign(person, { sub: 'a2', roles: [], councils: [] });
  t.equal((await (await signIn()).answer()).statusCode, 403, 'a role that was taken away is gone');
  t.match(await contributor.browser.session(), { role: 'anonymous' }, 'where they are signed in too');

  Object.assign(person, { sub: 'a3', roles: [], email: 'chief@x.org', email_verified: false });
  t.equal((await (await signIn()).answer()).statusCode, 403, 'an address that nobody checked proves nothing');
  Object.assign(person, { sub: 'a3', email_verified: true });
  const chief = await signIn(undefined, '//evil.example/');
  t.match(await chief.answer(), { headers: { location: '/' } }, 'and leads nowhere else');
  t.match(await chief.browser.session(), { role: 'admin' });
  const away = openIdentityProvider({ issuer: 'http://127.0.0.1:1', clientId: 'catalogue' });
  await t.rejects(away.begin(redirectUri), { name: 'CatalogueError', kind: 'unavailable' });
});

t.test('the first admin is made once, from a link that is for an hour', async (t) => {
  const ground = await aServiceToSignIn(t);
  const { services, later } = ground;
  const offers = await Promise.all([1, 2, 3].map(() => offerSetUp(services)));
  t.equal(offers.filter((one) => one !== undefined).length, 1, 'of several that start, one offers it');
  const first = offers.find((one) => one !== undefined) ?? '';
  later(61 * minuteMs);
  const browser = aBrowser(ground);
  t.equal((await browser.get(`/set-up?token=${first}`)).statusCode, 410, 'an hour');
  const token = (await offerSetUp(services)) ?? '';
  t.equal((await browser.get(`/set-up?token=${first}`)).statusCode, 410);
  t.equal((await browser.get(`/set-up?token=${token}`)).statusCode, 200);
  t.equal((await browser.post('/set-up', { token: first, email: '' })).statusCode, 410);
  t.equal((await browser.post('/set-up', { token, email: '<script>' })).statusCode, 400);
  const both = await Promise.all([1, 2].map(() => browser.post('/set-up', { token, email: 'chief@x.org' })));
  t.same(both.map(({ statusCode }) => statusCode).sort(), [201, 410], 'of two at once one');
  const key = /crk_[\w-]{43}/.exec(both.find(({ statusCode }) => statusCode === 201)?.body ?? '')?.[0];
  const session = await ground.app.inject({
    url: '/api/v1/session',
    headers: { authorization: `Bearer ${key}` },
  });
  t.match(session.json(), { role: 'admin' });
  const accounts = await ground.app.inject({
    url: '/api/v1/accounts',
    headers: { authorization: `Bearer ${key}` },
  });
  t.match(accounts.json(), { total: 1, accounts: [{ email: 'chief@x.org', role: 'admin' }] });
  t.equal(await offerSetUp(services), undefined, 'no link where there is an admin');
});

t.test('a person who is taken out leaves neither address nor session', async (t) => {
  const ground = await aServiceToSignIn(t);
  const { services, now } = ground;
  const sessions = keepSessions({ store: services.store, now, idleMs: minuteMs });
  const changing = { store: services.store, now, sessions };
  const { id } = await makeAccount(changing, { email: jo, role: 'moderator', organisations: [] }, 'test');
  const browser = aBrowser(ground);
  browser.jar.set('session', await sessions.start(id, 'moderator'));
  t.match(await browser.session(), { role: 'moderator' });
  const admin = { role: 'admin', id: 'key-of-a-test', organisations: [] } as const;
  await redact(services, admin, { kind: 'account', id, reason: 'asked for' });
  t.match(await browser.session(), { role: 'anonymous' });
  t.equal(await services.store.kept('account-address', id, now().toISOString()), undefined);
  t.equal(await findAccount(services.store, { email: jo }), undefined);
});

t.test('forms that anybody may send keep robots out', async (t) => {
  const { services, later, now } = await aServiceToSignIn(t);
  const secret = await openFormSecret(services);
  t.equal(await openFormSecret(services), secret, 'the same for all processes');
  const guard = buildFormGuard({ secret, now });
  const stamp = guard.stamp('register');
  const fields = { [stampField]: stamp, [trapField]: '' };
  t.equal(guard.check('register', fields), 'too-quick');
  later(4000);
  t.equal(guard.check('register', fields), 'fine');
  t.equal(guard.check('register', { ...fields, [trapField]: 'http://spam' }), 'robot');
  t.equal(guard.check('interest', fields), 'forged', 'a stamp is for one form');
  const earlier = stamp.replace(/^[^.]+/, (at) => (Number.parseInt(at, 36) - 60_000).toString(36));
  t.equal(guard.check('register', { [stampField]: earlier }), 'forged');
  for (const odd of [undefined, '', '.', 'x.y', 1, [stamp]]) {
    t.equal(guard.check('register', { [stampField]: odd }), 'forged');
  }
  later(13 * 60 * minuteMs);
  t.equal(guard.check('register', fields), 'too-old');
});

t.test('where weaknesses are told of', async (t) => {
  const { app } = await aServiceToSignIn(t, {}, { securityContact: 'mailto:security@council.example' });
  const { body, statusCode } = await app.inject('/.well-known/security.txt');
  t.equal(statusCode, 200);
  t.match(body, /^Contact: mailto:security@council\.example\nExpires: 20\d\d-/);
});

t.test('the allow-list is read whole or refused', async (t) => {
  t.match(findAllowed(allowed, jo), { role: 'contributor', organisations: ['LDS'] });
  t.match(findAllowed(allowed, 'any@southwark.gov.uk'), { organisations: ['SWK'] });
  t.equal(findAllowed(allowed, 'any@sub.southwark.gov.uk'), undefined);
  t.equal(findAllowed(allowed, 'jo@leeds.gov.uk.evil.org'), undefined);
  for (const bad of ['jo@x.org', 'jo@x.org=boss', 'jo@x.org=contributor', '@x.org=admin', 'x=admin']) {
    t.notOk(AllowList.safeParse(`${jo}=admin, ${bad}`).success, bad);
  }
});
