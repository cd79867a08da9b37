import t from 'tap';
import {
  badSchemes,
  hiddenCharacters,
  hostileBodies,
  hostileTexts,
  insideAddresses,
  lookAlikes,
} from '../support/hostile-inputs.ts';
import { openRealCatalogue } from '../support/test-app.ts';

const { app, services, send, get, aKey } = await openRealCatalogue(t);
const moderator = await aKey('moderator');
let made = 0;
const aUrl = () => {
  made += 1;
  return `https://github.com/hostile-inputs/nr-${made}`;
};
/** In ASCII: some of these characters end a line of a test's own output. */
const shown = (text: string) =>
  JSON.stringify(text)
    .slice(0, 60)
    .replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
/** As it can stand in an address: halves of characters cannot. */
const encoded = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, ''));
const inputs =
  hostileTexts.length + hostileBodies.length + lookAlikes.length + insideAddresses.length + badSchemes.length;

t.test(`${inputs} inputs are tried`, async (t) => {
  t.ok(inputs >= 300);
});

t.test('hostile text in a registration is text, or refused with the field named', async (t) => {
  const kept: { id: string; text: string }[] = [];
  for (const text of hostileTexts) {
    const { status, body } = await send('POST', '/api/v1/assets', {
      url: aUrl(),
      title: text,
      summary: text,
    });
    if (status === 201) {
      t.equal(body.state, 'pending', `${shown(text)} gives no more rights`);
      t.equal(body.asset.title, text.trim().normalize('NFC'), `${shown(text)} is kept as it is`);
      kept.push({ id: body.id, text });
    } else {
      t.equal(status, 400, shown(text));
      t.ok(
        body.errors?.some(({ field }: { field: string }) => field === 'title' || field === 'summary'),
        `${shown(text)}: the field is named`,
      );
    }
    if (hiddenCharacters.some((character) => text.includes(character)))
      t.equal(status, 400, `${shown(text)} hides something`);
  }
  t.ok(kept.length > 100, 'most are plain text');

  for (const { id } of kept) {
    const approved = await send('POST', `/api/v1/moderation/${id}/approve`, {}, moderator);
    t.equal(approved.status, 200, `${id} is published`);
  }
  await services.refresh();
  for (const { id, text } of kept) {
    const page = await app.inject({ url: `/assets/${id}`, headers: { accept: 'text/html' } });
    t.equal(page.statusCode, 200, `${shown(text)} has a page`);
    if (/^<./.test(text.trim())) t.notMatch(page.body, text, `${shown(text)} is escaped on its page`);
    const scripts = page.body.match(/<script\b[^>]*>/gi) ?? [];
    t.ok(
      scripts.every((tag) => /src="\/static\/|type="application\/ld\+json"/.test(tag)) &&
        scripts.length === 2,
      `${shown(text)} adds no script`,
    );
    t.notMatch(page.body.replace(/"[^"]*"/g, '""'), /<[a-z][^>]*\son\w+=/i, `${shown(text)} adds no handler`);
  }
});

t.test('hostile text is answered wherever it may be sent', async (t) => {
  const asset = '/api/v1/assets/bops';
  for (const text of hostileTexts) {
    const tries: [string, Promise<{ status: number }>][] = [
      ['search', get(`/api/v1/search?q=${encoded(text)}`)],
      ['path', get(`/api/v1/assets/${encoded(text)}`)],
      ['changes', get(`/api/v1/changes?since=${encoded(text)}`)],
      ['reuse', send('POST', `${asset}/reuse`, { organisation: text, use: 'live' })],
      ['correction', send('POST', `${asset}/corrections`, { field: text, value: text, reason: text })],
      ['interest', send('POST', '/api/v1/interests', { asset: text, organisation: 'LDS', note: text })],
      ['message', send('POST', `${asset}/messages`, { text, replyTo: text })],
      ['moderation', send('POST', `/api/v1/moderation/${encoded(text)}/approve`, {}, moderator)],
      ['organisation', send('POST', '/api/v1/assets', { url: aUrl(), organisation: text })],
      ['services', send('POST', '/api/v1/assets', { url: aUrl(), services: [text] })],
      ['prefill', get(`/api/v1/assets/prefill?url=${encoded(text)}`)],
    ];
    for (const [what, sent] of tries) {
      const { status } = await sent;
      t.ok(status < 500, `${what} ${shown(text)}: ${status}`);
    }
  }
});

t.test('names that only look like a body are refused, and say why', async (t) => {
  for (const organisation of lookAlikes) {
    const { status, body } = await send('POST', '/api/v1/assets', { url: aUrl(), organisation });
    // Wide and bold letters are the same letters to Unicode: they lead to the body itself, never to another of that name.
    if (status === 201)
      t.match(body, { state: 'pending', asset: { lead: { organisation: 'lds' } } }, shown(organisation));
    else
      t.match(
        { status, errors: body.errors },
        { status: 400, errors: [{ field: 'organisation' }] },
        shown(organisation),
      );
  }
});

t.test('addresses that are no web address, or lead astray, are refused', async (t) => {
  for (const address of badSchemes) {
    const { status, body } = await send('POST', '/api/v1/assets', { url: aUrl(), homepage: address });
    if (status === 201)
      t.match(body.asset.homepage, /^https?:\/\/[^@]+$/, `${shown(address)} is a plain web address`);
    else t.match(body.errors, [{ field: 'homepage' }], shown(address));
    t.ok(status === 201 || status === 400, `${shown(address)}: ${status}`);
  }
  for (const address of [...insideAddresses, ...badSchemes]) {
    const sent = { url: address, title: 'A guide', assetKind: 'guidance', summary: 'A guide.' };
    const { status, body } = await send('POST', '/api/v1/assets', sent);
    t.ok(status < 500, `${shown(address)}: ${status}`);
    if (status === 201) t.equal(body.state, 'pending');
  }
});

t.test('bodies that are nothing, or want to be more than they may', async (t) => {
  const headers = { 'content-type': 'application/json' };
  for (const body of hostileBodies) {
    const answer = await send('POST', '/api/v1/assets', body, headers);
    t.ok([400, 413].includes(answer.status), `${shown(body)}: ${answer.status}`);
  }
  for (const type of [
    'text/html',
    'application/xml',
    'multipart/form-data',
    'nonsense',
    'application/json; charset=utf-7',
  ]) {
    const answer = await send('POST', '/api/v1/assets', '{"url":"https://github.com/a/b"}', {
      'content-type': type,
    });
    t.ok([400, 415, 201, 409].includes(answer.status), `${type}: ${answer.status}`);
  }
  t.equal(({} as Record<string, unknown>).role, undefined, 'no prototype was changed');
  t.equal((await get('/api/v1/assets/hostile--body')).status, 404, 'nothing of it was published');
});

t.test('headers that are no key give no rights', async (t) => {
  const wrong = [
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Basic YWRtaW46YWRtaW4=',
    `Bearer ${'a'.repeat(5000)}`,
    'Bearer crk_',
    'bearer null',
    'Bearer ../../etc',
  ];
  for (const authorization of wrong) {
    for (const path of ['/api/v1/moderation', '/api/v1/keys', '/api/v1/search?q=bins']) {
      const { status } = await get(path, { authorization });
      t.equal(status, 401, `${shown(authorization)} on ${path}`);
    }
  }
  for (const name of ['x-role', 'x-forwarded-user', 'x-admin', 'x-original-url', 'x-http-method-override']) {
    t.equal((await get('/api/v1/moderation', { [name]: 'admin' })).status, 401, name);
  }
});
