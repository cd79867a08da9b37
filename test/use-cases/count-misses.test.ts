import { join } from 'node:path';
import t from 'tap';
import { openSqliteSearchMisses } from '../../src/adapters/storage/open-sqlite-search-misses.ts';
import { buildMissCounter } from '../../src/use-cases/count-misses.ts';

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
