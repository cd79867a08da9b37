import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openEmbeddedIndex } from '../../../src/adapters/search/embedded/open-embedded-index.ts';
import { openPostgresRecordStore } from '../../../src/adapters/storage/open-postgres-record-store.ts';
import { openSqliteRecordStore } from '../../../src/adapters/storage/open-sqlite-record-store.ts';
import { noPostgres, startPostgres } from '../../support/postgres-cluster.ts';
import { fill, pasted, testRedaction } from '../../support/redaction-contract.ts';
import { aSearchDocument, aSearchQuery } from '../../support/search-documents.ts';

/** The files of a folder that hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

t.test('taking things out of a store on SQLite', async (t) => {
  await testRedaction(t, () => openSqliteRecordStore({ file: ':memory:' }));
});

t.test('taking things out of a store on PostgreSQL', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());
  const url = await cluster.createDatabase();
  await testRedaction(t, async () => {
    await cluster.empty(url);
    return openPostgresRecordStore({ url });
  });
});

t.test('the files of the store hold nothing of it, while others have it open', async (t) => {
  const folder = t.testdir();
  const file = join(folder, 'catalogue.db');
  const [store, other] = [await openSqliteRecordStore({ file }), await openSqliteRecordStore({ file })];
  t.teardown(() => Promise.all([store.close(), other.close()]));
  await fill(store);
  t.ok(filesWith(folder, '07700 900123').length > 0, 'they held it');
  t.ok(await other.find('asset', 'bops'));
  const replace = [{ text: pasted, by: '[redacted]' }];
  await store.redact({ actor: 'admin', at: '2026-11-22T00:00:00.000Z', replace, blank: [], entries: [] });
  t.equal(await store.erase(), true);
  t.same(filesWith(folder, '07700 900123'), []);
  t.match((await other.find('asset', 'bops'))?.document.description, /redacted/, 'and it is whole');
});

t.test('the files of the search index hold nothing of what it lost', async (t) => {
  const folder = t.testdir();
  const index = await openEmbeddedIndex({ file: join(folder, 'search.db') });
  t.teardown(() => index.close());
  const others = Array.from({ length: 200 }, (_, at) =>
    aSearchDocument({ title: `Thing ${at}`, text: { body: `words of thing ${at}` } }),
  );
  const withIt = (body: string) => aSearchDocument({ title: 'BOPS', text: { body } });
  await index.apply({ put: [...others, withIt('zyxwvut99 stood here')], remove: [], cursor: 1 });
  t.equal((await index.search(aSearchQuery('zyxwvut99'))).total, 1);
  t.ok(filesWith(folder, 'zyxwvut99').length > 0, 'they held it');
  await index.apply({ put: [withIt('redacted')], remove: [], cursor: 2, after: 1 });
  t.equal(await index.erase?.(), true);
  t.same(filesWith(folder, 'zyxwvut99'), []);
  t.equal((await index.search(aSearchQuery('zyxwvut99'))).total, 0);
  t.equal((await index.search(aSearchQuery('bops'))).total, 1, 'and it answers');
  await index.apply({ put: [withIt('again')], remove: [], cursor: 3, after: 2 });
  t.equal((await index.search(aSearchQuery('again'))).total, 1, 'and takes in what is new');
});
