import t from 'tap';
import { buildApp } from '../../src/app.ts';
import { speaksFor } from '../../src/domain/access/speaks-for.ts';
import { makeKey } from '../../src/use-cases/make-key.ts';
import { openAccessGround } from '../support/access-ground.ts';
import { until } from '../support/small-catalogue.ts';
import { openRealCatalogue } from '../support/test-app.ts';
import { accessTable, callers, ownTests, type Row } from './access-table.ts';

const realIds: Record<string, string> = {
  assets: 'bops',
  projects: 'southwark-planning',
  awards: 'southwark-planning',
  funds: 'ldf-1-2m',
  organisations: 'swk',
  services: '141',
  sources: 'announcement-001',
};

interface Route {
  name: string;
  method: string;
  url: string;
  least?: string;
}

const routes: Route[] = [];
const here = await openRealCatalogue(t, {
  onRoute({ method, url, config }) {
    if (config?.refusesMethod || /^\/(docs|static)\b/.test(url)) return;
    for (const one of [method].flat().filter((each) => each !== 'HEAD' && each !== 'OPTIONS')) {
      routes.push({ name: `${one} ${url}`, method: one, url, ...(config?.least && { least: config.least }) });
    }
  },
});
const { services, send, get, aKey } = here;
const { ground, deadKeys } = await openAccessGround(here);
const dead = await deadKeys();

function examplePath(url: string): string {
  const noun = url.split('/').find((part) => realIds[part] !== undefined) ?? '';
  return url.replace(/:\w+/g, realIds[noun] ?? 'missing');
}

t.test(
  'every route has a line in the table, and says who may call it where it changes something',
  async (t) => {
    const names = routes.map(({ name }) => name).filter((name) => !ownTests.includes(name));
    t.same(
      [...new Set(names)].filter((name) => accessTable[name] === undefined),
      [],
      'add these to test/http/access-table.ts',
    );
    t.same(
      Object.keys(accessTable).filter((name) => !names.includes(name)),
      [],
      'these are no routes any more',
    );
    const silent = routes.filter(({ method, least }) => method !== 'GET' && least === undefined);
    t.same(
      silent.map(({ name }) => name),
      [],
      "these need config: { least: … }, be it 'anonymous'",
    );
  },
);

const standing = await ground();

async function prepare(line: Row) {
  const on = line.call ? await ground() : standing;
  return { on, call: (await line.call?.(on)) ?? {} };
}

t.test('every route is open to whom the table says, and to nobody else', async (t) => {
  for (const { name, method, url } of routes) {
    const line = accessTable[name];
    if (line === undefined) continue;
    await t.test(name, async (t) => {
      // What is refused changes nothing: those who are refused may try it on one record.
      const refusedOn = await prepare(line);
      for (const caller of callers) {
        const { on, call } = line.allowed.includes(caller) && line.call ? await prepare(line) : refusedOn;
        const { path = examplePath(url), body, headers } = call;
        const answer = await send(method as 'GET', path, body, { ...headers, ...on.as(caller) });
        const told = `${caller}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
        if (line.allowed.includes(caller)) t.ok(answer.status < 400, `allowed for ${told}`);
        else if (caller === 'anonymous') t.equal(answer.status, 401, `refused for ${told}`);
        else t.ok([403, ...(line.hides ? [404] : [])].includes(answer.status), `refused for ${told}`);
      }
      for (const [which, key] of Object.entries(dead)) {
        const path = examplePath(url);
        const answer = await send(method as 'GET', path, undefined, { authorization: `Bearer ${key}` });
        t.equal(answer.status, 401, `${which}: 401`);
      }
    });
  }
});

t.test('a secret that is nobody’s is 401 wherever it is sent', async (t) => {
  const paths = [
    '/docs',
    '/docs/static/index.html',
    '/docs/json',
    '/openapi.json',
    '/nowhere',
    '/',
    '/health/live',
    '/metrics',
  ];
  const worthless = [
    `Bearer ${dead.revoked}`,
    `Bearer ${dead.expired}`,
    'Bearer crk_of-nobody',
    'Bearer cre_of-nobody',
    'Bearer',
    'Bearer ',
    'Bearer two words',
    'Basic dXNlcjpwYXNz',
    'crk_without_scheme',
    `Bearer ${'x'.repeat(5000)}`,
  ];
  for (const path of paths) {
    for (const authorization of worthless) {
      const answer = await get(path, { authorization });
      t.equal(answer.status, 401, `${path} with ${authorization.slice(0, 20)}`);
      t.match(answer.headers['content-type'], 'application/problem+json');
      t.match(answer.headers['www-authenticate'], /^Bearer/);
    }
  }
  const refused = await send('DELETE', '/api/v1/search', undefined, { authorization: 'Bearer crk_x' });
  t.equal(refused.status, 401, 'where the method is not offered either');
  t.notMatch(
    JSON.stringify(await get('/', { authorization: 'Bearer crk_xyzzy' })),
    'xyzzy',
    'nor is it repeated',
  );
});

t.test('a key is shown once, kept as a hash, named once, and ends when it is said to', async (t) => {
  const admin = await aKey('admin');
  const wanted = { name: 'Planning portal', role: 'contributor', organisations: ['Leeds City Council'] };
  const made = await send('POST', '/api/v1/keys', wanted, admin);
  t.match(made, { status: 201, body: { organisations: ['lds'], state: 'active', key: /^crk_[\w-]{43}$/ } });
  t.equal(made.headers.location, `/api/v1/keys/${made.body.id}`);
  const kept = await services.store.findEntry('key', made.body.id);
  t.notMatch(JSON.stringify(kept), made.body.key, 'the secret is nowhere in the store');
  t.equal((await send('POST', '/api/v1/keys', { ...wanted, name: 'planning PORTAL' }, admin)).status, 409);
  const bearer = { authorization: `Bearer ${made.body.key}` };
  t.equal((await get('/health/live', bearer)).status, 200);
  await until(t, 'its use is noted', async () => {
    const { body } = await get('/api/v1/keys', admin);
    return body.keys.find(({ id }: { id: string }) => id === made.body.id)?.lastUsedAt !== undefined;
  });
  const before = await services.store.head();
  for (let times = 0; times < 5; times += 1) await get('/health/live', bearer);
  t.equal(await services.store.head(), before, 'which is not in the log');
  const listed = await get('/api/v1/keys', admin);
  t.notMatch(JSON.stringify(listed.body), /hash|crk_/);
  t.equal((await send('DELETE', `/api/v1/keys/${made.body.id}`, undefined, admin)).status, 204);
  t.equal((await get('/health/live', bearer)).status, 401, 'at once');
  t.equal((await send('DELETE', `/api/v1/keys/${made.body.id}`, undefined, admin)).status, 409);
  t.equal((await send('POST', '/api/v1/keys', wanted, admin)).status, 201, 'its name is free again');

  for (const [body, field] of [
    [{ name: 'a', role: 'contributor' }, 'organisation'],
    [{ name: 'a', role: 'owner' }, 'role'],
    [{ name: 'a\u202eb', role: 'admin' }, 'name'],
    [{ name: 'a', role: 'admin', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ name: 'a', role: 'contributor', organisations: ['Nowhere Council'] }, 'organisations'],
    [{ name: 'a', role: 'admin', scope: 'all' }, 'scope'],
  ] as const) {
    const answer = await send('POST', '/api/v1/keys', body, admin);
    t.match(answer, { status: 400, body: { errors: [{ field }] } }, `names ${field}`);
  }
  const past = new Date(Date.now() - 7_200_000);
  const over = { name: 'for a day', role: 'admin', organisations: [] } as const;
  const expiresAt = new Date(past.getTime() + 1000).toISOString();
  await makeKey({ ...services, now: () => past }, { ...over, organisations: [], expiresAt }, 'test');
  t.ok(
    await makeKey(services, { ...over, organisations: [] }, 'test'),
    'nor does an expired one keep its name',
  );
  const twice = ['at once', 'at once'].map((name) =>
    makeKey(services, { name, role: 'admin', organisations: [] }, 'test').then(
      () => 'made',
      ({ kind }) => kind,
    ),
  );
  t.same((await Promise.all(twice)).sort(), ['conflict', 'made'], 'of two at once one gets the name');
});

t.test('writes, reads and failed sign-ins are limited apart, by key or by address', async (t) => {
  const limited = await buildApp(services, { rateLimitMax: 40, rateLimitWritesMax: 3, corsOrigins: '*' });
  t.teardown(() => limited.close());
  const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, headers = {}, remoteAddress = '192.0.2.1') =>
    limited.inject({ method, url, headers, remoteAddress, ...(method === 'POST' && { payload: {} }) });
  const times = async (count: number, act: () => ReturnType<typeof ask>) => {
    const statuses: number[] = [];
    for (let done = 0; done < count; done += 1) statuses.push((await act()).statusCode);
    return statuses;
  };
  t.same(await times(4, () => ask('DELETE', '/api/v1/keys/key-1')), [401, 401, 401, 429]);
  const over = await ask('DELETE', '/api/v1/keys/key-1');
  t.match(over.json(), { status: 429, title: 'Too Many Requests' });
  t.match(over.headers['content-type'], 'application/problem+json');
  t.ok(Number(over.headers['retry-after']) > 0);
  t.equal((await ask('GET', '/health/live')).statusCode, 200, 'reading goes on');
  t.equal((await ask('DELETE', '/api/v1/keys/key-1', {}, '192.0.2.2')).statusCode, 401, 'elsewhere too');
  const network = ['2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8::4'];
  const fromNetwork: number[] = [];
  for (const from of network)
    fromNetwork.push((await ask('DELETE', '/api/v1/keys/key-1', {}, from)).statusCode);
  t.same(fromNetwork, [401, 401, 401, 429], 'a /64 is one address');
  const contributor = await aKey('contributor', ['lds']);
  const byKey = await times(31, () => ask('DELETE', '/api/v1/keys/key-1', contributor));
  t.same([byKey[29], byKey[30]], [403, 429], 'ten times as many by key');
  const admin = await aKey('admin');
  t.notOk(
    (await times(45, () => ask('DELETE', '/api/v1/keys/key-1', admin))).includes(429),
    'none for admins',
  );
  const guess = { authorization: 'Bearer crk_a-guess' };
  t.same(await times(4, () => ask('GET', '/health/live', guess, '192.0.2.9')), [401, 401, 401, 429]);
  t.same(await times(4, () => ask('GET', '/nowhere', guess, '192.0.2.10')), [401, 401, 401, 429]);
  const hook = await times(5, () => ask('POST', '/api/v1/hooks/github', {}, '192.0.2.11'));
  t.notOk(hook.includes(429), 'deliveries of GitHub are no writes');
});

t.test('who is bound to a body speaks for those it succeeded and that succeeded it', async (t) => {
  const { councils } = services.directory;
  const id = (name: string) => councils.matchName(name).best[0]?.organisation.id ?? `no ${name}`;
  const ended = councils.organisations.find(({ endDate, successors }) => endDate && successors.length === 1);
  const successor = ended?.successors[0] ?? '';
  const sister = councils.predecessorsOf(successor).find((one) => one.id !== ended?.id);
  const speaks = (bound: string, of: string | undefined) =>
    speaksFor({ organisations: [bound] }, of, councils);
  t.ok(speaks(ended?.id ?? '', ended?.id));
  t.ok(speaks(ended?.id ?? '', successor), 'a former district for the unitary');
  t.ok(speaks(successor, ended?.id), 'the unitary for its former districts');
  if (sister) t.notOk(speaks(ended?.id ?? '', sister.id), 'but not one former district for another');
  t.notOk(speaks(id('Leeds'), id('Southwark')));
  t.notOk(speaks(id('Leeds'), undefined));
  t.notOk(speaksFor({ organisations: [] }, id('Leeds'), councils));
});
