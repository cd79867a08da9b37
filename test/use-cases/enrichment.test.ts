import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { openGithub } from '../../src/adapters/github/open-github.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { buildGuardedFetcher } from '../../src/adapters/web/guarded-fetch.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import type { EnrichmentRun, EnrichmentStore, Sighting } from '../../src/ports/enrichment-store.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { checkLinks } from '../../src/use-cases/check-links.ts';
import { enrichOnSchedule, nextRunAt } from '../../src/use-cases/enrich-on-schedule.ts';
import { type EnrichmentOptions, enrichRepositories } from '../../src/use-cases/enrich-repositories.ts';
import { toRecordWrites } from '../../src/use-cases/to-record-writes.ts';
import { anAsset, aSource } from '../support/builders.ts';
import { aMonthOf } from '../support/fake-github/a-month.ts';
import { aClock } from '../support/fake-github/clock.ts';
import { findWrong } from '../support/fake-github/month-expectation.ts';
import { aRepository } from '../support/fake-github/repository.ts';
import {
  type FakeGithub,
  type FakeGithubOptions,
  startFakeGithub,
} from '../support/fake-github/start-fake-github.ts';
import { aBatch, asset, aWrite } from '../support/record-store-contract.ts';
import { until } from '../support/small-catalogue.ts';

interface Job {
  fake: FakeGithub;
  records: RecordStore;
  enrichment: EnrichmentStore;
  /** One run as of the fake's time, by a process of its own as far as the host is concerned. */
  run(options?: Partial<EnrichmentOptions>): Promise<EnrichmentRun>;
  of(repository: string): Promise<Sighting | undefined>;
}

/** The job over real stores and the real adapter, asking a code host on this machine; assets for each of `catalogue`. */
async function aJob(
  t: Test,
  catalogue: readonly string[],
  options: FakeGithubOptions,
  host: { token?: string; mode?: 'graphql' | 'rest'; timeoutMs?: number } = { token: 'a-token' },
): Promise<Job> {
  const clock = options.clock ?? aClock('2026-03-01T06:00:00Z');
  const fake = await startFakeGithub({ ...options, clock, checksAnswers: false });
  const records = await openSqliteRecordStore({ file: ':memory:' });
  const enrichment = await openSqliteEnrichmentStore({ file: records.file });
  t.teardown(async () => {
    await enrichment.close();
    await records.close();
    await fake.close();
  });
  const put = catalogue.map((repository) => aWrite(asset(repositoryId(repository), { repository })));
  await records.write(aBatch({ put }));
  fake.warm();
  const now = () => new Date(clock.now());
  return {
    ...{ fake, records, enrichment },
    run: (given) =>
      enrichRepositories(
        { records, enrichment, host: openGithub({ apiUrl: fake.url, ...host, now }), now },
        { actor: 'enrichment', asOf: now().toISOString(), ...given },
      ),
    of: (repository) => enrichment.find(repositoryId(repository)),
  };
}

async function allSightings(enrichment: EnrichmentStore): Promise<Sighting[]> {
  const all: Sighting[] = [];
  for await (const sighting of enrichment.readAll()) all.push(sighting);
  return all;
}

/** Every facet that is held of a repository, by its own number and name. */
function facetsOf(sightings: readonly Sighting[]): Set<string> {
  return new Set(
    sightings.flatMap(({ hostId, facets }) => Object.keys(facets).map((name) => `${hostId} ${name}`)),
  );
}

/** A refusal because of a limit: a secondary one is a disturbance to the fake. */
function isLimit({ outcome, status }: FakeGithub['requests'][number]): boolean {
  return outcome === 'limited' || (outcome === 'disturbed' && (status === 403 || status === 429));
}

t.test('what is named is read whatever its age and case, and recorded as of any time', async (t) => {
  const { fake, run, of } = await aJob(t, ['acorn/bins', 'acorn/lamps'], {
    repositories: [aRepository({ repository: 'acorn/bins' }), aRepository({ repository: 'acorn/lamps' })],
  });
  t.match(await run(), { counts: { asked: 2, found: 2, changed: 2 }, scope: 'due', left: 0 });
  t.match(await run(), { counts: { asked: 0, calls: 0 } }, 'nothing is due');
  const asOf = '2031-05-06T07:08:09.000Z';
  t.match(await run({ only: ['ACORN/Bins'], asOf }), { startedAt: asOf, counts: { asked: 1, changed: 0 } });
  t.match((await of('acorn/bins'))?.observations, [{}, { at: asOf, outcome: 'found' }]);
  t.equal((await of('acorn/lamps'))?.observations.length, 1);
  fake.world.push('acorn/lamps', { files: { 'README.md': '# Lamps of the town\n' } });
  t.match(await run({ changedOnly: true }), { counts: { asked: 2, changed: 1 }, scope: 'changed' });
  t.match((await of('acorn/lamps'))?.facets.readme?.value?.text, /Lamps of the town/);
  const refused = await run({ only: ['acorn/none'] }).catch((error: unknown) => error);
  t.match(refused, { kind: 'invalid', faults: [{ field: 'only' }] });
  t.same([fake.refusals, fake.faults], [[], []]);
});

t.test(
  'while the service runs it is done when it is due, and what is named is read again at once',
  async (t) => {
    const { enrichment, run } = await aJob(t, ['acorn/bins'], {
      repositories: [aRepository({ repository: 'acorn/bins' })],
    });
    const runs: (readonly string[])[] = [];
    const turns: string[] = [];
    let isBroken = false;
    let time = Date.parse('2026-03-01T06:00:00Z');
    const schedule = enrichOnSchedule({
      ...{ enrichment, everyMs: 60_000, settleMs: 20, firstAfterMs: 0 },
      now: () => time,
      random: () => 0,
      async run(only) {
        runs.push(only);
        if (isBroken) throw new Error('no network');
        await run({ only });
        return 'done';
      },
      onTurn: (error) => turns.push(error === undefined ? 'well' : 'failing'),
    });
    t.teardown(() => schedule.close());
    await until(t, 'the first is done at once', () => runs.length === 1);
    schedule.refresh('acorn/bins');
    schedule.refresh('acorn/bins');
    await until(t, 'what was named is asked for once', () => runs.length === 2);
    t.same(runs, [[], ['acorn/bins']]);
    isBroken = true;
    schedule.refresh('acorn/bins');
    await until(t, 'it fails', () => runs.length === 3);
    schedule.refresh('acorn/bins');
    await until(t, 'it fails again', () => runs.length === 4);
    isBroken = false;
    time += 1;
    schedule.refresh('acorn/bins');
    await until(t, 'it works again', () => turns.length === 2);
    t.same(turns, ['failing', 'well'], 'told once');
    await schedule.close();
    schedule.refresh('acorn/bins');
    await delay(60);
    t.equal(runs.length, 5, 'closed');
  },
);

t.test('the next run is an interval after the last, or when the host gives again', async (t) => {
  const dayMs = 24 * 3_600_000;
  const startedAt = '2026-03-01T06:00:00.000Z';
  const start = Date.parse(startedAt);
  const newest = { startedAt, actor: 'schedule', counts: {}, left: 0 };
  t.equal(nextRunAt(undefined, dayMs, start), start);
  t.equal(nextRunAt(newest, dayMs, start + 5), start + dayMs);
  const cutShort = { ...newest, stoppedBy: 'budget' as const, until: '2026-03-01T07:00:00.000Z' };
  t.equal(nextRunAt(cutShort, dayMs, start + 5), start + 3_600_000);
  t.equal(nextRunAt({ ...cutShort, stoppedBy: 'unreachable' }, dayMs, start + 5), start + dayMs);
  t.equal(nextRunAt(newest, dayMs, start - 5), start - 5 + dayMs, 'one of the future says nothing');
});

for (const mode of ['graphql', 'rest'] as const) {
  t.test(`after a month of mishaps and two cycles without trouble nothing is wrong (${mode})`, async (t) => {
    const month = aMonthOf(40);
    t.ok(new Set(month.steps.map(({ kind }) => kind)).size >= 30, 'thirty kinds of mishap');
    const clock = aClock(month.startsAt);
    const job = await aJob(
      t,
      month.catalogue,
      { clock, repositories: month.repositories },
      { token: 'a', mode, timeoutMs: 2000 },
    );
    const { fake, enrichment, run } = job;
    let held = new Set<string>();
    for (let day = 0; day <= month.lastDay; day += 1) {
      month.play(fake.world, day);
      fake.requests.length = 0;
      const { stoppedBy, left } = await run();
      // On other days a refusal that was cut short would look alike.
      const isLimited = month.steps.some((step) => step.day === day && /\blimit\b/.test(step.kind));
      const limitedAt = isLimited ? fake.requests.findIndex(isLimit) : -1;
      t.ok(limitedAt === -1 || limitedAt === fake.requests.length - 1, `day ${day}: a limit ends the run`);
      t.equal(
        limitedAt >= 0,
        stoppedBy === 'budget' || stoppedBy === 'secondary-limit',
        `day ${day}: ${stoppedBy}`,
      );
      t.ok(stoppedBy !== undefined || left === 0, `day ${day}: ${left} left`);
      const sightings = await allSightings(enrichment);
      const now = facetsOf(sightings);
      t.same(
        [...held].filter((facet) => !now.has(facet)),
        [],
        `day ${day}: no facet is erased`,
      );
      held = now;
    }
    const wrong: string[] = [];
    for (const expected of month.expected(fake.world, mode)) {
      wrong.push(...findWrong(expected, await job.of(expected.repository)));
    }
    t.same(wrong, []);
    t.same([fake.refusals, fake.faults], [[], []]);
  });
}

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
