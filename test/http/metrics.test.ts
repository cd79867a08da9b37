import { readFileSync } from 'node:fs';
import t from 'tap';
import { type AppOptions, type AppServices, buildApp } from '../../src/app.ts';
import { CatalogueError } from '../../src/domain/errors.ts';
import { readPlainQuery } from '../../src/domain/query/read-plain-query.ts';
import type { EngineStatus } from '../../src/use-cases/describe-engines.ts';
import type { EngineAnswer } from '../../src/use-cases/search-engines.ts';
import { openRealCatalogue } from '../support/test-app.ts';

const { app, services } = await openRealCatalogue(t);

/** The value of one line, by name and labels in the order that they are written in. */
function figureOf(text: string, series: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

async function appWith(changed: Partial<AppServices>, options: Partial<AppOptions> = {}) {
  const other = await buildApp(
    { ...services, ...changed },
    { rateLimitMax: 1000, corsOrigins: '*', ...options },
  );
  t.teardown(() => other.close());
  return other;
}

const read = async (from = app) => (await from.inject('/metrics')).body;

t.test('requests are counted by route and class of status, whatever is asked for', async (t) => {
  const secret = 'blancmangery';
  for (const path of [
    '/api/v1/assets/bops',
    '/api/v1/assets/fixmystreet',
    `/api/v1/assets/${secret}`,
    `/api/v1/search?q=${secret}`,
    `/nowhere/${secret}`,
    `/${secret}`,
  ])
    await app.inject(path);
  const answer = await app.inject('/metrics');
  t.equal(answer.statusCode, 200);
  t.match(answer.headers['content-type'], /^text\/plain; version=0\.0\.4/);
  const count = (labels: string) => figureOf(answer.body, `http_request_duration_seconds_count{${labels}}`);
  t.equal(count('method="GET",route="/api/v1/assets/:id",status="2xx"'), 2);
  t.equal(count('method="GET",route="/api/v1/assets/:id",status="4xx"'), 1);
  t.equal(count('method="GET",route="/api/v1/search",status="2xx"'), 1);
  t.equal(count('method="GET",route="none",status="4xx"'), 2, 'addresses that lead nowhere are one route');
  t.notMatch(answer.body, secret, 'nothing that a caller sent is in it');
  t.equal(figureOf(answer.body, 'catalogue_search_duration_seconds_count{engine="embedded"}'), 1);
  t.match(answer.body, /^process_resident_memory_bytes \d+/m);
  t.match(answer.body, /^nodejs_eventloop_lag_p99_seconds /m);
});

t.test('it tells what the store holds and how current its index is', async (t) => {
  const text = await read();
  const { published } = (await services.store.counts()).asset;
  t.ok(published > 300);
  t.equal(figureOf(text, 'catalogue_records{kind="asset"}'), published);
  t.equal(figureOf(text, 'catalogue_store_newest_change'), await services.store.head());
  t.equal(figureOf(text, 'catalogue_store_up'), 1);
  t.ok((figureOf(text, 'catalogue_index_documents{engine="embedded"}') ?? 0) > 500);
  t.equal(figureOf(text, 'catalogue_index_lag_changes{engine="embedded"}'), 0);
  t.equal(figureOf(text, 'catalogue_engine_state{engine="embedded",state="answering"}'), 1);
  t.equal(figureOf(text, 'catalogue_engine_state{engine="embedded",state="failing"}'), 0);
  t.equal(figureOf(text, 'catalogue_breaker_state{engine="embedded",state="closed"}'), undefined);
});

t.test(
  'an engine that is in trouble shows, and so does each search that another one had to answer',
  async (t) => {
    const answers: (Partial<EngineAnswer> | Error)[] = [
      { engine: 'meilisearch' },
      { engine: 'embedded', warning: 'Meilisearch does not answer; the embedded index stands in' },
      { engine: 'embedded', warning: 'Meilisearch does not answer; the embedded index stands in' },
      new CatalogueError('unavailable', 'no engine answers'),
    ];
    const status: EngineStatus = {
      engine: 'meilisearch',
      state: 'unreachable',
      documents: 7,
      cursor: 3,
      lag: { changes: 4, seconds: 12 },
      breaker: 'open',
    };
    const troubled = await appWith({
      engines: {
        ...services.engines,
        status: async () => [status],
        async search() {
          const next = answers.shift();
          if (next === undefined || next instanceof Error) throw next;
          return { total: 1, hits: [], facets: {}, cursor: 3, engine: 'embedded', ...next };
        },
      },
      reader: { understand: readPlainQuery },
    });
    for (const expected of [200, 200, 200, 503])
      t.equal((await troubled.inject('/api/v1/search?q=damp')).statusCode, expected);
    const text = await read(troubled);
    t.equal(figureOf(text, 'catalogue_search_duration_seconds_count{engine="meilisearch"}'), 1);
    t.equal(figureOf(text, 'catalogue_search_duration_seconds_count{engine="embedded"}'), 2);
    t.equal(figureOf(text, 'catalogue_search_stand_ins_total'), 2);
    t.equal(figureOf(text, 'catalogue_search_failures_total'), 1);
    t.equal(figureOf(text, 'catalogue_engine_state{engine="meilisearch",state="unreachable"}'), 1);
    t.equal(figureOf(text, 'catalogue_breaker_state{engine="meilisearch",state="open"}'), 1);
    t.equal(figureOf(text, 'catalogue_breaker_state{engine="meilisearch",state="closed"}'), 0);
    t.equal(figureOf(text, 'catalogue_index_lag_changes{engine="meilisearch"}'), 4);
    t.equal(figureOf(text, 'catalogue_index_lag_seconds{engine="meilisearch"}'), 12);
    t.equal(figureOf(text, 'catalogue_index_documents{engine="meilisearch"}'), 7);
  },
);

t.test('a store that does not answer is told, without figures that are no longer known', async (t) => {
  const failing = await appWith({
    store: {
      ...services.store,
      head: async () => {
        throw new CatalogueError('unavailable', 'the database is locked');
      },
    },
  });
  const answer = await failing.inject('/metrics');
  t.equal(answer.statusCode, 200);
  t.equal(figureOf(answer.body, 'catalogue_store_up'), 0);
  t.equal(figureOf(answer.body, 'catalogue_store_newest_change'), undefined);
  t.equal(figureOf(answer.body, 'catalogue_records{kind="asset"}'), undefined);
});

t.test('without a token only direct callers on this machine may read it', async (t) => {
  const statusFrom = async (remoteAddress: string, headers = {}) =>
    (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
  t.equal(await statusFrom('127.0.0.1'), 200);
  t.equal(await statusFrom('::1'), 200);
  t.equal(await statusFrom('::ffff:127.0.0.1'), 200);
  t.equal(await statusFrom('10.0.0.7'), 403);
  t.equal(await statusFrom('::ffff:10.0.0.7'), 403);
  t.equal(await statusFrom('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }), 403, 'a proxy on this machine');
  t.equal(await statusFrom('127.0.0.1', { origin: 'https://example.org' }), 403, 'a page in a browser on it');
  const trusting = await appWith({}, { trustProxy: true });
  const pretending = {
    url: '/metrics',
    remoteAddress: '10.0.0.7',
    headers: { 'x-forwarded-for': '127.0.0.1' },
  };
  t.equal((await trusting.inject(pretending)).statusCode, 403, 'nobody talks himself onto this machine');
});

t.test('with a token whoever sends it may read it, and nobody else', async (t) => {
  const guarded = await appWith({}, { metricsToken: 'a-token-of-some-length', rateLimitMax: 1 });
  const statusWith = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    return (await guarded.inject({ url: '/metrics', remoteAddress: '10.0.0.7', headers })).statusCode;
  };
  t.equal(await statusWith('Bearer a-token-of-some-length'), 200);
  t.equal(await statusWith('bearer a-token-of-some-length'), 200, 'and as often as he likes');
  t.equal(await statusWith('Bearer another-token'), 401);
  t.equal(await statusWith('Basic YTpi'), 401);
  t.equal(await statusWith(), 401);
  const answer = await guarded.inject('/metrics');
  t.equal(answer.headers['www-authenticate'], 'Bearer realm="metrics"');
  t.match(answer.json(), { status: 401, title: 'Unauthorized' });
});

t.test('docs/operating.md names every figure of our own, and no others', async (t) => {
  const docs = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  const named = new Set(docs.match(/(?<=`)(catalogue|http)_[a-z_]+/g));
  const text = await read(await appWith({}));
  const ours = [...text.matchAll(/^# TYPE ((?:catalogue|http)_\w+)/gm)].map(([, name]) => name ?? '');
  t.ok(ours.length >= 10);
  t.same([...named].sort(), ours.sort());
});
