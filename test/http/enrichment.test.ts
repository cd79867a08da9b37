import { createHmac } from 'node:crypto';
import t from 'tap';
import { verifyWebhook } from '../../src/adapters/github/verify-webhook.ts';
import { buildApp } from '../../src/app.ts';
import { touchAged } from '../../src/use-cases/touch-aged.ts';
import { aSighting } from '../support/enrichment-store-contract.ts';
import { openRealCatalogue } from '../support/test-app.ts';

const { get, services } = await openRealCatalogue(t);
const at = '2026-11-23T06:00:00.000Z';
const save = (...sightings: Parameters<typeof services.enrichment.save>[0]['sightings'][number][]) =>
  services.enrichment.save({ sightings, touched: [], at, actor: 'test' });
const hostId = '160345982';

t.test('a repository that was never read is unread, with what a copy proves', async (t) => {
  const { status, body } = await get('/api/v1/enrichment/UNBOXED/Bops');
  t.equal(status, 200);
  t.match(body, { repository: 'unboxed/bops', state: 'unread', observations: [] });
  t.match(body.facets.languages, { source: 'copy', fetchedAt: '2026-11-22', value: [{ name: 'Ruby' }] });
  t.equal(body.facets.stars, undefined);
  t.match(await get('/api/v1/enrichment'), {
    status: 200,
    body: {
      budget: { mode: 'rest', authorised: false, limit: 60, reserve: 5, calls: undefined, at: undefined },
      queue: { expectedBy: /^20/, repositories: 295, due: 295, neverRead: 295, byState: { unread: 295 } },
      runs: [],
      errors: [],
    },
  });
});

t.test(
  'the budget is what GitHub last told, as far as that holds, else what the settings allow',
  async (t) => {
    const note = (fields: object) => {
      const told = {
        mode: 'rest',
        authorised: false,
        limit: 60,
        reserve: 5,
        calls: 58,
        spent: 55,
        at,
        ...fields,
      };
      const notes = { 'enrichment.budget': JSON.stringify(told) };
      return services.enrichment.save({ sightings: [], touched: [], at, actor: 'test', notes });
    };
    const budget = async () => (await get('/api/v1/enrichment')).body.budget;
    const soon = new Date(Date.now() + 1_800_000).toISOString();
    await note({ remaining: 5, resetsAt: soon, pause: { reason: 'budget', until: soon } });
    t.match(await budget(), { remaining: 5, resetsAt: soon, pause: { reason: 'budget' }, calls: 58, at });
    const before = '2026-01-01T06:00:00.000Z';
    await note({ remaining: 5, resetsAt: before, pause: { reason: 'budget', until: before } });
    const { remaining, resetsAt, pause, limit } = await budget();
    t.same([remaining, resetsAt, pause, limit], [undefined, undefined, undefined, 60], 'reset since');
    await note({ mode: 'graphql', authorised: true, limit: 5000, remaining: 4000, resetsAt: soon });
    t.same(
      await budget(),
      { mode: 'rest', authorised: false, limit: 60, reserve: 5 },
      'others were told that',
    );
  },
);

t.test('other methods than those of a path are refused with the ones it has', async (t) => {
  const app = await buildApp(services, { rateLimitMax: 1000, corsOrigins: '*' });
  t.teardown(() => app.close());
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'] as const) {
    const answer = await app.inject({ method, url: '/api/v1/hooks/github' });
    t.equal(answer.statusCode, 405, method);
    t.equal(answer.headers.allow, 'POST, OPTIONS');
    t.match(answer.headers['content-type'], /problem\+json/);
  }
});

t.test('unknown repositories and impossible names are problems that say so', async (t) => {
  t.match(await get('/api/v1/enrichment/nobody/nothing'), { status: 404, body: { status: 404 } });
  t.match(await get('/api/v1/enrichment/no%20body/nothing'), {
    status: 400,
    body: { errors: [{ field: 'owner' }] },
  });
  t.match(await get('/api/v1/enrichment?page=2'), { status: 400 });
});

t.test('GitHub’s facets stand before the copy’s, which stay where GitHub gave none', async (t) => {
  const stars = { value: 41, source: 'github' as const, fetchedAt: at };
  await save(
    aSighting({
      id: 'unboxed--bops',
      repository: 'unboxed/bops',
      hostId,
      facets: { stars },
      dueAt: undefined,
    }),
  );
  const { body, headers } = await get('/api/v1/enrichment/unboxed/bops');
  t.match(body, { state: 'found', facets: { stars, languages: { source: 'copy' } } });
  t.match(await get('/api/v1/enrichment/unboxed/bops', { 'if-none-match': String(headers.etag) }), {
    status: 304,
  });
});

t.test('where nothing could be read every facet says so, and keeps its value', async (t) => {
  const failed = { at: '2026-11-24T06:00:00.000Z', message: 'the host answered 502' };
  await save(
    aSighting({
      ...{ id: 'unboxed--bops', repository: 'unboxed/bops', hostId, lastError: failed },
      observations: [
        { at, outcome: 'found' },
        { at: failed.at, outcome: 'unreachable' },
      ],
      facets: { stars: { value: 41, source: 'github', fetchedAt: at } },
    }),
  );
  const { body } = await get('/api/v1/enrichment/unboxed/bops');
  t.match(body.facets.stars, { value: 41, fetchedAt: at, lastError: failed });
  t.match(body.facets.languages, { source: 'copy', lastError: failed });
  t.match((await get('/api/v1/enrichment')).body.errors, [{ repository: 'unboxed/bops', ...failed }]);
});

t.test('an old address leads to the new one and shows its facts', async (t) => {
  const moved = aSighting({
    ...{ id: 'unboxed--bops', repository: 'unboxed/bops', hostId, state: 'moved', movedTo: 'planning/bops' },
    facets: {},
  });
  const there = aSighting({ id: 'planning--bops', repository: 'planning/bops', hostId });
  await save(moved, there);
  const old = await get('/api/v1/enrichment/unboxed/bops');
  t.match(old, {
    status: 200,
    body: {
      repository: 'unboxed/bops',
      state: 'moved',
      movedTo: 'planning/bops',
      facets: { stars: { value: 3 } },
    },
  });
  t.equal(old.body.facets.languages.source, 'copy', 'of the repository, under whichever name');
  const fresh = await get('/api/v1/enrichment/planning/bops');
  t.match(fresh, { status: 200, body: { repository: 'planning/bops', state: 'found' } });
  t.notOk('movedTo' in fresh.body);
});

t.test('lists and searches are filtered by what GitHub says now', async (t) => {
  const ids = async (query: string) => {
    const { status, body } = await get(`/api/v1/assets?${query}`);
    t.equal(status, 200, query);
    return (body.records as { id: string }[]).map(({ id }) => id);
  };
  const facets = {
    languages: { value: [{ name: 'Zig', share: 1 }], source: 'github' as const, fetchedAt: at },
    pushedAt: {
      value: '2019-01-01T00:00:00Z',
      source: 'github' as const,
      fetchedAt: new Date().toISOString(),
    },
  };
  const repository = 'localgovims/localgov-ims';
  const id = 'localgovims--localgov-ims';
  const sighting = aSighting({ id, repository, hostId: '77', facets });
  const touched = [id];
  await services.enrichment.save({ sightings: [sighting], touched, at, actor: 'test' });
  await services.refresh();
  t.same(
    await ids('language=zig'),
    ['localgov-ims', id],
    'and so is the product of which it is the main one',
  );
  t.same(await ids('language=zig&upkeep=untouched'), ['localgov-ims', id]);
  t.same(await ids('language=zig&upkeep=active&upkeep=quiet'), []);
  t.notOk((await ids('language=C%23&pageSize=100')).includes(id), 'the copy is replaced');
  const searched = (await get('/api/v1/search?language=zig&kind=asset')).body;
  t.equal(searched.total, 2);
  t.match(searched.facets.upkeep, [{ value: 'untouched', label: 'Not changed for two years', count: 2 }]);
  t.equal((await get('/api/v1/search?language=zig&upkeep=active')).body.total, 0);
  for (const path of ['assets', 'search']) {
    t.match(await get(`/api/v1/${path}?language=klingon`), {
      status: 400,
      body: { errors: [{ field: 'language' }] },
    });
    t.match(await get(`/api/v1/${path}?upkeep=fine`), {
      status: 400,
      body: { errors: [{ field: /^upkeep/ }] },
    });
  }
});

t.test('time alone moves what was active, once a day', async (t) => {
  const { store, enrichment, directory } = services;
  const on = (day: string) =>
    touchAged({
      store,
      enrichment,
      directory: { ...directory, readFacts: directory.readFacts, now: () => new Date(`${day}T12:00:00Z`) },
    });
  await on('2026-11-22');
  t.equal(await on('2026-11-22'), 0, 'somebody has looked today');
  const before = await store.head();
  const count = await on('2028-12-24');
  t.ok(count > 50, `${count} are not active any more`);
  const changes = await store.changesSince(before, 1000);
  t.equal(changes.length, count);
  t.ok(changes.every(({ action, actor }) => action === 'touched' && actor === 'upkeep'));
});

t.test('answers say what was seen of the addresses that they show', async (t) => {
  const asset = (await get('/api/v1/assets/localgovdigital--pipeline')).body;
  t.same(asset.addressStates, [], 'nothing was seen yet');
  const listed = (await get('/api/v1/sources?sourceType=press')).body.records[0];
  const source = (await get(`/api/v1/sources/${listed.id}`)).body;
  const citing = `/api/v1/${source.citedBy[0].kind}s/${source.citedBy[0].id}`;
  const goneAt = '2026-11-24T06:00:00.000Z';
  const links = [
    {
      ...{ address: asset.homepage, state: 'moved' as const, movedTo: 'https://elsewhere.example/' },
      observations: [{ at, outcome: 'found' as const }],
    },
    {
      ...{ address: source.address, state: 'gone' as const },
      observations: [
        { at, outcome: 'absent' as const },
        { at: goneAt, outcome: 'absent' as const },
      ],
    },
  ];
  const touched = [{ kind: 'source' as const, id: source.id as string }];
  await services.enrichment.saveLinks(links, { touched, at: goneAt, actor: 'test' });
  await services.refresh();
  t.same((await get('/api/v1/assets/localgovdigital--pipeline')).body.addressStates, [
    {
      ...{ address: asset.homepage, state: 'moved', movedTo: 'https://elsewhere.example/' },
      ...{ checkedAt: at, seenAt: at },
    },
  ]);
  const gone = { address: source.address, state: 'gone', checkedAt: goneAt, goneSince: at };
  t.same((await get(`/api/v1/sources/${source.id}`)).body.addressStates, [gone]);
  t.same((await get(citing)).body.addressStates, [gone], citing);
  for (const path of ['projects/barnsley-payments', 'awards/barnsley-payments', 'funds/ldf-1-2m'])
    t.ok(Array.isArray((await get(`/api/v1/${path}`)).body.addressStates), path);
});

t.test('notices are taken when they are signed, and only of what is catalogued', async (t) => {
  const refreshed: string[] = [];
  const secret = 'a secret of the hooks';
  const notices = { read: verifyWebhook(secret), refresh: (name: string) => void refreshed.push(name) };
  const app = await buildApp({ ...services, notices }, { rateLimitMax: 1000, corsOrigins: '*' });
  t.teardown(() => app.close());
  async function post(
    event: string,
    body: unknown,
    signedWith = secret,
    headers: Record<string, string> = {},
  ) {
    const payload = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
    const signature = `sha256=${createHmac('sha256', signedWith).update(payload).digest('hex')}`;
    const answer = await app.inject({
      ...{ method: 'POST', url: '/api/v1/hooks/github', payload },
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-hub-signature-256': signature,
        ...headers,
      },
    });
    return { status: answer.statusCode, body: answer.json() };
  }
  const push = { repository: { id: Number(hostId), full_name: 'planning/bops' }, ref: 'refs/heads/главная' };
  const queued = { status: 202, body: { status: 'queued' } };
  t.match(await post('push', push), queued);
  t.same(refreshed.length, 1);
  const ims = { repository: { id: 5, full_name: 'LocalGovIMS/localgov-ims' }, action: 'archived' };
  t.match(await post('repository', ims), { status: 202, body: { repository: 'LocalGovIMS/localgov-ims' } });
  const ignored = { status: 202, body: { status: 'ignored' } };
  t.match(await post('ping', { zen: 'Keep it logically awesome.' }), ignored);
  t.match(await post('push', { repository: { id: 6, full_name: 'nobody/nothing' } }), ignored);
  t.match(await post('push', push, 'another secret'), { status: 401, body: { status: 401 } });
  t.match(await post('push', push, secret, { 'x-hub-signature-256': 'none' }), { status: 401 });
  t.match(await post('push', ''), { status: 401 });
  t.match(await post('push', '{"repository":'), { status: 400, body: { errors: [{ field: 'body' }] } });
  t.match(await post('push', push, secret, { 'content-type': 'text/plain' }), { status: 415 });
  t.equal(refreshed.length, 2);
});

t.test('without a secret no notices are taken', async (t) => {
  const app = await buildApp(services, { rateLimitMax: 1000, corsOrigins: '*' });
  t.teardown(() => app.close());
  const answer = await app.inject({ method: 'POST', url: '/api/v1/hooks/github', payload: {} });
  t.equal(answer.statusCode, 404);
  t.match(answer.json(), { status: 404 });
});
