import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { type Test, test } from 'tap';
import { openEmbeddedIndex } from '../../../src/adapters/search/embedded/open-embedded-index.ts';
import { buildHighlighter } from '../../../src/adapters/search/highlight-texts.ts';
import { porterStem } from '../../../src/adapters/search/porter-stem.ts';
import { foldWords } from '../../../src/domain/query/query.ts';
import { readPlainQuery } from '../../../src/domain/query/read-plain-query.ts';
import type { Slot, UnderstoodQuery } from '../../../src/domain/query/understood-query.ts';
import { highlightEnd, highlightStart } from '../../../src/domain/search/search-document.ts';
import type { SearchIndex } from '../../../src/ports/search-index.ts';
import { aSearchDocument, aSearchQuery } from '../../support/search-documents.ts';
import { testSearchIndex } from '../../support/search-index-contract.ts';

function aFile(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'search-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'deeper', 'search.db');
}

async function openAt(t: Test, file: string): Promise<SearchIndex> {
  const index = await openEmbeddedIndex({ file });
  t.teardown(() => index.close());
  return index;
}

async function fill(index: SearchIndex, count: number, cursor: number): Promise<void> {
  const put = Array.from({ length: count }, (_, at) =>
    aSearchDocument({ id: `r${at}`, title: `Repairs ${at}`, text: { body: 'housing '.repeat(50) } }),
  );
  await index.apply({ put, remove: [], cursor });
}

const total = async (index: SearchIndex, typed = 'repairs') =>
  (await index.search(aSearchQuery(typed))).total;

test('the embedded index keeps the promises of the port', (t) =>
  testSearchIndex(t, () => openEmbeddedIndex({ file: ':memory:' })));

test('a file is found again as it was left', async (t) => {
  const file = aFile(t);
  const first = await openEmbeddedIndex({ file });
  await fill(first, 30, 7);
  await first.close();
  const again = await openAt(t, file);
  t.same([await again.cursor(), await again.count(), await total(again)], [7, 30, 30]);
});

test('an index of another version is emptied, other tables and all', async (t) => {
  const file = aFile(t);
  const first = await openEmbeddedIndex({ file });
  await fill(first, 5, 7);
  await first.close();
  const database = new Database(file);
  database.exec('create table left_over (a); pragma user_version = 9999');
  database.close();
  const again = await openAt(t, file);
  t.same([await again.cursor(), await again.count(), await total(again)], [0, 0, 0]);
  await fill(again, 3, 1);
  t.equal(await total(again), 3);
});

test('a damaged file gives way to an empty index', async (t) => {
  const damages: Record<string, (file: string) => void> = {
    'no database': (file) => writeFileSync(file, 'this is no database, whatever its name says'.repeat(100)),
    'cut short': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
    'first pages lost': (file) => {
      const descriptor = openSync(file, 'r+');
      writeSync(descriptor, Buffer.alloc(16384, 0xa5), 0, 16384, 4096);
      closeSync(descriptor);
    },
    'a table missing': (file) => {
      const database = new Database(file);
      database.exec('drop table shown');
      database.close();
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    await t.test(name, async (t) => {
      const file = aFile(t);
      const first = await openEmbeddedIndex({ file });
      await fill(first, 400, 7);
      await first.close();
      damage(file);
      const again = await openAt(t, file);
      // Damage that opening does not meet is met by the first search that does, which says so.
      await total(again).catch((error) => t.match(error, { kind: 'unavailable' }));
      t.same([await again.cursor(), await again.count(), await total(again)], [0, 0, 0]);
      await fill(again, 3, 1);
      t.equal(await total(again), 3);
    });
  }
});

test('what another process writes is found at once', async (t) => {
  const file = aFile(t);
  const index = await openAt(t, file);
  await fill(index, 10, 1);
  t.equal(await total(index), 10);
  const script = join(import.meta.dirname, '../../support/write-to-index.ts');
  const child = spawnSync(process.execPath, [...process.execArgv, script, file], {
    encoding: 'utf8',
    env: process.env,
  });
  t.equal(child.status, 0, child.stderr);
  t.same([await index.cursor(), await total(index, 'elsewhere')], [42, 1]);
  t.equal(await total(index), 9, 'one was removed');
  await fill(index, 12, 43);
  t.same([await index.count(), await total(index)], [13, 12]);
});

test('two connections in one process see each other’s writes, and what was built beside', async (t) => {
  const file = aFile(t);
  const one = await openAt(t, file);
  const other = await openAt(t, file);
  await fill(one, 20, 1);
  t.equal(await total(other), 20);
  await other.apply({ put: [], remove: [{ kind: 'asset', id: 'r3' }], cursor: 2 });
  t.equal(await total(one), 19);
  const build = await one.rebuild();
  await build.put([aSearchDocument({ id: 'new', title: 'Repairs anew' })]);
  await fill(other, 21, 3);
  t.equal(await total(one), 21, 'nobody who writes waits for what is built beside');
  await build.publish(9);
  t.same([await total(other), await other.count(), await other.cursor()], [1, 1, 9]);
  await fill(other, 4, 10);
  t.equal(await total(one), 5);
});

test('while what was built beside is taken over, searches go on and writes wait', async (t) => {
  const index = await openAt(t, aFile(t));
  await fill(index, 20, 1);
  const build = await index.rebuild();
  // More than are taken over at once.
  await build.put(Array.from({ length: 2500 }, (_, at) => aSearchDocument({ id: `n${at}`, title: 'Anew' })));
  let isPublished = false;
  const publishing = build.publish(9).then(() => {
    isPublished = true;
  });
  const writing = index.apply({ put: [aSearchDocument({ id: 'later' })], remove: [], cursor: 10 });
  let during = 0;
  while (!isPublished) {
    const found = await total(index);
    if (!isPublished) {
      t.ok(found === 20 || found === 0, 'all of the old or all of the new');
      during += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  t.ok(during > 5, `searched ${during} times meanwhile`);
  await publishing;
  await writing;
  t.same([await index.count(), await index.cursor()], [2501, 10]);
});

test('what is built beside an index leaves no file, nor does what a killed process left', async (t) => {
  const file = aFile(t);
  const index = await openAt(t, file);
  await fill(index, 3, 1);
  const folder = dirname(file);
  const left = join(folder, 'search.db.building-left');
  writeFileSync(left, '');
  utimesSync(left, new Date(0), new Date(0));
  const abandoned = await index.rebuild();
  await abandoned.put([aSearchDocument({ id: 'never', title: 'Never' })]);
  await abandoned.abandon();
  const broken = await index.rebuild();
  await t.rejects(broken.put([{ ...aSearchDocument({ id: 'broken' }), updatedAt: 'not a time' }]));
  await broken.abandon();
  await (await index.rebuild()).publish(2);
  t.same(
    readdirSync(folder).filter((name) => name.includes('building')),
    [],
  );
  t.same([await index.count(), await index.cursor()], [0, 2]);
});

test('a page is whole, however many of its rows were shown before', async (t) => {
  const index = await openAt(t, ':memory:');
  const put = Array.from({ length: 60 }, (_, at) =>
    aSearchDocument({ id: `r${at}`, title: `Repairs ${at}`, text: { body: `${at} housing `.repeat(5000) } }),
  );
  await index.apply({ put, remove: [], cursor: 1 });
  const idsOf = async (offset: number, limit: number) =>
    (await index.search(aSearchQuery('repairs', { sort: 'name', offset, limit }))).hits.map(({ id }) => id);
  const whole = await idsOf(0, 60);
  t.equal(new Set(whole).size, 60);
  t.same(await idsOf(20, 40), whole.slice(20));
  t.same(await idsOf(0, 60), whole);
});

test('highlights see words as the index does', (t) => {
  const inWords = (typed: string, prefix = false): Slot => ({
    ...{ typed, importance: 1, preference: false },
    alternatives: [{ match: 'words', words: foldWords(typed), prefix, weight: 1, why: 'typed' }],
  });
  const marked = (text: string, asked: Partial<UnderstoodQuery>): string | undefined =>
    buildHighlighter({ ...readPlainQuery(''), ...asked })([text])
      .title?.replaceAll(highlightStart, '[')
      .replaceAll(highlightEnd, ']');
  const slots = (...all: Slot[]) => ({ slots: all });

  t.equal(marked('Children’s homes, child', slots(inWords('childrens'))), '[Children’s] homes, child');
  t.equal(marked('Children’s homes', slots(inWords('s'))), undefined, 'an apostrophe parts no word');
  t.equal(
    marked("the councils' work of 'council'", slots(inWords('council'))),
    "the [councils]' work of '[council]'",
  );
  t.equal(marked('Pa\u0302n, PÂN and pan', slots(inWords('pân'))), '[Pa\u0302n], [PÂN] and [pan]');
  t.equal(marked('Жильё и жилье', slots(inWords('жилье'))), '[Жильё] и [жилье]');
  t.equal(marked('x_1 and x1, 1x', slots(inWords('x'))), '[x]_1 and x1, 1x');
  t.equal(
    marked('housing: repaired; housing of repairs', slots(inWords('housing repairs'))),
    '[housing: repaired]; housing of repairs',
    'words one after the other, in any form',
  );
  t.equal(
    marked('bin collections, bin, bins', slots(inWords('bin collection'), inWords('bin'))),
    '[bin collections], [bin], [bins]',
    'a word of a sequence counts alone too',
  );
  t.equal(marked('bin collector, bin cold', slots(inWords('bin colle', true))), '[bin collector], bin cold');
  t.equal(marked('repair repairs', { phrases: [['repair']] }), '[repair] repairs', 'phrases are as they are');
  t.equal(marked('ties and tie', slots(inWords('ties'))), '[ties] and tie', 'stems shorter than their words');
  t.equal(marked('council', { phrases: [[]], slots: [inWords('?')] }), undefined);
  t.end();
});

test('highlights stem as the index does', (t) => {
  const words =
    readFileSync(join(import.meta.dirname, '../../../LICENSE'), 'utf8')
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  const tricky =
    'policies policy relational conditional rationally valency hesitancy digitizer conformably radically differently vilely analogously vietnamization predication operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate formative formalize electricity electrical goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption homologous communism activate angularity effective bowdlerize probate rate cease controlling roll agreed plastered motoring sing conflated troubled sized hopping tanned falling hissing fizzed failing filing happy sky ties caresses ponies cats feed eeds ies grenville housing houses repaired planning applications archaeology apologies abilities possibly';
  const database = new Database(':memory:');
  database.exec(
    "create virtual table f using fts5(a, tokenize='porter unicode61'); create virtual table v using fts5vocab(f, 'instance')",
  );
  const insert = database.prepare('insert into f (a) values (?)');
  const read = database.prepare('select term from v');
  const differing = [...new Set([...words, ...tricky.split(' ')])].filter((word) => {
    insert.run(word);
    const { term } = read.get() as { term: string };
    database.exec('delete from f');
    return term !== porterStem(word);
  });
  database.close();
  t.same(differing, []);
  t.end();
});
