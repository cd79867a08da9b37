import { setTimeout as delay } from 'node:timers/promises';
import { type Test, test } from 'tap';
import { buildApp } from '../../src/app.ts';
import { invalidInput } from '../../src/domain/errors.ts';
import { readPlainQuery } from '../../src/domain/query/read-plain-query.ts';
import { openPages } from '../../src/services/open-pages.ts';
import { openPoster } from '../../src/services/open-web.ts';
import { describeEngines } from '../../src/use-cases/describe-engines.ts';
import { openWantedEngine } from '../../src/use-cases/open-wanted-engine.ts';
import { searchCatalogue } from '../../src/use-cases/search-catalogue.ts';
import { buildSearchEngines } from '../../src/use-cases/search-engines.ts';
import { updateSearchIndex } from '../../src/use-cases/update-search-index.ts';
import { aSearchQuery } from '../support/search-documents.ts';
import { aSmallCatalogue, until } from '../support/small-catalogue.ts';

const timeoutMs = 60;
const restMs = 150;

/** Both indexes filled with three records, and the engines over them. */
async function twoEngines(t: Test, { isFilled = true } = {}) {
  const small = await aSmallCatalogue(t);
  const { store, directory, embedded, index } = small;
  await small.write(['Repairs hub', 'Repairs form', 'Parking']);
  await small.update();
  if (isFilled) await updateSearchIndex({ store, index, directory });
  const turns: string[] = [];
  const wanted = openWantedEngine({
    ...{ index, store, timeoutMs, restMs, lookMs: 20 },
    onTurn: (trouble) => turns.push(trouble?.message ?? 'well'),
  });
  t.teardown(() => wanted.close());
  const engines = {
    ...buildSearchEngines({ embedded, newestChange: directory.newestChange, wanted }),
    status: () => describeEngines({ store, embedded, wanted }),
  };

  async function search(typed = 'repairs') {
    const { engine, warning, total, cursor } = await engines.search(aSearchQuery(typed));
    return { engine, warning, total, cursor };
  }
  const stateIs = (state: string) => async () => (await engines.status())[0]?.state === state;
  return { ...small, wanted, engines, turns, search, stateIs };
}

test('the wanted engine answers from when it has been looked at', async (t) => {
  const { search, engines, stateIs } = await twoEngines(t);
  t.same(await search(), {
    engine: 'embedded',
    warning: 'Meilisearch is not ready yet; the embedded index stands in',
    total: 2,
    cursor: 3,
  });
  await until(t, 'it answers', stateIs('answering'));
  t.same(await search(), { engine: 'meilisearch', warning: undefined, total: 2, cursor: 3 });
  t.equal((await engines.suggestTitles('rep', 5)).length, 2);
  t.equal(await engines.total(aSearchQuery('repairs')), 2);
  t.match(await engines.status(), [
    {
      ...{ engine: 'meilisearch', state: 'answering', version: '1.50.0', documents: 3, cursor: 3 },
      ...{ lag: { changes: 0, seconds: 0 }, breaker: 'closed', lastError: undefined },
    },
    { engine: 'embedded', state: 'standing-by', documents: 3, cursor: 3, breaker: undefined },
  ]);
});

for (const mood of ['down', 'hanging', 'strange'] as const) {
  test(`an engine whose searches are ${mood} is answered for, left alone, and returns`, async (t) => {
    const { search, engines, become, searches, stateIs } = await twoEngines(t);
    await until(t, 'it answers', stateIs('answering'));
    become({ searched: mood });
    const warning = 'Meilisearch fails or is too slow; the embedded index stands in';
    const expected = { engine: 'embedded', warning, total: 2, cursor: 3 };
    for (let at = 0; at < 3; at += 1) t.same(await search(), expected, 'within the same request');
    t.equal((await engines.suggestTitles('rep', 5)).length, 2);
    const [status] = await engines.status();
    t.match(status, { state: 'failing', breaker: 'open' });
    t.match(status?.lastError?.message, { down: /reached/, hanging: /60 ms/, strange: /not known/ }[mood]);
    t.notMatch(JSON.stringify(status), /s3cret/);

    const before = searches();
    for (let at = 0; at < 20; at += 1) t.same(await search(), expected);
    t.equal(searches(), before, 'it is left alone');
    await delay(restMs * 2 + timeoutMs);
    t.ok(searches() > before, 'it is tried again, though nobody searches');
    t.ok(searches() <= before + 4, 'with few searches');
    t.same(await search(), expected, 'and still left alone');

    become({ searched: 'well' });
    await until(t, 'it returns by itself', stateIs('answering'));
    t.equal((await search()).engine, 'meilisearch');
    t.equal((await engines.status())[0]?.breaker, 'closed');
  });
}

test('an engine that cannot be looked at is not asked, and returns', async (t) => {
  const { search, become, searches, stateIs, turns } = await twoEngines(t);
  await until(t, 'it answers', stateIs('answering'));
  for (const [mood, state, words] of [
    ['down', 'unreachable', 'does not answer'],
    ['hanging', 'unreachable', 'does not answer'],
    ['refusing', 'refused', 'refuses to answer'],
  ] as const) {
    become({ kept: mood });
    await until(t, `it is ${state}`, stateIs(state));
    const before = searches();
    t.same(await search(), {
      engine: 'embedded',
      warning: `Meilisearch ${words}; the embedded index stands in`,
      total: 2,
      cursor: 3,
    });
    t.equal(searches(), before, 'nobody waits for it');
    become({ kept: 'well' });
    await until(t, 'it answers again', stateIs('answering'));
  }
  t.same(
    turns,
    ['it cannot be reached', 'well', 'no answer within 1000 ms', 'well', 'it does not know the key', 'well'],
    'each turn is told once',
  );
});

test('the first search of an engine is nobody’s', async (t) => {
  const { become, searches, search, stateIs, index, write, engines } = await twoEngines(t);
  become({ searched: 'hanging' });
  await until(t, 'it is searched', () => searches() === 1);
  t.ok(await stateIs('connecting')());
  t.match(await search(), { engine: 'embedded', warning: /not ready yet/ });
  t.equal(searches(), 1);
  become({ searched: 'well' });
  await until(t, 'it answers', stateIs('answering'));

  await (await index.rebuild()).publish(0);
  await until(t, 'it is empty', stateIs('filling'));
  become({ kept: 'down' });
  await write(['Newer'], new Date(Date.now() - 7000));
  await until(t, 'it is away', stateIs('unreachable'));
  const [status] = await engines.status();
  t.match(status?.lag, { changes: 4 }, 'what it lacks is counted meanwhile');
});

test('an engine that may be looked at but not searched never answers', async (t) => {
  const { become, search, stateIs } = await twoEngines(t);
  become({ searched: 'refusing' });
  await until(t, 'it is refused', stateIs('refused'));
  t.match(await search(), { engine: 'embedded', warning: /refuses/ });
});

test('a key that may look but not search is a refusal too', async (t) => {
  const { search, become, stateIs } = await twoEngines(t);
  await until(t, 'it answers', stateIs('answering'));
  become({ searched: 'refusing' });
  for (let at = 0; at < 4; at += 1) t.equal((await search()).total, 2);
  await until(t, 'it is refused', stateIs('refused'));
});

test('what the caller did wrong is told, and is no failure of the engine', async (t) => {
  const { engines, index, stateIs } = await twoEngines(t);
  await until(t, 'it answers', stateIs('answering'));
  const ask = index.search;
  index.search = () => Promise.reject(invalidInput([{ field: 'page', message: 'is too deep' }]));
  for (let at = 0; at < 9; at += 1) {
    await t.rejects(engines.search(aSearchQuery('repairs')), /page: is too deep/);
  }
  t.match((await engines.status())[0], { state: 'answering', breaker: 'closed' });
  index.search = ask;
  t.equal((await engines.search(aSearchQuery('repairs'))).engine, 'meilisearch');
});

test('an engine that is empty or far behind does not answer', async (t) => {
  const { search, store, index, directory, write, update, engines, stateIs } = await twoEngines(t, {
    isFilled: false,
  });
  await until(t, 'it is being filled', stateIs('filling'));
  t.match(await search(), { engine: 'embedded', warning: /is being filled/ });
  await updateSearchIndex({ store, index, directory });
  await until(t, 'it answers', stateIs('answering'));

  await write(['Repairs calendar'], new Date(Date.now() - 20_000));
  await update();
  await until(t, 'it is behind a little', async () => (await engines.status())[0]?.lag.changes === 1);
  t.match((await engines.status())[0]?.lag, { changes: 1, seconds: /^(19|2\d)$/ });
  t.match(await search(), { engine: 'meilisearch', total: 2, cursor: 3 }, 'a little is no harm');

  await write(['Repairs diary', 'Repairs map'], new Date(Date.now() - 90_000));
  await updateSearchIndex({ store, index, directory });
  await write(['Repairs notes'], new Date(Date.now() - 90_000));
  await update();
  await until(t, 'it is far behind', stateIs('behind'));
  t.match(await search(), { engine: 'embedded', warning: /behind/, total: 6, cursor: 7 });
});

test('no search fails while the engine comes and goes', async (t) => {
  const { directory, engines, become, stateIs } = await twoEngines(t);
  await until(t, 'it answers', stateIs('answering'));
  const moods = ['down', 'well', 'hanging', 'strange', 'well'] as const;
  const answers = { embedded: 0, meilisearch: 0 };
  let finished = false;
  async function ask(): Promise<void> {
    while (!finished) {
      const { engine, total } = await searchCatalogue(
        { engines, directory },
        { text: 'repairs', offset: 0, limit: 5 },
      );
      t.equal(total, 2);
      answers[engine] += 1;
      await delay(5);
    }
  }
  const asking = Promise.all(Array.from({ length: 10 }, ask));
  for (const mood of moods) {
    become({ searched: mood, kept: mood });
    await delay(200);
  }
  await until(t, 'it returns', stateIs('answering'));
  await until(t, 'both have answered', () => answers.embedded > 20 && answers.meilisearch > 20);
  finished = true;
  await asking;
});

test('the service is ready while the store and one engine answer, and says how each is', async (t) => {
  const { store, enrichment, directory, engines, become, stateIs, embedded } = await twoEngines(t);
  const app = await buildApp(
    {
      ...{ store, enrichment, directory, engines, newestChange: directory.newestChange },
      reader: { understand: readPlainQuery },
      countMiss: () => undefined,
      now: () => new Date(),
      lookUp: async () => undefined,
      readSpreadsheet: async () => ({ columns: [], rows: [] }),
      settle: () => undefined,
      allowance: { mode: 'rest' as const, authorised: false, reserve: 5 },
      inImportTurn: (work) => work(),
      pages: await openPages(''),
      poster: openPoster({ WEBHOOKS_ALLOW_PRIVATE: false }),
    },
    { rateLimitMax: 1000, corsOrigins: '*' },
  );
  t.teardown(() => app.close());
  async function get(url: string, headers = {}) {
    const { statusCode, body, headers: answered } = await app.inject({ url, headers });
    return { status: statusCode, etag: answered.etag, body: body === '' ? undefined : JSON.parse(body) };
  }

  await until(t, 'it answers', stateIs('answering'));
  t.match(await get('/health/ready'), {
    status: 200,
    body: { status: 'ready', engines: [{ state: 'answering', version: '1.50.0' }, { state: 'standing-by' }] },
  });
  const well = await get('/api/v1/search?q=repairs');
  t.match(well.body, { engine: 'meilisearch', total: 2 });
  t.equal(well.body.warning, undefined);

  become({ kept: 'down' });
  await until(t, 'it is unreachable', stateIs('unreachable'));
  t.match(await get('/health/ready'), {
    status: 200,
    body: {
      status: 'standing-in',
      engines: [
        { engine: 'meilisearch', state: 'unreachable', lastError: { message: 'it cannot be reached' } },
        { engine: 'embedded', state: 'answering', lagChanges: 0, lagSeconds: 0 },
      ],
    },
  });
  const standingIn = await get('/api/v1/search?q=repairs', { 'if-none-match': String(well.etag) });
  t.match(standingIn, {
    status: 200,
    body: {
      engine: 'embedded',
      total: 2,
      warning: 'Meilisearch does not answer; the embedded index stands in',
    },
  });

  become({ kept: 'well' });
  await until(t, 'it answers again', stateIs('answering'));
  const lost = t.intercept(embedded, 'count', { value: () => Promise.reject(new Error('gone')) });
  t.match(await get('/health/ready'), {
    status: 200,
    body: { status: 'ready', engines: [{ state: 'answering' }, { state: 'failing' }] },
  });
  t.equal((await get('/api/v1/search?q=repairs')).status, 200);
  become({ kept: 'down' });
  await until(t, 'none answers', stateIs('unreachable'));
  t.match(await get('/health/ready'), { status: 503, body: { status: 'unavailable' } });
  lost.restore();
  t.equal((await get('/health/ready')).status, 200);
});
