import { type Test, test } from 'tap';
import { editionOf } from '../../../src/adapters/search/meilisearch/index-settings.ts';
import { openMeilisearchIndex } from '../../../src/adapters/search/meilisearch/open-meilisearch-index.ts';
import { buildTermFinder } from '../../../src/adapters/search/meilisearch/term-finder.ts';
import { toIndexDocument } from '../../../src/adapters/search/meilisearch/to-index-document.ts';
import {
  type Script,
  type ScriptedMeilisearch,
  type SeenRequest,
  startScriptedMeilisearch,
} from '../../support/scripted-meilisearch.ts';
import { aSearchDocument, aSearchQuery } from '../../support/search-documents.ts';

const edition = editionOf(buildTermFinder([]));

type Options = Partial<Parameters<typeof openMeilisearchIndex>[0]>;

/** Short where nothing is to come, long where a busy machine may need it. */
const patience = { none: 300, usual: 5000 };

async function open(t: Test, options: Options = {}, script?: Script) {
  const server = await startScriptedMeilisearch();
  if (script) server.follow(script);
  const keys = { searchKey: 'search key', adminKey: 'admin key' };
  const index = await openMeilisearchIndex({
    url: server.url,
    index: 'catalogue',
    timeoutMs: patience.usual,
    ...keys,
    ...options,
  });
  t.teardown(async () => {
    await index.close();
    await server.close();
  });
  return { server, index };
}

const pathsOf = ({ requests }: ScriptedMeilisearch) =>
  requests.map(({ method, path }) => `${method} ${path}`);
const searches = ({ requests }: ScriptedMeilisearch) =>
  requests.filter(({ path }) => path === '/multi-search');
const errorOf = (code: string, status = 400) => ({
  status,
  body: { message: `no: ${code}`, code, type: '', link: '' },
});
const isSearch = ({ path }: SeenRequest) => path === '/multi-search';

const isFetch = ({ path }: SeenRequest) => path.endsWith('/documents/fetch');

interface AskedQuery {
  indexUid: string;
  filter: string;
  limit: number;
  facets?: string[];
}
const queriesOf = (request: SeenRequest) => (request.body as { queries: AskedQuery[] }).queries;

test('a search asks with the search key, uncompressed, quotes what was typed and reads the page apart', async (t) => {
  const { server, index } = await open(t, { namedAtMost: 0 });
  await index.search(
    aSearchQuery('rep"airs -x" OR kind = award', {
      facets: ['kind'],
      filters: new Map([['licence', ['MIT']]]),
    }),
  );
  t.same(new Set(searches(server).map(({ key }) => key)), new Set(['search key']));
  t.same(new Set(server.requests.map(({ encoding }) => encoding)), new Set(['identity']));
  const asked = searches(server).flatMap(queriesOf);
  t.ok(asked.every(({ indexUid }) => indexUid === 'catalogue'));
  const fetched = server.requests.filter(isFetch).map(({ body }) => body as AskedQuery);
  const filters = [...asked, ...fetched].map(({ filter }) => filter).join('\n');
  t.match(filters, /licence IN \["MIT"\]/);
  t.match(filters, /state IN \[1\]/);
  const bare = filters.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  t.notMatch(bare, /kind = award|rep/, 'typed words are within quotation marks alone');
});

test('keys are made from the master key, which does nothing else, and known keys are used again', async (t) => {
  const { server, index } = await open(t, { searchKey: undefined, adminKey: undefined, masterKey: 'master' });
  await index.count();
  await index.search(aSearchQuery(''));
  const made = server.requests.filter(({ method, path }) => method === 'POST' && path === '/keys');
  t.same(
    made.map(({ body }) => (body as { actions: string[]; indexes: string[] }).actions.includes('*')),
    [false, false],
  );
  t.match(made[0]?.body, { actions: ['search', 'documents.get'], indexes: ['catalogue'] });
  for (const { path, key } of server.requests) {
    t.equal(key === 'master', path.startsWith('/keys') || path === '/version', path);
  }
  t.same(new Set(searches(server).map(({ key }) => key)), new Set(['made for search documents.get']));

  const known = made.map(({ body }, at) => ({ ...(body as object), key: `known ${at}`, expiresAt: null }));
  const again = await open(
    t,
    { searchKey: undefined, adminKey: undefined, masterKey: 'master' },
    ({ method, path }) =>
      method === 'GET' && path.startsWith('/keys') ? { body: { results: known } } : undefined,
  );
  await again.index.count();
  t.notOk(pathsOf(again.server).includes('POST /keys'));
  t.equal(searches(again.server)[0]?.key, 'known 0');
});

test('a key that is refused is told without the key, and made again once where it can be', async (t) => {
  const refuse: Script = (request) => (isSearch(request) ? errorOf('invalid_api_key', 403) : undefined);
  const given = await open(t, {}, refuse);
  const error = await given.index.search(aSearchQuery('x')).catch((caught) => caught);
  t.match(error, {
    kind: 'unavailable',
    message: /refuses the key/,
    faults: [{ field: 'MEILI_SEARCH_KEY' }],
  });
  t.notMatch(JSON.stringify([error.message, error.faults]), /search key/);

  let refused = 0;
  const made = await open(
    t,
    { searchKey: undefined, adminKey: undefined, masterKey: 'master' },
    (request) => {
      if (!isSearch(request) || refused > 0) return undefined;
      refused += 1;
      return errorOf('invalid_api_key', 403);
    },
  );
  t.equal(await made.index.count(), 0, 'new keys after the old ones went with the data');
  t.equal(pathsOf(made.server).filter((path) => path.startsWith('GET /keys')).length, 2);
});

/** Whether documents were asked of a search, the position aside. */
const hasDocuments = (server: ScriptedMeilisearch) =>
  searches(server)
    .flatMap(queriesOf)
    .some(({ limit, filter }) => limit > 0 && !filter.includes('"position"'));

test('documents are fetched where that is allowed and known, else searched for', async (t) => {
  const named = aSearchDocument({ id: 'found', title: 'Repairs online' });
  const refusals: Record<string, Script | undefined> = {
    'a key that may do both': undefined,
    'a key that may only search': (request) =>
      isFetch(request) ? errorOf('invalid_api_key', 403) : undefined,
    'a server that cannot sort them': (request) => (isFetch(request) ? errorOf('bad_request') : undefined),
  };
  for (const [name, script] of Object.entries(refusals)) {
    const { server, index } = await open(t, {}, script);
    const finding: Script = (request) => {
      const answer = script?.(request);
      if (answer) return answer;
      const { key, tag, traits, weights, shown, fingerprint } = toIndexDocument(named, buildTermFinder([]));
      const document = {
        key,
        tag,
        traits,
        weights,
        shown,
        fingerprint,
        ...{ cursor: 7, edition, stamp: 'one' },
      };
      if (isFetch(request)) return { body: { results: [document], total: 1, offset: 0, limit: 20 } };
      if (!isSearch(request)) return undefined;
      const answers = queriesOf(request).map(({ limit }) => ({
        ...{ hits: limit > 0 ? [document] : [], estimatedTotalHits: 1, facetDistribution: {} },
      }));
      return { body: { results: answers } };
    };
    server.follow(finding);
    for (const typed of ['repairs ', 'online ']) {
      const { hits } = await index.search(aSearchQuery(typed));
      t.same(
        hits.map(({ id }) => id),
        ['found'],
        `${name}: ${typed}`,
      );
    }
    const fetched = server.requests.filter(isFetch).length;
    await index.search(aSearchQuery('repairs online '));
    const fetchedLater = server.requests.filter(isFetch).length - fetched;
    t.equal(fetchedLater > 0, script === undefined, `${name}: what was refused is not tried again`);
    t.equal(hasDocuments(server), script !== undefined, name);
  }
});

test('a version that is too old is refused by name, and asked again in case it was replaced', async (t) => {
  let version = '1.11.3';
  const { index } = await open(t, {}, ({ path }) =>
    path === '/version' ? { body: { pkgVersion: version } } : undefined,
  );
  const uses: (() => Promise<unknown>)[] = [
    () => index.search(aSearchQuery('x')),
    () => index.describe(),
    () => index.cursor(),
  ];
  for (const use of uses) {
    await t.rejects(use(), {
      kind: 'unavailable',
      message: /1\.11\.3 is too old: 1\.12/,
      faults: [{ field: 'MEILI_URL' }],
    });
  }
  version = '1.12.0';
  t.same(await index.describe(), { version: '1.12.0' });
  t.equal(await index.cursor(), 7);
});

test('whatever goes wrong is a failure of the engine, told in words of its own', async (t) => {
  const wrong: Record<string, [Script, RegExp]> = {
    'a failing server': [
      (request) => (isSearch(request) ? errorOf('internal', 500) : undefined),
      /failed: 500 \(internal\)/,
    ],
    'a proxy before it': [
      (request) => (isSearch(request) ? { status: 502, body: 'Bad gateway' } : undefined),
      /failed: 502/,
    ],
    'a missing index': [
      (request) => (isSearch(request) ? errorOf('index_not_found', 404) : undefined),
      /has to be made first/,
    ],
    'a hanging server': [
      (request) => (isSearch(request) ? () => undefined : undefined),
      /did not answer in time/,
    ],
    'a server that hangs from the start': [() => () => undefined, /did not answer in time/],
    'a truncated answer': [
      (request) => (isSearch(request) ? (response) => response.end('{"results":[{"hits":[') : undefined),
      /no JSON/,
    ],
    'a connection that breaks': [
      (request) => (isSearch(request) ? (response) => response.destroy() : undefined),
      /cannot be reached/,
    ],
    'an answer to something else': [
      (request) => (isSearch(request) ? { body: { results: [] } } : undefined),
      /something else/,
    ],
    'an answer without hits': [
      (request) =>
        isSearch(request) ? { body: { results: queriesOf(request).map(() => ({})) } } : undefined,
      /something else/,
    ],
    'an index of another edition': [
      (request) =>
        isSearch(request)
          ? {
              body: {
                results: queriesOf(request).map(() => ({
                  hits: [{ key: 'position', cursor: 9, edition: 'other', stamp: 'x' }],
                  estimatedTotalHits: 1,
                })),
              },
            }
          : undefined,
      /has to be made first/,
    ],
  };
  for (const [name, [script, message]] of Object.entries(wrong)) {
    await t.test(name, async (t) => {
      const timeoutMs = name.includes('hang') ? patience.none : patience.usual;
      const { index } = await open(t, { timeoutMs }, script);
      const startedAt = Date.now();
      const error = await index.search(aSearchQuery('secret')).catch((caught) => caught);
      t.match(error, { name: 'CatalogueError', kind: 'unavailable', message });
      t.notMatch(error.message, /secret|key|127\.0\.0\.1/);
      t.ok(Date.now() - startedAt < patience.usual, 'in bounded time');
      await t.rejects(index.suggestTitles('x', 3), { name: 'CatalogueError', kind: 'unavailable' });
    });
  }
  await t.test('no server at all', async (t) => {
    const { index, server } = await open(t);
    await server.close();
    await t.rejects(index.search(aSearchQuery('x')), { kind: 'unavailable', message: /cannot be reached/ });
    await t.rejects(index.apply({ put: [], remove: [], cursor: 1 }), {
      name: 'CatalogueError',
      kind: 'unavailable',
    });
  });
});

test('a failure is over when the server answers again', async (t) => {
  const { server, index } = await open(t, {}, () => errorOf('internal', 500));
  await t.rejects(index.search(aSearchQuery('x')), { name: 'CatalogueError', kind: 'unavailable' });
  server.follow(() => undefined);
  t.equal((await index.search(aSearchQuery('x'))).total, 0);
});

test('the cursor is written with the last documents, when all earlier tasks have succeeded', async (t) => {
  const { server, index } = await open(t);
  await index.apply({
    put: [aSearchDocument({ id: 'a', title: 'A' }), aSearchDocument({ id: 'b.c_d', title: 'B' })],
    remove: [{ kind: 'award', id: 'gone' }],
    cursor: 12,
  });
  t.same(
    pathsOf(server).filter((path) => !path.startsWith('GET /version')),
    [
      'GET /indexes/catalogue/documents/position',
      'POST /indexes/catalogue/documents/delete-batch',
      'GET /tasks/1',
      'POST /indexes/catalogue/documents?primaryKey=key',
      'GET /tasks/1',
    ],
  );
  t.same(server.requests.find(({ path }) => path.endsWith('delete-batch'))?.body, ['award-gone']);
  const [sent] = server.requests.filter(({ path }) => path.includes('/documents?'));
  const lines = String(sent?.body)
    .split('\n')
    .map((line) => JSON.parse(line));
  t.same(
    lines.map(({ key }) => key),
    ['asset-a', 'asset-b_2e_c_5f_d', 'position'],
  );
  t.equal(lines.at(-1).cursor, 12);
  t.equal(sent?.key, 'admin key');
  t.notOk(
    pathsOf(server).some((path) => path.includes('/settings')),
    'settings are as they were',
  );
});

test('a task that fails keeps the cursor from moving, and later ones from being sent', async (t) => {
  const failing: Script = ({ path }) =>
    path.startsWith('/tasks/')
      ? {
          body: {
            uid: 1,
            status: 'failed',
            type: 'documentDeletion',
            error: { code: 'no_space_left_on_device' },
          },
        }
      : undefined;
  const { server, index } = await open(t, {}, failing);
  const batch = { put: [aSearchDocument()], remove: [{ kind: 'fund' as const, id: 'x' }], cursor: 12 };
  await t.rejects(index.apply(batch), { kind: 'unavailable', message: /no_space_left_on_device/ });
  t.notOk(pathsOf(server).some((path) => path.includes('/documents?')));
});

test('a batch made for an index that has gone back is refused; settings come where the edition is another', async (t) => {
  const { server, index } = await open(t);
  await t.rejects(index.apply({ put: [], remove: [], cursor: 20, after: 9 }), {
    name: 'CatalogueError',
    kind: 'stale',
  });
  await index.apply({ put: [], remove: [], cursor: 20, after: 7 });
  server.follow(({ method, path }) => {
    if (method === 'GET' && path.endsWith('/documents/position')) {
      return { body: { key: 'position', cursor: 7, edition: 'of another day', stamp: 'x' } };
    }
    if (method === 'POST' && path === '/indexes') return { status: 202, body: { taskUid: 77 } };
    return path === '/tasks/77'
      ? { body: { uid: 77, status: 'failed', error: { code: 'index_already_exists' } } }
      : undefined;
  });
  await t.rejects(index.apply({ put: [], remove: [], cursor: 20, after: 7 }), {
    name: 'CatalogueError',
    kind: 'stale',
  });
  await index.apply({ put: [], remove: [], cursor: 20 });
  const paths = pathsOf(server);
  t.ok(paths.includes('PATCH /indexes/catalogue/settings'));
  t.ok(paths.includes('DELETE /indexes/catalogue/documents'), 'documents of another shape go');
});

test('a build that fails is removed, with what killed ones left behind', async (t) => {
  const left = ['catalogue-build-old', 'catalogue', 'other-build-1'].map((uid) => ({ uid }));
  const { server, index } = await open(t, {}, ({ path }) =>
    path.startsWith('/indexes?') ? { body: { results: left } } : undefined,
  );
  const build = await index.rebuild();
  await build.put([aSearchDocument()]);
  t.same(
    pathsOf(server).filter((path) => path.startsWith('DELETE')),
    ['DELETE /indexes/catalogue-build-old'],
  );
  server.follow(({ path }) =>
    path.startsWith('/tasks/')
      ? { body: { uid: 1, status: 'failed', type: 'documentAdditionOrUpdate', error: { code: 'internal' } } }
      : undefined,
  );
  await t.rejects(build.publish(3), { name: 'CatalogueError', kind: 'unavailable' });
  t.notOk(pathsOf(server).some((path) => path.includes('swap-indexes')));
});
