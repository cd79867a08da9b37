import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import t, { type Test } from 'tap';
import { buildGuardedPoster } from '../../src/adapters/web/guarded-post.ts';
import { openJobs } from '../../src/use-cases/open-jobs.ts';
import { openRealCatalogue } from '../support/test-app.ts';

const { services, get, send, aKey } = await openRealCatalogue(t);
const leeds = await aKey('contributor', ['lds']);
const camden = await aKey('contributor', ['cmd']);
const moderator = await aKey('moderator');
const admin = await aKey('admin');

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = Record<string, any>;

async function allChanges(since: number, headers = {}): Promise<{ changes: Json[]; next: number }> {
  const changes: Json[] = [];
  for (let next = since; ; ) {
    const { body } = await get(`/api/v1/changes?since=${next}&limit=1000`, headers);
    changes.push(...body.changes);
    if (body.next === next) return { changes, next };
    next = body.next;
  }
}

t.test('the log is whole for an admin; strangers see what is public and no key', async (t) => {
  const before = await services.store.head();
  await send('POST', '/api/v1/assets/bops/reuse', { organisation: 'LDS', use: 'live' }, leeds);
  await send('POST', '/api/v1/assets/bops/reuse', { organisation: 'CMD', use: 'live' });
  await send('POST', '/api/v1/interests', { asset: 'bops', organisation: 'LDS' }, leeds);
  const all = await allChanges(0, admin);
  t.same(
    all.changes.map(({ seq }) => seq),
    Array.from({ length: all.next }, (_, at) => at + 1),
    'without gaps',
  );
  t.equal(all.next, await services.store.head());
  t.ok(
    all.changes.some(({ kind, actor }) => kind === 'reuse' && actor.id),
    'with who did it',
  );
  const seen = await allChanges(before);
  t.equal(seen.next, all.next, 'the cursor moves past what is hidden');
  t.same(
    seen.changes.map(({ kind, action, actor }) => ({ kind, action, actor })),
    [
      { kind: 'reuse', action: 'confirmed', actor: { role: 'contributor', organisation: 'lds' } },
      { kind: 'asset', action: 'touched', actor: { role: 'contributor', organisation: 'lds' } },
      { kind: 'asset', action: 'touched', actor: { role: 'contributor', organisation: 'lds' } },
    ],
  );
  t.same((await allChanges(before, moderator)).changes.length, all.next - before);
  t.notMatch(JSON.stringify(seen), /key-/);
  for (const bad of ['since=-1', 'since=abc', 'since=1.5', 'limit=0', 'limit=1001', 'limit=x', 'since=']) {
    t.match(await get(`/api/v1/changes?${bad}`), {
      status: 400,
      body: { errors: [{ field: bad.split('=')[0] }] },
    });
  }
  t.same(
    (await get('/api/v1/changes?since=999999999')).body,
    { changes: [], next: all.next },
    'beyond the end',
  );
});

/** A subscriber on this machine that answers as `status` says. */
async function aSubscriber(t: Test) {
  const received: { headers: Json; body: string }[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(state.status, { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, received, state };
}

t.test('a subscriber is told in order, signed, again after a failure, and given up in the end', async (t) => {
  let now = Date.now();
  const { url, received, state } = await aSubscriber(t);
  const leasing = {
    take: async (job: string) => ({ job, lost: new AbortController().signal, release: async () => {} }),
  };
  const jobs = openJobs({
    ...services,
    leases: { ...leasing, holders: async () => [], close: async () => {} },
    poster: buildGuardedPoster({ allowPrivate: true }),
    now: () => new Date(now),
    days: { rejected: 90, messages: 30 },
  });
  t.match(await send('POST', '/api/v1/subscriptions', { url }, leeds), {
    status: 400,
    body: { errors: [{ field: 'url', message: /public/ }] },
  });
  for (const bad of [
    'http://localhost/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://169.254.169.254/',
    'ftp://a.gov.uk/',
    'https://u:p@a.gov.uk/',
  ]) {
    t.equal((await send('POST', '/api/v1/subscriptions', { url: bad }, leeds)).status, 400, bad);
  }
  const made = await send(
    'POST',
    '/api/v1/subscriptions',
    { url: 'https://203-0-113-9.invalid/x', kinds: ['reuse'] },
    leeds,
  );
  t.match(made, { status: 201, body: { state: 'active', secret: /^whsec_/ } });
  // The guard is tried above: from here on the address is one of this machine.
  const entry = await services.store.findEntry<Json>('subscription', made.body.id);
  if (entry === undefined) return t.fail('it is stored');
  await services.store.write({
    ...{ actor: 'test', at: new Date().toISOString(), put: [], withdraw: [] },
    entries: [
      {
        kind: 'subscription',
        id: entry.id,
        state: 'active',
        document: { ...entry.document, url },
        action: 'changed',
        terms: [{ name: 'owner', value: entry.document.owner }],
      },
    ],
  });
  const path = `/api/v1/subscriptions/${made.body.id}`;
  t.equal((await get(path, leeds)).body.secret, undefined, 'the secret is shown once');
  t.equal((await get(path, camden)).status, 404, 'others do not know of it');

  const stated = await send(
    'POST',
    '/api/v1/assets/planx/reuse',
    { organisation: 'LDS', use: 'live' },
    leeds,
  );
  t.equal(stated.status, 201, JSON.stringify(stated.body));
  await send('POST', '/api/v1/assets/planx/reuse', { organisation: 'BNS', use: 'live' });
  await send('POST', `/api/v1/reuse/${stated.body.id}/renew`, undefined, leeds);
  await jobs.deliver();
  t.equal(received.length, 2, 'what waits for a moderator is told to nobody');
  for (const { headers, body } of received) t.ok(new Webhook(made.body.secret).verify(body, headers));
  t.match(JSON.parse(received[0]?.body ?? ''), {
    type: 'reuse.confirmed',
    data: { kind: 'reuse', id: stated.body.id, actor: { role: 'contributor', organisation: 'lds' } },
  });
  t.match(JSON.parse(received[1]?.body ?? ''), { type: 'reuse.renewed' });
  await jobs.deliver();
  t.equal(received.length, 2, 'nothing twice');

  state.status = 307;
  await send('POST', `/api/v1/reuse/${stated.body.id}/renew`, undefined, leeds);
  await jobs.deliver();
  await jobs.deliver();
  t.equal(received.length, 3, 'not again before its time');
  t.match((await get(path, leeds)).body, { attempts: 1, lastError: /307.*not followed/ });
  for (let attempt = 2; attempt <= 9; attempt += 1) {
    now += 13 * 3_600_000;
    await jobs.deliver();
  }
  t.equal(received.length, 11);
  t.equal(new Set(received.slice(2).map(({ headers }) => headers['webhook-id'])).size, 1, 'under one id');
  const { deliveries } = (await get(`${path}/deliveries`, leeds)).body;
  t.match(deliveries, [{ state: 'dead', attempts: 9 }]);
  state.status = 200;
  t.match(await send('POST', `${path}/deliveries/${deliveries[0].id}/redeliver`, undefined, leeds), {
    status: 202,
    body: { state: 'queued' },
  });
  await jobs.deliver();
  t.equal((await get(`${path}/deliveries`, leeds)).body.deliveries[0].state, 'delivered');

  state.status = 410;
  await send('POST', `/api/v1/reuse/${stated.body.id}/renew`, undefined, leeds);
  await jobs.deliver();
  t.match((await get(path, leeds)).body, { state: 'stopped', stoppedBecause: /410/ });
  state.status = 200;
  t.match(await send('POST', `${path}/resume`, undefined, leeds), { status: 200, body: { state: 'active' } });
  const count = received.length;
  await jobs.deliver();
  t.equal(received.length, count + 1, 'it goes on where it stopped');
  t.equal((await send('DELETE', path, undefined, leeds)).status, 204);
  t.equal((await get(path, leeds)).status, 404);
});

t.test(
  'what was pasted by mistake goes from answers, search, history and the log, and a tombstone says so',
  async (t) => {
    const number = '07700 900456';
    const url = `https://github.com/made-up/redaction-${Date.now()}`;
    const given = {
      url,
      title: 'Redaction trial',
      organisation: 'LDS',
      summary: `Ask on ${number}`,
      services: ['141'],
    };
    const made = await send('POST', '/api/v1/assets', given, { ...leeds, 'idempotency-key': 'one' });
    t.match(made, { status: 201, body: { state: 'published' } });
    const { id } = made.body;
    const change = { summary: `Ask on ${number}, or write` };
    t.equal((await send('PATCH', `/api/v1/assets/${id}`, change, { ...leeds, 'if-match': '*' })).status, 200);
    await services.refresh();
    const found = async () => (await get(`/api/v1/search?q=${encodeURIComponent(`"${number}"`)}`)).body.total;
    t.equal(await found(), 1);
    const body = { kind: 'asset', id, text: number, reason: 'A personal number' };
    t.equal((await send('POST', '/api/v1/redactions', body, moderator)).status, 403);
    t.match(await send('POST', '/api/v1/redactions', { ...body, reason: `It is ${number}` }, admin), {
      status: 400,
    });
    t.match(await send('POST', '/api/v1/redactions', { ...body, text: 'stands nowhere' }, admin), {
      status: 400,
    });
    const done = await send('POST', '/api/v1/redactions', body, admin);
    t.match(done, { status: 201, body: { of: { kind: 'asset', id }, by: { role: 'admin' }, erased: true } });
    t.ok(done.body.places >= 4, 'the record, its working copy, and what they were before');
    await services.refresh();
    t.equal(await found(), 0);
    t.match((await get(`/api/v1/assets/${id}`)).body, { summary: 'Ask on [redacted], or write' });
    const everything = [
      await get(`/api/v1/assets/${id}/revisions`, admin),
      await get('/api/v1/redactions', admin),
      await allChanges(0, admin),
      await services.store.entryRevisions('submission', id),
    ];
    t.notMatch(JSON.stringify(everything), number);
    t.match((await get('/api/v1/redactions')).body.redactions[0], {
      of: { id },
      reason: 'A personal number',
    });
    const curated = { kind: 'asset', id: 'bops', field: 'summary', reason: 'a test' };
    t.match(await send('POST', '/api/v1/redactions', curated, admin), {
      status: 409,
      body: { file: /catalogue/ },
    });
    t.match(await send('POST', '/api/v1/redactions', { ...curated, field: 'assetKind' }, admin), {
      status: 400,
    });
  },
);

t.test('who somebody was is replaced by a pseudonym, and their key is of no use any more', async (t) => {
  const leaver = await aKey('contributor', ['lds']);
  await send('POST', '/api/v1/interests', { asset: 'bops', organisation: 'LDS', note: 'x' }, leaver);
  const { changes } = await allChanges(0, admin);
  const key = changes.at(-1)?.actor.id ?? changes.at(-2)?.actor.id;
  t.match(key, /^key-/);
  const done = await send('POST', '/api/v1/redactions', { kind: 'key', id: key, reason: 'They left' }, admin);
  t.match(done, { status: 201, body: { of: { kind: 'key', id: /^key-redacted-/ } } });
  t.equal((await get('/api/v1/changes', leaver)).status, 401);
  t.notMatch(JSON.stringify(await allChanges(0, admin)), key);
});
