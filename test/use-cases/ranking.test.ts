import { test } from 'tap';
import { foldExact } from '../../src/domain/query/query.ts';
import type { DocumentOf } from '../../src/domain/records/record.ts';
import { ranking } from '../../src/domain/search/ranking-signals.ts';
import { type CatalogueSearch, searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { openRealServices } from '../support/open-real-services.ts';

test('the real records are found in the order that docs/ranking.md describes', async (t) => {
  const services = await openRealServices();
  t.teardown(() => services.close());
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
