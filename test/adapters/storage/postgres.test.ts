import { join } from 'node:path';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import t, { type Test } from 'tap';
import { openArchive } from '../../../src/adapters/storage/open-archive.ts';
import { openPostgresEnrichmentStore } from '../../../src/adapters/storage/open-postgres-enrichment-store.ts';
import { openPostgresLeases } from '../../../src/adapters/storage/open-postgres-leases.ts';
import { openPostgresRecordStore } from '../../../src/adapters/storage/open-postgres-record-store.ts';
import { openPostgresSearchMisses } from '../../../src/adapters/storage/open-postgres-search-misses.ts';
import { openSqliteEnrichmentStore } from '../../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../../src/adapters/storage/open-sqlite-record-store.ts';
import { openSqliteSearchMisses } from '../../../src/adapters/storage/open-sqlite-search-misses.ts';
import type { RecordStore } from '../../../src/ports/record-store.ts';
import type { StoreArchive } from '../../../src/ports/store-archive.ts';
import { copyStore } from '../../../src/use-cases/copy-store.ts';
import { aSighting, testEnrichmentStore } from '../../support/enrichment-store-contract.ts';
import { testEntryStore } from '../../support/entry-store-contract.ts';
import { testLeases } from '../../support/leases-contract.ts';
import { clusterPassword, noPostgres, startPostgres } from '../../support/postgres-cluster.ts';
import { testProposals } from '../../support/proposals-contract.ts';
import { aBatch, asset, aWrite, testRecordStore } from '../../support/record-store-contract.ts';

t.test('the store on PostgreSQL', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());

  async function openFor(t: Test, url: string, waitMs?: number): Promise<RecordStore> {
    const store = await openPostgresRecordStore({ url, waitMs });
    t.teardown(() => store.close());
    return store;
  }

  await t.test('the contract of the record store', async (t) => {
    const url = await cluster.createDatabase();
    await testRecordStore(t, async () => {
      await cluster.empty(url);
      return openPostgresRecordStore({ url });
    });
  });

  await t.test('the contract of the enrichment store', async (t) => {
    const url = await cluster.createDatabase();
    await testEnrichmentStore(t, async () => {
      await cluster.empty(url);
      const records = await openPostgresRecordStore({ url });
      return { records, enrichment: await openPostgresEnrichmentStore({ url }) };
    });
  });

  await t.test('decisions besides the files', async (t) => {
    const url = await cluster.createDatabase();
    await testProposals(t, async () => {
      await cluster.empty(url);
      const records = await openPostgresRecordStore({ url });
      return { records, enrichment: await openPostgresEnrichmentStore({ url }) };
    });
  });

  await t.test('the contract of the entry store', async (t) => {
    const url = await cluster.createDatabase();
    await testEntryStore(t, async () => {
      await cluster.empty(url);
      return openPostgresRecordStore({ url });
    });
  });

  await t.test('the contract of the leases', async (t) => {
    await testLeases(t, async () => {
      const url = await cluster.createDatabase();
      let shifted = 0;
      const now = () =>
        sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint + ${sql.lit(shifted)}`;
      return {
        join: (times) => openPostgresLeases({ url, times, now }),
        shift: (ms) => {
          shifted = ms;
        },
      };
    });
  });

  await t.test('processes that start together on an empty database agree on its tables', async (t) => {
    const url = await cluster.createDatabase();
    const stores = await Promise.all(Array.from({ length: 5 }, () => openFor(t, url)));
    await Promise.all(
      stores.map((store, index) => store.write(aBatch({ put: [aWrite(asset(`asset-${index}`))] }))),
    );
    t.equal((await stores[0]?.counts())?.asset.published, 5);
    t.same(
      (await stores[1]?.changesSince(0, 10))?.map(({ seq }) => seq),
      [1, 2, 3, 4, 5],
      'and number the log together',
    );
    t.match(await cluster.query(url, 'select name from kysely_migration order by name'), [
      { name: '0001-records' },
      { name: '0002-search-misses' },
      { name: '0003-leases' },
      { name: '0004-enrichment' },
    ]);
  });

  await t.test('searches that found nothing are counted', async (t) => {
    const misses = await openPostgresSearchMisses({ url: await cluster.createDatabase() });
    t.teardown(() => misses.close());
    await misses.add(new Map([['potholes', 2]]), '2026-01-01');
    await misses.add(
      new Map([
        ['potholes', 3],
        ['lamps\0', 1],
      ]),
      '2026-01-02',
    );
    t.match(await misses.list(10), [
      { text: 'potholes', count: 5, firstOn: '2026-01-01', lastOn: '2026-01-02' },
      { count: 1 },
    ]);
    await misses.forgetBefore('2026-01-02');
    t.match(await misses.list(1), [{ text: 'potholes', count: 3 }]);
  });

  await t.test('a write waits for others, not for ever, and keeps no reader waiting', async (t) => {
    const url = await cluster.createDatabase();
    const hasty = await openFor(t, url, 1500);
    const patient = await openFor(t, url);
    await hasty.write(aBatch({ put: [aWrite(asset('bops'))] }));
    // The rows of the log are locked by a writer that is not one of ours, as a maintenance command may be.
    const blocking = cluster.query(
      url,
      'begin; lock table changes in exclusive mode; select pg_sleep(3); commit',
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const put = [aWrite(asset('planx'))];
    await Promise.all([
      t.rejects(hasty.write(aBatch({ put })), {
        name: 'CatalogueError',
        kind: 'unavailable',
        message: /locked by another process/,
      }),
      ...Array.from({ length: 20 }, async () => t.match(await hasty.find('asset', 'bops'), { id: 'bops' })),
      patient.write(aBatch({ put })).then((report) => t.match(report, { added: 1 })),
    ]);
    await blocking;
    t.equal(await hasty.head(), 2);
  });

  await t.test('a database that cannot be used is unavailable, and no password shows', async (t) => {
    const url = await cluster.createDatabase();
    await cluster.query(url, `create role few login connection limit 1 password '${clusterPassword}'`);
    await cluster.query(url, 'grant all on schema public to few');
    const changed = (part: Partial<Record<'password' | 'port' | 'pathname' | 'username', string>>) =>
      Object.assign(new URL(url), part).href;
    const unusable: [string, string, RegExp][] = [
      ['wrong password', changed({ password: `${clusterPassword}-x` }), /refuses the user/],
      ['nobody listens', changed({ port: '1' }), /cannot be reached/],
      ['no such database', changed({ pathname: '/elsewhere' }), /does not exist/],
      ['no connection left', changed({ username: 'few' }), /no connection left/],
      ['TLS where there is none', `${url}?sslmode=verify-full`, /TLS/],
    ];
    const [, , , few = ['', '', /x/]] = unusable;
    const only = await openPostgresSearchMisses({ url: few[1] });
    t.teardown(() => only.close());
    await only.add(new Map([['takes the one connection', 1]]), '2026-01-01');
    for (const [what, address, message] of unusable) {
      const error = await openPostgresRecordStore({ url: address, waitMs: 2000 }).then(
        async (store) => store.close(),
        (failure: unknown) => failure,
      );
      t.match(error, { name: 'CatalogueError', kind: 'unavailable', message }, what);
      t.notMatch(inspect(error, { depth: 9, showHidden: true }), new RegExp(clusterPassword), what);
    }
    for (const address of ['postgres://me:hidden word@host:99999/x', 'postgres://me:hidden@host', 'hidden']) {
      const error = await openPostgresRecordStore({ url: address }).catch((failure: unknown) => failure);
      t.match(error, { name: 'CatalogueError', kind: 'invalid', faults: [{ field: 'DATABASE_URL' }] });
      t.notMatch(inspect(error, { depth: 9, showHidden: true }), /hidden/);
    }
  });

  await t.test('copying a store', async (t) => {
    async function openFrom(address: string, mustExist = false): Promise<StoreArchive> {
      const archive = await openArchive(address, { field: 'from', mustExist });
      t.teardown(() => archive.close());
      return archive;
    }
    const file = join(t.testdir(), 'catalogue.db');
    const source = await openSqliteRecordStore({ file });
    t.teardown(() => source.close());
    const many = Array.from({ length: 1200 }, (_, index) => aWrite(asset(`asset-${index}`)));
    await source.write(aBatch({ put: many, notes: { 'import.fingerprint': 'x' } }));
    const terms = ['Äpfel', 'Zebra', 'a-b', 'ab', '\u{1F4A1}'].map((value) => ({ name: 'theme', value }));
    const links = [{ name: 'partOf', kind: 'asset' as const, id: 'asset-1' }];
    for (const title of ['first', 'second “third”']) {
      const bops = aWrite(asset('bops', { title }), { terms, links, aliases: ['back-office', 'zzz'] });
      await source.write(aBatch({ put: [bops] }));
    }
    await source.write(aBatch({ withdraw: [{ kind: 'asset', id: 'asset-7' }] }));
    const misses = await openSqliteSearchMisses({ file });
    t.teardown(() => misses.close());
    await misses.add(new Map([['potholes', 2]]), '2026-01-01');
    const enrichment = await openSqliteEnrichmentStore({ file });
    t.teardown(() => enrichment.close());
    await enrichment.save({ sightings: [aSighting()], touched: [], at: '2026-01-01', actor: 'enrichment' });

    const url = await cluster.createDatabase();
    const from = await openFrom(`sqlite:${file}`, true);
    const to = await openFrom(url);
    const steps: [number, number][] = [];
    let meanwhile: Promise<unknown> | undefined;
    const copied = await copyStore({
      from,
      to,
      onProgress(...step) {
        steps.push(step);
        meanwhile ??= source.write(aBatch({ put: [aWrite(asset('too-late'))] }));
      },
    });
    await meanwhile;
    t.same(
      copied.map(({ table, rows }) => [table, rows]),
      [
        ['records', 1201],
        ['superseded', 1],
        ['aliases', 2],
        ['links', 1],
        ['terms', 5],
        ['changes', 1203],
        ['notes', 1],
        ['search_misses', 1],
        ['sightings', 1],
        ['facets', 3],
        ['observations', 1],
        ['proposals', 0],
        ['enrichment_runs', 0],
        ['link_sightings', 0],
        ['entries', 0],
        ['entry_terms', 0],
        ['superseded_entries', 0],
        ['kept', 0],
      ],
    );
    t.same(steps.at(-1), [2420, 2420]);

    const target = await openFor(t, url);
    const bops = { kind: 'asset', id: 'bops' } as const;
    t.same(await target.find('asset', 'back-office'), await source.find('asset', 'bops'));
    t.same(await target.revisions(bops), await source.revisions(bops));
    t.same(await target.changesSince(1190, 100), (await source.changesSince(1190, 100)).slice(0, -1));
    t.same(await target.linksTo({ kind: 'asset', id: 'asset-1' }), [{ ...bops, name: 'partOf' }]);
    t.equal(await target.find('asset', 'too-late'), undefined, 'the copy is of one moment');
    await target.write(aBatch({ put: [aWrite(asset('next'))] }));
    t.equal(await target.head(), 1204, 'the log goes on where it was');

    const refused = { name: 'CatalogueError', kind: 'conflict' };
    await t.rejects(copyStore({ from, to }), {
      ...refused,
      message: /not empty: it holds 1202 records, 1 superseded, .*1204 changes/,
    });

    const back = await openFrom(`sqlite:${join(t.testdir({ back: {} }), 'back', 'again.db')}`);
    const again = await copyStore({ from: to, to: back });
    const once = await back.read((reader) => reader.counts());
    t.equal(once.get('changes'), 1204);
    t.same(
      again.filter(({ table }) => table === 'superseded' || table === 'terms'),
      copied.filter(({ table }) => table === 'superseded' || table === 'terms'),
      'the other way too, with the same digests',
    );

    const lossy: StoreArchive = {
      ...(await openFrom(await cluster.createDatabase())),
      fill: (filling) =>
        lossyTo.fill((writer) =>
          filling({
            ...writer,
            add: (table, rows) => writer.add(table, rows.slice(table === 'terms' ? 1 : 0)),
          }),
        ),
    };
    const lossyTo = await openFrom(await cluster.createDatabase());
    await t.rejects(copyStore({ from, to: lossy }), {
      ...refused,
      message: /terms arrived differently: 5 rows sent, 4 read back/,
    });
    const kept = await lossyTo.read((reader) => reader.counts());
    t.same([...new Set(kept.values())], [0], 'nothing is kept of a copy that differs');

    await t.rejects(openFrom(`sqlite:${file}.absent`, true), { name: 'CatalogueError', kind: 'not-found' });
  });
});
