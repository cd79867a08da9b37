import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openSqliteSearchMisses } from '../../src/adapters/storage/open-sqlite-search-misses.ts';
import { anUnreadSighting, type Sighting } from '../../src/domain/enrichment/sighting.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import { foldExact } from '../../src/domain/query/query.ts';
import type { DocumentOf } from '../../src/domain/records/record.ts';
import { readRegisteredAddress } from '../../src/domain/registration/repository-address.ts';
import { ranking } from '../../src/domain/search/ranking-signals.ts';
import { buildMissCounter } from '../../src/use-cases/count-misses.ts';
import { findDuplicate } from '../../src/use-cases/find-duplicate.ts';
import { openKnownAssets } from '../../src/use-cases/open-known-assets.ts';
import { type CatalogueSearch, searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { openRealServices } from '../support/open-real-services.ts';

const services = await openRealServices();
t.teardown(() => services.close());

t.test('the real records are found in the order that docs/ranking.md describes', async (t) => {
  const assets: DocumentOf['asset'][] = [];
  for await (const { document } of services.store.readAll('asset'))
    assets.push(document as DocumentOf['asset']);

  async function search(text: string, fields: Partial<CatalogueSearch> = {}) {
    return searchCatalogue(services, { text, offset: 0, limit: 10, facets: [], ...fields });
  }

  async function find(text: string, fields?: Partial<CatalogueSearch>): Promise<string[]> {
    return (await search(text, fields)).hits.map(({ kind, id }) => `${kind} ${id}`);
  }

  await t.test('owner/name finds the repository first, every time', async (t) => {
    const missed: string[] = [];
    for (const { id, repository } of assets.filter(({ assetKind }) => assetKind !== 'product')) {
      if (repository === undefined) continue;
      const [first] = await find(repository, { limit: 1 });
      if (first !== `asset ${id}`) missed.push(`${repository}: ${first}`);
    }
    t.same(missed, []);
  });

  await t.test('a title finds what is called so first, unless several are', async (t) => {
    const sharing = new Map<string, number>();
    for (const { title, otherNames } of assets) {
      for (const form of new Set([title, ...otherNames].map(foldExact)))
        sharing.set(form, (sharing.get(form) ?? 0) + 1);
    }
    const missed: string[] = [];
    const own = assets.filter(({ title }) => sharing.get(foldExact(title)) === 1);
    for (const { id, title } of own) {
      const [first] = await find(title, { limit: 1 });
      if (first !== `asset ${id}`) missed.push(`${title}: ${first}`);
    }
    t.ok(own.length > 300, `${own.length} titles`);
    t.same(missed, []);
  });

  await t.test('an explanation adds up to the points, and points to the order', async (t) => {
    for (const text of [
      'housing repairs',
      'who uses bops',
      'grants over £1m for planning',
      'houisng repiars',
    ]) {
      const { hits } = await search(text, { explain: true });
      t.ok(hits.length > 0, text);
      const explained = hits.flatMap(({ explanation }) => explanation ?? []);
      t.equal(explained.length, hits.length, text);
      for (const { points, words, answered, factors } of explained) {
        const product = factors.reduce((sum, { factor }) => sum * factor, 1);
        // Parts and copies may have less: they stay just behind what they are of.
        t.ok(
          points <= words * answered ** ranking.answeredPower * product + 0.01,
          `${text}: ${points} of ${words} × ${answered} × ${product}`,
        );
      }
      const ordered = explained.filter(({ first, last }) => !first && !last).map(({ points }) => points);
      t.same(
        ordered,
        ordered.toSorted((one, other) => other - one),
        text,
      );
    }
  });

  await t.test('a project and its only award are one hit: the award where money is asked for', async (t) => {
    const money = await find('digital experts awards', { limit: 100 });
    const need = await find('planning back office', { limit: 100 });
    for (const found of [money, need]) {
      const ids = found.filter((hit) => /^(award|project) /.test(hit)).map((hit) => hit.split(' ')[1]);
      t.equal(new Set(ids).size, ids.length);
    }
    t.ok(money.some((hit) => hit.startsWith('award digital-experts-')));
    t.ok(need.includes('project southwark-planning'), need.join(', '));
    const only = (kind: string) =>
      find('planning back office', { limit: 100, filters: new Map([['kind', [kind]]]) });
    t.ok((await only('award')).includes('award southwark-planning'));
    t.ok((await only('project')).includes('project southwark-planning'));
  });

  await t.test('nonsense finds nothing', async (t) => {
    for (const text of ['zzzzzzzz', 'purple elephants juggling', 'qwertyuiop asdfgh', '-', '?!'])
      t.same(await find(text), [], text);
  });
});

/** `given`: an address that somebody registers; `same`: it is the record. `moved`: GitHub says that the record's repository is there now. */
interface Pair {
  given: string;
  record: string;
  same: boolean;
  why: string;
  moved?: boolean;
}

const pairs = JSON.parse(readFileSync(new URL('duplicate-pairs.json', import.meta.url), 'utf8')) as Pair[];
t.test('what is registered already is found by every spelling, and nothing else is', async (t) => {
  const { store, enrichment } = services;
  const known = openKnownAssets(store);
  await known.refresh();
  const sightings = new Map<string, Sighting>();
  for (const [index, { given, record }] of pairs.filter(({ moved }) => moved).entries()) {
    const [stored] = await store.readMany('asset', [record]);
    const address = readRegisteredAddress(given);
    for (const name of [
      stored?.document.repository,
      'repository' in address ? address.repository : undefined,
    ]) {
      if (name === undefined) continue;
      sightings.set(repositoryId(name), {
        ...anUnreadSighting(name),
        state: 'found',
        hostId: `number-${index}`,
      });
    }
  }
  await enrichment.save({
    ...{ sightings: [...sightings.values()], touched: [], at: services.now().toISOString(), actor: 'test' },
  });

  const missed: string[] = [];
  const merged: string[] = [];
  for (const { given, record, same, why } of pairs) {
    const address = readRegisteredAddress(given);
    if ('fault' in address) {
      t.fail(`${given} ${address.fault}`);
      continue;
    }
    const found = await findDuplicate({ store, enrichment, known }, address);
    if (same && found?.id !== record)
      missed.push(`${given} (${why}): ${found?.id ?? 'nothing'}, not ${record}`);
    if (!same && found?.id === record) merged.push(`${given} (${why}) is not ${record}`);
  }
  const alike = pairs.filter(({ same }) => same).length;
  t.ok(pairs.length >= 200, `${pairs.length} pairs`);
  t.comment(
    `${alike - missed.length} of ${alike} duplicates caught, ${merged.length} of ${pairs.length - alike} others taken for one`,
  );
  t.ok(missed.length <= alike * 0.01, `at least 99 % are caught: ${missed.join('; ')}`);
  t.same(merged, [], 'no false merge');
});

t.test('searches that found nothing are counted by their words and kept 90 days', async (t) => {
  const file = join(t.testdir(), 'catalogue.db');
  const misses = await openSqliteSearchMisses({ file });
  t.teardown(() => misses.close());
  let now = new Date('2026-01-10T12:00:00Z');
  const counter = buildMissCounter(misses, () => now);

  counter.count('Moon Landing');
  counter.count('moon  landing!');
  counter.count('unicorns');
  await counter.flush();
  now = new Date('2026-01-12T12:00:00Z');
  counter.count('moon landing');
  await counter.flush();
  t.same(await misses.list(10), [
    { text: 'moon landing', count: 3, firstOn: '2026-01-10', lastOn: '2026-01-12' },
    { text: 'unicorns', count: 1, firstOn: '2026-01-10', lastOn: '2026-01-10' },
  ]);

  now = new Date('2026-04-11T00:00:01Z');
  await counter.flush();
  t.same(
    (await misses.list(10)).map(({ text, count }) => [text, count]),
    [['moon landing', 1]],
    'the tenth of January is more than 90 days ago, the twelfth is not',
  );

  const again = await openSqliteSearchMisses({ file });
  t.teardown(() => again.close());
  t.equal((await again.list(10)).length, 1, 'they are kept in the file');
});

t.test('nothing that may name a person is kept, nor a flood', async (t) => {
  const misses = await openSqliteSearchMisses({ file: ':memory:' });
  t.teardown(() => misses.close());
  const counter = buildMissCounter(misses, () => new Date('2026-01-10T12:00:00Z'));
  for (const text of ['someone@example.org', 'call 07700 900123', 'account 12345678', '  ', '!!!'])
    counter.count(text);
  for (let at = 0; at < 1500; at += 1) counter.count(`nonsense ${at.toString(36)}`);
  await counter.flush();
  t.equal((await misses.list(5000)).length, 1000);
  t.equal((await misses.list(5000)).filter(({ text }) => text.includes('example')).length, 0);
});

t.test('counts that could not be written are written later', async (t) => {
  const misses = await openSqliteSearchMisses({ file: ':memory:' });
  t.teardown(() => misses.close());
  let refuses = true;
  const counter = buildMissCounter(
    {
      ...misses,
      add: (counts, day) => (refuses ? Promise.reject(new Error('locked')) : misses.add(counts, day)),
    },
    () => new Date('2026-01-10T12:00:00Z'),
  );
  counter.count('unicorns');
  await t.rejects(counter.flush(), /locked/);
  refuses = false;
  counter.count('unicorns');
  await counter.flush();
  t.match(await misses.list(10), [{ text: 'unicorns', count: 2 }]);
});
