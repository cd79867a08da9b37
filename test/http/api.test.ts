import { gunzipSync } from 'node:zlib';
import t from 'tap';
import { openRealCatalogue } from '../support/test-app.ts';

const { app, get, services } = await openRealCatalogue(t);

interface Hit {
  kind: string;
  id: string;
  assetKind?: string;
  repository?: string;
  parts?: number;
  amountGbp?: number;
  organisations: { id: string; via?: string }[];
  highlight: Record<string, string>;
  links: { self: string; web: string };
}

async function search(query: string) {
  const { status, body } = await get(`/api/v1/search?${query}`);
  t.equal(status, 200, query);
  return body as {
    total: number;
    hits: Hit[];
    facets: Record<string, { value: string; label: string; count: number }[]>;
    engine: string;
  };
}

t.test(
  'a name shows the product, its main repository, then the parts; owner/name the repository',
  async (t) => {
    const { hits } = await search('q=bops');
    t.match(hits[0], { id: 'bops', assetKind: 'product', repository: 'unboxed/bops' });
    t.ok((hits[0]?.parts ?? 0) >= 2, 'with the number of its parts');
    t.equal(hits[1]?.id, 'unboxed--bops');
    t.equal((await search('q=unboxed/bops')).hits[0]?.id, 'unboxed--bops');
    t.equal((await search('q=UNBOXED%2FBOPS')).hits[0]?.id, 'unboxed--bops', 'in any case');
  },
);

t.test('highlights mark matches without markup', async (t) => {
  const { hits } = await search('q=housing+repairs&kind=asset');
  const marked = hits.flatMap((hit) => Object.values(hit.highlight));
  t.ok(marked.some((text) => text.includes('\u{E000}') && text.includes('\u{E001}')));
  t.notOk(marked.some((text) => /<\w/.test(text)));
});

t.test('an organisation includes its predecessors, marked as such', async (t) => {
  const { hits } = await search('organisation=BUC&kind=award&pageSize=100');
  t.ok(
    hits.some((hit) => hit.id === 'bucks-service-directory'),
    'the award to the county council that became it',
  );
  t.ok(hits.some((hit) => hit.organisations.some((one) => one.via === 'predecessor')));
});

t.test('filters narrow, a repeated one widens, and facets react to the others', async (t) => {
  const planning = await search('theme=planning&kind=asset');
  const ruby = await search('theme=planning&kind=asset&language=Ruby');
  const either = await search('theme=planning&kind=asset&language=Ruby&language=TypeScript');
  t.ok(ruby.total > 0 && ruby.total < either.total && either.total < planning.total);
  t.same(ruby.facets.language, planning.facets.language, 'a facet is counted without its own filter');
  t.ok((ruby.facets.licence?.[0]?.count ?? 0) <= ruby.total, 'the others with it');
});

t.test('planning-capacity grants are left out unless asked for', async (t) => {
  const without = await search('kind=award&pageSize=1');
  const all = await search('kind=award&pageSize=1&include=capacity');
  t.equal(all.total - without.total, 185);
  const listed = (await get('/api/v1/awards?pageSize=1')).body.total;
  t.equal((await get('/api/v1/awards?pageSize=1&include=capacity')).body.total - listed, 185);
});

t.test('sorting by amount, name and time', async (t) => {
  const amounts = (await search('kind=award&sort=amount&pageSize=50')).hits.map((hit) => hit.amountGbp ?? 0);
  t.same(
    amounts,
    amounts.toSorted((one, other) => other - one),
  );
  t.ok((amounts[0] ?? 0) > 1_000_000);
});

t.test('deep pages are not cut, and the page after the last is empty', async (t) => {
  const { total } = await search('pageSize=1');
  const last = await search(`pageSize=100&page=${Math.ceil(total / 100)}`);
  t.equal(last.hits.length, total % 100 || 100);
  t.same((await search(`pageSize=100&page=${Math.ceil(total / 100) + 1}`)).hits, []);
});

t.test('links.web leads to the page of the record', async (t) => {
  for (const kind of ['asset', 'project', 'award', 'fund']) {
    const hit = (await search(`q=planning&kind=${kind}`)).hits[0];
    const web = await app.inject({ url: hit?.links.web ?? '' });
    t.equal(web.statusCode, 200, kind);
    t.match(web.headers['content-type'], 'text/html');
  }
});

t.test('the documentation has what it loads, as a browser and a cache want it', async (t) => {
  const [page, again] = await Promise.all([app.inject({ url: '/docs' }), app.inject({ url: '/docs/' })]);
  for (const one of [page, again]) {
    t.match(one, { statusCode: 200, headers: { 'content-type': /text\/html/ } });
    t.match(one.headers['content-security-policy'], /script-src 'self'/, 'the policy of its own');
  }
  const style = await app.inject({ url: '/docs/static/swagger-ui.css' });
  t.match(style, { statusCode: 200, headers: { 'content-type': /text\/css/ } });
  const { etag } = style.headers;
  const unchanged = await app.inject({
    url: '/docs/static/swagger-ui.css',
    headers: { 'if-none-match': etag },
  });
  t.match(unchanged, { statusCode: 304, body: '' });
  t.match((await app.inject({ url: '/docs/yaml' })).body, /^openapi: 3\.1\.0/);
  t.match(await app.inject({ method: 'HEAD', url: '/openapi.json' }), { statusCode: 200, body: '' });
  for (const url of ['/docs/nothing', '/docs/static/nothing.js', '/docs/static/..%2fpackage.json']) {
    t.match(
      (await app.inject({ url })).json(),
      { status: 404, type: /./ },
      `${url} is a problem as any other`,
    );
  }
});

t.test('a repository address in any case leads to its asset', async (t) => {
  for (const path of ['unboxed/bops', 'Unboxed/BOPS', 'unboxed/bops.git']) {
    const answer = await app.inject({ url: `/api/v1/assets/by-repository/${path}` });
    t.equal(answer.statusCode, 302);
    t.equal(answer.headers.location, '/api/v1/assets/unboxed--bops');
  }
  t.equal((await get('/api/v1/assets/by-repository/nobody/nothing')).status, 404);
});

t.test('an alias redirects; codes in any case and GSS codes find a council', async (t) => {
  const alias = await app.inject({ url: '/api/v1/awards/award-500' });
  t.equal(alias.statusCode, 308);
  t.equal(alias.headers.location, '/api/v1/awards/southwark-planning');
  t.equal((await get('/api/v1/organisations/SWK')).body.code, 'SWK');
  t.equal(
    (await app.inject({ url: '/api/v1/organisations/E09000028' })).headers.location,
    '/api/v1/organisations/swk',
  );
});

t.test('an unchanged record costs a 304, and answers say how long they may be kept', async (t) => {
  const first = await app.inject({ url: '/api/v1/assets/bops' });
  const etag = String(first.headers.etag);
  t.match(etag, new RegExp(`^"${first.json().revision}-[\\w-]+"$`));
  t.match(first.headers['cache-control'], /max-age/);
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await app.inject({ url: '/api/v1/assets/bops', headers: { 'if-none-match': held } });
    t.equal(again.statusCode, 304, held);
    t.equal(again.body, '');
  }
  const list = await app.inject({ url: '/api/v1/assets' });
  t.equal(
    (await app.inject({ url: '/api/v1/assets', headers: { 'if-none-match': String(list.headers.etag) } }))
      .statusCode,
    304,
  );
  const found = await app.inject({ url: '/api/v1/search?q=bins' });
  t.equal(
    (
      await app.inject({
        url: '/api/v1/search?q=bins',
        headers: { 'if-none-match': String(found.headers.etag) },
      })
    ).statusCode,
    304,
  );
});

t.test(
  'answers are compressed for who can read it, readable from other origins, and carry their request id',
  async (t) => {
    const zipped = await app.inject({ url: '/api/v1/assets', headers: { 'accept-encoding': 'gzip' } });
    t.equal(zipped.headers['content-encoding'], 'gzip');
    t.ok(JSON.parse(gunzipSync(zipped.rawPayload).toString()).total > 300);
    const cors = await app.inject({
      url: '/api/v1/assets?pageSize=1',
      headers: { origin: 'https://intranet.example' },
    });
    t.equal(cors.headers['access-control-allow-origin'], '*');
    t.match(cors.headers['access-control-expose-headers'], /ETag/);
    t.equal(
      (await app.inject({ url: '/', headers: { 'x-request-id': 'ours-1' } })).headers['x-request-id'],
      'ours-1',
    );
    t.match(
      (await app.inject({ url: '/', headers: { 'x-request-id': 'bad id\u0001' } })).headers['x-request-id'],
      /^[0-9a-f-]{36}$/,
    );
    t.equal(cors.headers['x-content-type-options'], 'nosniff');
    t.ok(cors.headers['ratelimit-remaining'], 'and how many requests are left');
  },
);

t.test('a mirror follows by updatedSince and Link headers', async (t) => {
  const first = await app.inject({ url: '/api/v1/assets?updatedSince=2000-01-01&pageSize=100' });
  const { total, records } = first.json();
  t.match(first.headers.link, /rel="next"/);
  t.match(first.headers.link, /updatedSince=2000-01-01/, 'links keep the filters');
  const keys = records.map((one: { updatedAt: string; id: string }) => `${one.updatedAt} ${one.id}`);
  t.same(keys, keys.toSorted());
  t.ok(total >= 388);
  t.equal((await get('/api/v1/assets?updatedSince=2999-01-01')).body.total, 0);
});

t.test('notes for moderators are not published', async (t) => {
  const { document } = (await services.store.find('asset', 'unboxed--bops')) ?? {
    document: { notesForModerators: [] },
  };
  t.ok(document.notesForModerators.length > 0, 'there are some');
  for (const path of ['assets/unboxed--bops', 'projects/southwark-planning', 'search?q=bops']) {
    t.notMatch(JSON.stringify((await get(`/api/v1/${path}`)).body), /notesForModerators/);
  }
});

t.test('a product gathers what its parts show: who uses them, in which files', async (t) => {
  const { body } = await get('/api/v1/assets/bops');
  t.ok(body.parts.length >= 2);
  t.ok(body.adoption.some((one: { part?: { id: string } }) => one.part?.id === 'unboxed--bops'));
  t.ok(
    body.adoption.some(
      (one: { known: string; code: string }) => one.code === 'SWK' && one.known === 'in use at the lead',
    ),
  );
  t.equal(body.licence.expression, 'MIT');
  t.match(body.repositoryFacts, { readFrom: 'copy', lastCommit: '2026-07-01' });
});

t.test('a licence is said in words, none found too', async (t) => {
  const { records } = (await get('/api/v1/assets?licence=none-found&pageSize=1')).body;
  const { body } = await get(`/api/v1/assets/${records[0].id}`);
  t.match(body.licence, { status: 'none-found', words: /may read it/ });
});

t.test('bad input is named with its field and what is allowed', async (t) => {
  const cases: [string, string, string?][] = [
    ['/api/v1/search?page=0', 'page'],
    ['/api/v1/search?pageSize=101', 'pageSize'],
    ['/api/v1/search?kind=thing', 'kind', 'asset'],
    ['/api/v1/search?organisation=ZZZ', 'organisation'],
    ['/api/v1/search?licence=Nonsense-1.0', 'licence', 'MIT'],
    ['/api/v1/search?theme=nonsense', 'theme', 'housing'],
    ['/api/v1/search?sort=best', 'sort', 'newest'],
    ['/api/v1/search?updatedSince=yesterday', 'updatedSince'],
    [`/api/v1/search?q=${'x'.repeat(10_000)}`, 'q'],
    ['/api/v1/search?q=%00', 'q'],
    ['/api/v1/search?colour=red', 'colour'],
    ['/api/v1/resolve', 'name'],
    ['/api/v1/resolve?name=x&on=2015-13-01', 'on'],
    ['/api/v1/lineage/service/141', 'kind', 'award'],
  ];
  for (const [path, field, allowed] of cases) {
    const { status, headers, body } = await get(path);
    t.equal(status, 400, path.slice(0, 80));
    t.match(headers['content-type'], /application\/problem\+json/);
    t.ok(body.errors[0].field.startsWith(field), `${path.slice(0, 80)} names ${field}`);
    if (allowed)
      t.ok(
        body.errors[0].allowed?.includes(allowed),
        `and says what is allowed: ${JSON.stringify(body.errors[0].allowed)?.slice(0, 80)}`,
      );
  }
});

t.test('unknown paths, ids and methods, broken bodies and media types are problems', async (t) => {
  t.equal((await get('/api/v1/nothing')).status, 404);
  t.match((await get('/api/v1/assets/nothing-of-the-kind')).body, {
    status: 404,
    detail: /nothing-of-the-kind/,
  });
  const refused = await app.inject({ method: 'DELETE', url: '/api/v1/assets/bops' });
  t.equal(refused.statusCode, 405);
  t.match(refused.headers.allow, /GET/);
  const broken = await app.inject({
    method: 'POST',
    url: '/api/v1/search',
    headers: { 'content-type': 'application/json' },
    payload: '{"q":',
  });
  t.equal(broken.statusCode, 400);
  t.match(broken.headers['content-type'], /problem\+json/);
  const media = await app.inject({
    method: 'POST',
    url: '/api/v1/search',
    headers: { 'content-type': 'text/csv' },
    payload: 'q',
  });
  t.equal(media.statusCode, 415);
  t.equal((await app.inject({ url: '/api/v1/assets/%zz' })).statusCode, 400);
});

t.test('readiness counts what is held', async (t) => {
  const { body } = await get('/health/ready');
  t.match(body, {
    status: 'ready',
    store: { status: 'ok' },
    engines: [{ engine: 'embedded', state: 'answering', lagChanges: 0, lagSeconds: 0 }],
  });
  t.ok(
    body.store.records.organisation >= 470 &&
      body.store.records.service >= 1002 &&
      body.store.records.award >= 573,
  );
  t.equal((await get('/health/live')).body.status, 'live');
});

t.test(
  'suggestions know titles, services, needs and councils, and what a mistyped word was meant to be',
  async (t) => {
    const suggestionsFor = async (typed: string): Promise<{ kind: string; text: string }[]> =>
      (await get(`/api/v1/suggest?q=${encodeURIComponent(typed)}`)).body.suggestions;
    const kinds = new Set((await suggestionsFor('hous')).map(({ kind }) => kind));
    for (const kind of ['asset', 'service', 'need']) t.ok(kinds.has(kind), kind);
    t.ok((await suggestionsFor('taunton')).some(({ text }) => text === 'Taunton Deane Borough Council'));
    t.ok((await suggestionsFor('housng rep')).some(({ text }) => text === 'Housing Repairs Online'));
    t.same(await suggestionsFor('zzqx'), []);
  },
);

t.test('what GitHub says stands beside what people wrote, and moves the answer at once', async (t) => {
  const path = '/api/v1/assets/unboxed--bops';
  const before = await get(path);
  t.match(before.body.repositoryFacts, { readFrom: 'copy', state: 'unread', repository: 'unboxed/bops' });
  t.equal(before.body.repositoryFacts.lastChange.words, 'last change seen');
  const at = '2026-11-22T06:00:00.000Z';
  const facet = <V>(value: V) => ({ value, source: 'github' as const, fetchedAt: at });
  await services.enrichment.save({
    sightings: [
      {
        id: 'unboxed--bops',
        repository: 'unboxed/bops',
        hostId: '1',
        state: 'archived',
        observations: [{ at, outcome: 'found' }],
        facets: {
          archived: facet(true),
          pushedAt: facet('2023-01-02T03:04:05Z'),
          licence: facet({ spdx: 'EUPL-1.2', file: 'LICENCE' }),
          readme: facet({ file: 'README.md', text: 'Zygomorphic planning', cut: false }),
        },
      },
    ],
    touched: ['unboxed--bops'],
    at,
    actor: 'test',
  });
  await services.refresh();
  const { headers, body } = await get(path);
  t.not(headers.etag, before.headers.etag);
  t.match(body.repositoryFacts, {
    readFrom: 'copy',
    state: 'archived',
    lastChange: { at: '2023-01-02', words: 'last change', source: 'github' },
    facets: { readme: { value: { length: 20 } }, languages: { source: 'copy' } },
  });
  t.notMatch(JSON.stringify(body), /Zygomorphic/, 'the text of a README is for searching');
  t.ok(body.disagreements.includes('licence'));
  t.match(
    body.statements.find(({ sources }: { sources: { id: string }[] }) => sources[0]?.id === 'github'),
    { field: 'licence', value: 'EUPL-1.2', shown: false, basis: 'observed' },
  );
  t.same(body.licence, before.body.licence, 'and people keep the word');

  const found = (await get('/api/v1/search?q=zygomorphic')).body.hits.map(({ id }: { id: string }) => id);
  t.same(
    found.sort(),
    ['bops', 'unboxed--bops'],
    'the README is found, for the repository and for its product',
  );

  const health = (await get(`${path}/health`)).body;
  const rule = (name: string) => health.upkeep.find((one: { rule: string }) => one.rule === name);
  t.match(rule('not-archived'), {
    outcome: 'not-met',
    evidence: [{ what: 'archived', value: true, source: 'github', seenAt: at }],
  });
  t.equal(rule('maintained').outcome, 'not-met');
  const product = (await get('/api/v1/assets/bops/health')).body;
  t.equal(product.repository, 'unboxed/bops', 'a product is as its main repository');
  t.ok(
    product.parts.some(
      ({ upkeep }: { upkeep: Record<string, string> }) => upkeep['not-archived'] === 'not-met',
    ),
  );
  t.equal((await get('/api/v1/assets/no-such-thing/health')).status, 404);
  t.equal((await get('/api/v1/assets/Unboxed--BOPS/health')).status, 200);
});
