import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { buildGuardedFetcher } from '../../src/adapters/web/guarded-fetch.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import { checkLinks } from '../../src/use-cases/check-links.ts';
import { toRecordWrites } from '../../src/use-cases/to-record-writes.ts';
import { anAsset, aSource } from '../support/builders.ts';

/** A site whose pages answer with what a test sets. */
async function aSite(t: Test) {
  const pages = new Map<string, number | { status: number; location: string }>();
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    asked.push(`${request.method} ${request.url}`);
    const page = pages.get(`${request.method} ${request.url}`) ?? pages.get(request.url ?? '') ?? 200;
    if (page === 0) return void request.socket.destroy();
    if (typeof page === 'number') return void reply.writeHead(page).end();
    reply.writeHead(page.status, { location: page.location }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { pages, asked, url: `http://127.0.0.1:${port}`, allow: [`127.0.0.1:${port}`] };
}

async function aCatalogueOf(t: Test, records: CatalogueRecord[]) {
  const store = await openSqliteRecordStore({ file: ':memory:' });
  const enrichment = await openSqliteEnrichmentStore({ file: store.file });
  t.teardown(async () => {
    await enrichment.close();
    await store.close();
  });
  const at = '2026-03-01T00:00:00.000Z';
  await store.write({ actor: 'test', at, put: toRecordWrites(records), withdraw: [] });
  return { records: store, enrichment };
}

t.test('addresses are gone after two absences a day apart, and not before', async (t) => {
  const site = await aSite(t);
  const of = (path: string) => `${site.url}${path}`;
  const stores = await aCatalogueOf(t, [
    { kind: 'source', document: aSource({ address: of('/source') }) },
    { kind: 'source', document: aSource({ id: 'on-github', address: 'https://github.com/a/b/issues/1' }) },
    {
      kind: 'asset',
      document: anAsset({
        ...{ address: 'https://github.com/a/b', homepage: of('/home'), demo: of('/demo') },
        documentation: 'http://169.254.169.254/latest/meta-data',
      }),
    },
    { kind: 'asset', document: anAsset({ id: 'other', homepage: of('/home'), demo: of('/moved') }) },
  ]);
  site.pages.set('/moved', { status: 301, location: '/here' });
  const web = buildGuardedFetcher({ allow: site.allow, betweenMs: 50 });
  const look = async (time: string) => {
    site.asked.length = 0;
    const checked = await checkLinks({ ...stores, actor: 'links', web, now: () => new Date(time) });
    return Object.fromEntries(
      checked.map(({ address, sighting }) => [new URL(address).pathname, sighting.state]),
    );
  };

  const startedAt = performance.now();
  t.strictSame(await look('2026-03-01T08:00:00Z'), {
    ...{ '/demo': 'answers', '/home': 'answers', '/moved': 'moved', '/source': 'answers' },
    '/latest/meta-data': 'unreachable',
  });
  t.strictSame(
    site.asked,
    ['HEAD /demo', 'HEAD /home', 'HEAD /moved', 'HEAD /here', 'HEAD /source'],
    'each once, nothing on the code host, nothing that is not public',
  );
  t.ok(performance.now() - startedAt > 190, 'a pause between two requests to one host');
  t.equal((await stores.enrichment.links()).find(({ state }) => state === 'moved')?.movedTo, of('/here'));
  t.strictSame(await look('2026-03-01T09:00:00Z'), {}, 'what was asked for lately is left alone');

  site.pages.set('/home', 404).set('/demo', 0).set('HEAD /source', 405).set('/source', 200);
  t.match(await look('2026-03-02T08:00:00Z'), {
    '/home': 'answers',
    '/demo': 'answers',
    '/source': 'answers',
  });
  t.match(
    site.asked,
    [
      'HEAD /demo',
      'GET /demo',
      'HEAD /home',
      'GET /home',
      'HEAD /moved',
      'HEAD /here',
      'HEAD /source',
      'GET /source',
    ],
    'what HEAD does not settle is asked for with GET',
  );
  site.pages.set('/home', 200);
  t.match(await look('2026-03-03T08:00:00Z'), { '/home': 'answers' }, 'back');
  site.pages.set('/home', 404);
  t.match(await look('2026-03-04T08:00:00Z'), { '/home': 'answers' }, 'the count began anew');
  t.match(await look('2026-03-05T04:30:00Z'), { '/home': 'answers' }, 'not yet a day');
  t.match(
    await look('2026-03-06T08:00:00Z'),
    { '/home': 'gone', '/demo': 'answers' },
    'a bad day is no absence',
  );
  site.pages.set('/home', 200);
  t.match(await look('2026-03-07T08:00:00Z'), { '/home': 'answers' }, 'gone is not for ever');
});

t.test('a host that asks to be left alone is left alone until the next run', async (t) => {
  const site = await aSite(t);
  const sources = ['a', 'b', 'c'].map(
    (id): CatalogueRecord => ({ kind: 'source', document: aSource({ id, address: `${site.url}/${id}` }) }),
  );
  const stores = await aCatalogueOf(t, sources);
  for (const path of ['/a', '/b', '/c']) site.pages.set(path, 429);
  const web = buildGuardedFetcher({ allow: site.allow });
  const checked = await checkLinks({
    ...stores,
    actor: 'links',
    web,
    now: () => new Date('2026-03-01T08:00:00Z'),
  });
  t.equal(checked.length, 1);
  t.ok(site.asked.every((request) => request.endsWith('/a')));
});
