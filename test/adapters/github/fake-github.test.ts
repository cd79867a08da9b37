import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { App, Octokit } from 'octokit';
import t, { type Test } from 'tap';
import type { Sighting } from '../../../src/ports/enrichment-store.ts';
import { aMonthOf } from '../../support/fake-github/a-month.ts';
import { aThousandRepositories } from '../../support/fake-github/a-thousand-repositories.ts';
import { aClock } from '../../support/fake-github/clock.ts';
import { reckonCost } from '../../support/fake-github/graphql-cost.ts';
import { graphqlSchema } from '../../support/fake-github/graphql-schema.ts';
import { findWrong } from '../../support/fake-github/month-expectation.ts';
import { aRepository } from '../../support/fake-github/repository.ts';
import {
  type FakeGithub,
  type FakeGithubOptions,
  startFakeGithub,
} from '../../support/fake-github/start-fake-github.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field; their shape is checked against GitHub's description
type Json = any;

async function start(t: Test, options: FakeGithubOptions = {}): Promise<FakeGithub> {
  const github = await startFakeGithub(options);
  t.teardown(() => github.close());
  return github;
}

async function ask(github: FakeGithub, query: string, variables?: Json, base = '/graphql') {
  const answer = await fetch(`${github.url}${base}`, {
    method: 'POST',
    headers: { authorization: 'token reader' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json };
}

async function get(github: FakeGithub, path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${github.url}${path}`, {
    redirect: 'manual',
    headers: { authorization: 'token reader', ...headers },
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: (isJson ? JSON.parse(text) : undefined) as Json,
  };
}

t.test('a query that the real schema refuses is refused with 200, and counted', async (t) => {
  const github = await start(t, { repositories: [aRepository()] });
  const unknown = await ask(github, '{ repository(owner: "acme", name: "bins") { starCount } }');
  t.equal(unknown.status, 200);
  t.match(unknown.body, {
    data: undefined,
    errors: [
      {
        message: "Field 'starCount' doesn't exist on type 'Repository'",
        extensions: { code: 'undefinedField' },
      },
    ],
  });
  const pages = ['issues(first: 101) { nodes { id } }', 'issues { nodes { id } }'];
  const types = [];
  for (const page of pages) {
    const { body } = await ask(github, `{ repository(owner: "acme", name: "bins") { ${page} } }`);
    types.push(body.errors[0].type);
  }
  t.same(types, ['EXCESSIVE_PAGINATION', 'MISSING_PAGINATION_BOUNDARIES']);
  const nodes = await ask(
    github,
    '{ organization(login: "acme") { repositories(first: 100) { nodes { forks(first: 100) { nodes { issues(first: 100) { nodes { id } } } } } } } }',
  );
  t.match(nodes.body.errors[0], { type: 'MAX_NODE_LIMIT_EXCEEDED', message: /1,010,100 possible nodes/ });
  t.equal(github.refusals.length, 4);
  t.same(github.faults, []);
  const notModelled = await ask(github, '{ repository(owner: "acme", name: "bins") { viewerHasStarred } }');
  t.match(notModelled.body.errors[0].message, /does not model Repository.viewerHasStarred/);
  t.equal(github.faults.length, 1, 'what the fake does not model never passes for null');
});

t.test('costs and nodes are those of the examples in GitHub’s documentation', async (t) => {
  const cost = (query: string, variables = {}) => reckonCost(graphqlSchema(), parse(query), variables);
  const labels = `{ viewer { repositories(first: 100) { edges { node { id issues(first: 50) { edges { node { id
    labels(first: 60) { edges { node { id name } } } } } } } } } } }`;
  t.match(cost(labels), { cost: 51, work: 5101 + 3051, nodeCount: 305_100 });
  t.match(
    cost(
      '{ viewer { repositories(first: 50) { edges { repository: node { name issues(first: 10) { totalCount edges { node { title } } } } } } } }',
    ),
    { cost: 1, nodeCount: 550 },
  );
  const complex = `query ($page: Int = 20) { viewer { repositories(first: 50) { edges { repository: node { name
    pullRequests(first: $page) { edges { pullRequest: node { title comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
    issues(first: $page) { totalCount edges { issue: node { title comments(first: 10) { edges { comment: node { bodyHTML } } } } } } } } }
    followers(first: 10) { edges { follower: node { login } } } } }`;
  t.equal(cost(complex).nodeCount, 22_060);
  const counts = (many: number) =>
    `{ ${Array.from({ length: many }, (_, index) => `r${index}: repository(owner: "a", name: "b${index}") { watchers { totalCount } issues { totalCount } }`).join(' ')} }`;
  t.equal(cost(counts(60)).cost, 1, 'each of a batch pays for its own connections: 120 requests');
  t.equal(cost(counts(80)).cost, 2, '160 requests are rounded up');
  const fragment =
    'fragment F on Repository { issues(first: 1) { nodes { id } } ...G } fragment G on Repository { object(expression: "HEAD:") { ... on Tree { entries { name } } } }';
  t.match(cost(`query ($ids: [ID!]!) { nodes(ids: $ids) { ...F } } ${fragment}`, { ids: ['a', 'b', 'c'] }), {
    work: 6,
    nodeCount: 3,
  });
});

t.test(
  'a batch is answered in part: renames are followed, what is away is null with its reason',
  async (t) => {
    const clock = aClock('2026-03-01T00:00:00Z');
    const github = await start(t, {
      clock,
      repositories: ['bins', 'parks', 'roads', 'secret', 'sso', 'down'].map((name) =>
        aRepository({ repository: `acme/${name}` }),
      ),
    });
    const { world } = github;
    world.rename('acme/parks', 'green');
    world.rename('acme/roads', 'streets');
    world.add(aRepository({ repository: 'acme/roads', description: 'A new start' }));
    world.makePrivate('acme/secret');
    world.requireSso('acme/sso');
    world.block('acme/down');
    world.disturb({ kind: 'null-node', repository: 'acme/bins', times: 1 });
    const batch = `{ ${['bins', 'parks', 'roads', 'secret', 'sso', 'down', 'never']
      .map((name) => `${name}: repository(owner: "acme", name: "${name}") { nameWithOwner description }`)
      .join(
        ' ',
      )} old: repository(owner: "acme", name: "parks", followRenames: false) { id } rateLimit { cost remaining resetAt } }`;
    const { status, body, headers } = await ask(github, batch);
    t.equal(status, 200);
    t.equal(body.data.parks.nameWithOwner, 'acme/green');
    t.equal(body.data.roads.description, 'A new start');
    t.same(body.data.rateLimit, { cost: 1, remaining: 4999, resetAt: '2026-03-01T01:00:00Z' });
    t.equal(headers.get('x-ratelimit-remaining'), '4999');
    t.equal(headers.get('date'), 'Sun, 01 Mar 2026 00:00:00 GMT');
    const reasons = Object.fromEntries(body.errors.map((error: Json) => [error.path[0], error.type]));
    t.same(reasons, {
      bins: undefined,
      secret: 'NOT_FOUND',
      sso: 'FORBIDDEN',
      down: 'FORBIDDEN',
      never: 'NOT_FOUND',
      old: 'NOT_FOUND',
    });
    t.same(body.data.bins, null);

    const id = world.repository('acme/streets').nodeId;
    const nodes = await ask(
      github,
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { nameWithOwner } } }',
      {
        ids: [id, 'R_unknown'],
      },
      '/api/graphql',
    );
    t.same(nodes.body.data.nodes, [{ nameWithOwner: 'acme/streets' }, null]);
    t.match(nodes.body.errors, [{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
    t.same(github.requests.at(-1)?.repositories, ['acme/streets', 'R_unknown']);
    t.same([github.refusals, github.faults], [[], []]);
  },
);

t.test('files, history and pages are given as GitHub gives them', async (t) => {
  const github = await start(t, {
    repositories: [
      aRepository({
        files: {
          'README.md': Buffer.from('café', 'latin1'),
          'wide.txt': Buffer.from('wide', 'utf16le'),
          'long.md': 'é'.repeat(600_000),
          'docs/guide.md': '# Guide',
        },
        languages: { Ruby: 10, HTML: 30, CSS: 20 },
      }),
      aRepository({ repository: 'acme/empty', commits: [], files: {}, pushedAt: null, languages: {} }),
    ],
  });
  const blob = '... on Blob { text byteSize isBinary isTruncated }';
  const { body } = await ask(
    github,
    `{ a: repository(owner: "acme", name: "bins") {
      readme: object(expression: "HEAD:README.md") { ${blob} } wide: object(expression: "HEAD:wide.txt") { ${blob} }
      long: object(expression: "main:long.md") { ${blob} } none: object(expression: "HEAD:none") { id }
      docs: object(expression: "HEAD:docs") { ... on Tree { entries { name type path } } }
      defaultBranchRef { target { ... on Commit { all: history { totalCount } some: history(since: "2025-12-10T00:00:00Z", until: "2025-12-31T00:00:00Z", first: 2) { totalCount nodes { committedDate } pageInfo { hasNextPage } } } } }
      languages(first: 2, orderBy: { field: SIZE, direction: DESC }) { totalSize edges { size node { name } } pageInfo { endCursor } }
    } e: repository(owner: "acme", name: "empty") { isEmpty pushedAt defaultBranchRef { name } object(expression: "HEAD:") { id } } }`,
  );
  const { a, e } = body.data;
  t.same(a.readme, { text: 'caf\uFFFD', byteSize: 4, isBinary: false, isTruncated: false });
  t.match(a.wide, { text: null, isBinary: true });
  t.match(a.long, { byteSize: 1_200_000, isTruncated: true });
  t.equal(Buffer.byteLength(a.long.text), 512_000);
  t.equal(a.none, null);
  t.same(a.docs.entries, [{ name: 'guide.md', type: 'blob', path: 'docs/guide.md' }]);
  t.match(a.defaultBranchRef.target, {
    all: { totalCount: 52 },
    some: { totalCount: 3, pageInfo: { hasNextPage: true } },
  });
  t.match(a.languages, {
    totalSize: 60,
    edges: [{ size: 30, node: { name: 'HTML' } }, { node: { name: 'CSS' } }],
  });
  t.same(e, { isEmpty: true, pushedAt: null, defaultBranchRef: null, object: null });
  const next = await ask(
    github,
    'query ($after: String) { repository(owner: "acme", name: "bins") { languages(first: 2, after: $after, orderBy: { field: SIZE, direction: DESC }) { nodes { name } pageInfo { hasNextPage } } } }',
    { after: a.languages.pageInfo.endCursor },
  );
  t.same(next.body.data.repository.languages, {
    nodes: [{ name: 'Ruby' }],
    pageInfo: { hasNextPage: false },
  });
  t.match(await get(github, '/repos/acme/empty/git/trees/HEAD'), {
    status: 409,
    body: { message: 'Git Repository is empty.' },
  });
  const raw = await get(github, '/repos/acme/bins/contents/long.md', {
    accept: 'application/vnd.github.raw+json',
  });
  t.equal(Buffer.byteLength(raw.text), 1_200_000);
  t.match((await get(github, '/repos/acme/bins/contents/long.md')).body, { content: '', encoding: 'none' });
  t.same([github.refusals, github.faults], [[], []]);
});

t.test('every REST answer fits GitHub’s published description', async (t) => {
  const github = await start(t, {
    repositories: [
      aRepository(),
      aRepository({
        repository: 'forker/bins',
        parent: 'acme/bins',
        licence: 'NOASSERTION',
        homepage: null,
        description: null,
      }),
      ...aThousandRepositories(undefined, 12),
    ],
  });
  const below = [
    '',
    '/languages',
    '/readme',
    '/contents/',
    '/contents/package.json',
    '/git/trees/HEAD?recursive=1',
    '/releases',
    '/releases/latest',
    '/topics',
    '/license',
    '/commits?per_page=2',
    '/stats/participation',
    '/stats/commit_activity',
    '/community/profile',
    '/forks',
  ];
  for (const base of ['', '/api/v3']) {
    for (const path of below) {
      for (const repository of ['acme/bins', 'forker/bins']) {
        t.equal(
          (await get(github, `${base}/repos/${repository}${path}`)).status,
          200,
          `${repository}${path}`,
        );
      }
    }
  }
  for (const path of [
    '/orgs/acme/repos',
    '/users/forker/repos',
    '/rate_limit',
    `/repositories/${github.world.repository('acme/bins').id}`,
  ])
    t.equal((await get(github, path)).status, 200, path);
  for (const { repository } of aThousandRepositories(undefined, 12))
    await get(github, `/repos/${repository}`);
  t.same(github.faults, []);
  github.world.change('acme/bins', { description: 7 as unknown as string });
  await get(github, '/repos/acme/bins');
  t.match(
    github.faults,
    [/get \/repos\/\{owner\}\/\{repo\} 200: \/description must be string/],
    'the check can fail',
  );
});

t.test('recorded answers of GitHub have the shape of the fake’s', async (t) => {
  const github = await start(t, {
    repositories: [aRepository({ repository: 'octokit-fixture-org/hello-world' })],
  });
  // What only somebody who may administer a repository is told.
  const ofAdministrators = /^(allow_|delete_branch|use_squash|squash_|merge_commit|temp_clone)/;
  const shapeOf = (value: Json, recorded: Json, at = ''): string[] =>
    Object.keys(recorded).flatMap((key) => {
      if (ofAdministrators.test(key)) return [];
      const [ours, theirs] = [value?.[key], recorded[key]];
      if (ours === undefined) return [`${at}${key} is missing`];
      if (ours === null || theirs === null) return [];
      if (typeof ours !== typeof theirs) return [`${at}${key} is ${typeof ours}`];
      return typeof theirs === 'object' && !Array.isArray(theirs)
        ? shapeOf(ours, theirs, `${at}${key}.`)
        : [];
    });
  const recording = (scenario: string, index: number) => {
    const file = new URL(
      `scenarios/api.github.com/${scenario}/normalized-fixture.json`,
      import.meta.resolve('@octokit/fixtures'),
    );
    return JSON.parse(readFileSync(file, 'utf8'))[index] as Json;
  };
  const own = '/repos/octokit-fixture-org/hello-world';
  const repository = recording('get-repository', 0);
  const ours = await get(github, own);
  t.same(shapeOf(ours.body, repository.response), []);
  for (const name of [
    'etag',
    'last-modified',
    'cache-control',
    'x-ratelimit-limit',
    'x-ratelimit-remaining',
    'x-ratelimit-reset',
    'x-ratelimit-used',
    'x-ratelimit-resource',
  ])
    t.ok(repository.headers[name] !== undefined && ours.headers.has(name), `both have ${name}`);
  const [file] = recording('get-content', 0).response;
  t.same(shapeOf((await get(github, `${own}/contents/`)).body[0], file), []);
  const release = recording('release-assets', 0).response;
  t.same(shapeOf((await get(github, `${own}/releases/latest`)).body, { ...release, assets: [] }), []);
  github.world.rename('octokit-fixture-org/hello-world', 'renamed');
  const moved = recording('rename-repository', 1);
  const redirect = await get(github, own);
  t.equal(redirect.status, moved.status);
  t.same(shapeOf(redirect.body, moved.response), []);
  t.match(redirect.headers.get('location'), /\/repositories\/\d+$/);
  t.match(moved.headers.location, /\/repositories\/\d+$/);
});

t.test('conditional requests and limits are counted as GitHub counts them', async (t) => {
  const clock = aClock('2026-03-01T00:00:00Z');
  const github = await start(t, {
    clock,
    repositories: [aRepository()],
    limits: { core: 3, unauthorised: 2 },
    checksAnswers: false,
  });
  const first = await get(github, '/repos/acme/bins');
  const etag = first.headers.get('etag') ?? '';
  const second = await get(github, '/repos/acme/bins', { 'if-none-match': etag });
  t.equal(second.status, 304);
  t.equal(second.headers.get('x-ratelimit-remaining'), '2', 'an authorised 304 is free');
  const since = { 'if-modified-since': first.headers.get('last-modified') ?? '' };
  t.equal((await get(github, '/repos/acme/bins', since)).status, 304);
  github.world.change('acme/bins', { stars: 99 });
  t.equal((await get(github, '/repos/acme/bins', { 'if-none-match': etag })).status, 200);
  t.equal((await get(github, '/repos/acme/never')).status, 404);
  const limited = await get(github, '/repos/acme/bins');
  t.equal(limited.status, 403);
  t.equal(limited.headers.get('x-ratelimit-remaining'), '0');
  t.equal(limited.headers.get('x-ratelimit-reset'), String(Date.parse('2026-03-01T01:00:00Z') / 1000));
  const nobody = async (headers = {}) => fetch(`${github.url}/repos/acme/bins`, { headers });
  const { headers: anonymous } = await nobody();
  await nobody({ 'if-none-match': anonymous.get('etag') ?? '' });
  t.equal((await nobody()).status, 403, 'a 304 without authorisation counts');
  clock.advance({ minutes: 61 });
  t.equal((await get(github, '/repos/acme/bins')).status, 200);
  t.match(github.counts(), { rest: 10, notModified: 3, charged: 6, limited: 2 });
});

t.test('a query that is too heavy times out, and points run out', async (t) => {
  const github = await start(t, { repositories: [aRepository()], limits: { graphql: 3, timeoutAbove: 4 } });
  const query = (many: number) =>
    `{ ${Array.from({ length: many }, (_, index) => `r${index}: repository(owner: "acme", name: "bins") { watchers { totalCount } }`).join(' ')} }`;
  t.equal((await ask(github, query(5))).status, 502);
  t.equal((await ask(github, query(4))).status, 200);
  github.limits.leave('graphql', 0);
  const limited = await ask(github, query(1));
  t.equal(limited.status, 200);
  t.match(limited.body, { data: undefined, errors: [{ type: 'RATE_LIMITED' }] });
  t.equal(limited.headers.get('x-ratelimit-remaining'), '0');
  t.match(github.counts(), { graphql: 3, timedOut: 1, limited: 1, points: 2 });
  t.equal((await fetch(`${github.url}/graphql`, { method: 'POST', body: '{}' })).status, 401);
});

t.test('answers go wrong in the ways that networks and GitHub have', async (t) => {
  const github = await start(t, {
    repositories: [aRepository(), aRepository({ repository: 'acme/parks' })],
    checksAnswers: false,
  });
  const { world } = github;
  const path = '/repos/acme/bins';
  world.disturb({ kind: '502', repository: 'acme/bins', after: 1, times: 1 });
  const statuses = [];
  for (const name of ['bins', 'parks', 'bins', 'bins'])
    statuses.push((await get(github, `/repos/acme/${name}`)).status);
  t.same(statuses, [200, 200, 502, 200]);
  world.disturb({ kind: 'truncated', times: 1 });
  await t.rejects(get(github, path), SyntaxError);
  world.disturb({ kind: 'html' });
  t.match((await get(github, path)).text, /^<!DOCTYPE html>/);
  world.calm();
  world.disturb({ kind: 'secondary-limit', retryAfter: 7, times: 1 });
  const wait = await get(github, path);
  t.same([wait.status, wait.headers.get('retry-after')], [403, '7']);
  t.not(wait.headers.get('x-ratelimit-remaining'), '0');
  world.disturb({ kind: 'reset', times: 1 });
  await t.rejects(get(github, path));
  world.disturb({ kind: 'hang', times: 1 });
  await t.rejects(fetch(`${github.url}${path}`, { signal: AbortSignal.timeout(100) }));
  world.disturb({ kind: 'not-ready', times: 1 });
  t.equal((await get(github, path)).status, 200);
  t.equal((await get(github, `${path}/stats/participation`)).status, 202);
  world.skewMs.value = -3 * 24 * 3_600_000;
  t.ok(Date.parse((await get(github, path)).headers.get('date') ?? '') < Date.now() - 2 * 24 * 3_600_000);
  world.calm();
  world.block('acme/bins');
  t.match(await get(github, path), { status: 451, body: { block: { reason: 'dmca' } } });
  world.unblock('acme/bins');
  world.requireSso('acme/bins');
  t.match((await get(github, path)).headers.get('x-github-sso'), /^required; url=/);
  world.allow('acme/bins');
  world.renameAccount('acme', 'apex');
  t.equal((await get(github, path)).status, 301);
  t.equal((await get(github, '/repos/apex/bins')).status, 200);
  world.remove('apex/bins');
  t.equal((await get(github, path)).status, 404);
});

t.test('Octokit reads it, with a token and as a GitHub App', async (t) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const github = await start(t, {
    repositories: [aRepository()],
    tokens: ['good'],
    app: { id: 7, publicKey, installationId: 70 },
  });
  github.world.rename('acme/bins', 'waste');
  const octokit = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: 'good' });
  const { data } = await octokit.rest.repos.get({ owner: 'acme', repo: 'bins' });
  t.equal(data.full_name, 'acme/waste');
  t.same(await octokit.graphql('{ repository(owner: "acme", name: "bins") { stargazerCount } }'), {
    repository: { stargazerCount: 12 },
  });
  const bad = new Octokit({ baseUrl: github.url, auth: 'bad' });
  await t.rejects(bad.rest.repos.get({ owner: 'acme', repo: 'bins' }), /Bad credentials/);
  const pem = (key: typeof privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const app = (key: typeof privateKey) =>
    new App({ appId: 7, privateKey: pem(key), Octokit: Octokit.defaults({ baseUrl: github.url }) });
  const installed = await app(privateKey).getInstallationOctokit(70);
  t.equal((await installed.rest.repos.get({ owner: 'acme', repo: 'waste' })).status, 200);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  await t.rejects(async () => {
    const octokit = await app(stranger).getInstallationOctokit(70);
    await octokit.rest.repos.get({ owner: 'acme', repo: 'waste' });
  }, /Bad credentials/);
  t.same(github.faults, []);
});

t.test('the month plays through, the same every time, with all its mishaps', async (t) => {
  const month = aMonthOf(40);
  t.equal(month.catalogue.length, 40);
  const kinds = new Set(month.steps.map((step) => step.kind));
  t.ok(kinds.size >= 40, `${kinds.size} kinds of mishap`);
  const played = async () => {
    const one = aMonthOf(40);
    const github = await start(t, {
      repositories: one.repositories,
      clock: aClock(one.startsAt),
      checksAnswers: false,
    });
    for (let day = 0; day <= one.lastDay; day += 1) one.play(github.world, day);
    return { github, expected: one.expected(github.world) };
  };
  const { github, expected } = await played();
  t.equal(month.steps.filter((step) => step.day > month.lastDay - 2).length, 0, 'the last two days are calm');
  t.equal(github.world.disturbanceOf({ api: 'rest', repositories: month.catalogue }), undefined);
  t.same(expected, (await played()).expected);
  const states = new Set(expected.map(({ state }) => state));
  t.same([...states].sort(), ['archived', 'fork', 'found', 'moved', 'private-or-gone']);
  const takenOver = month.catalogue[2];
  for (const { repository, state } of expected) {
    const { status } = await get(github, `/repos/${repository}`);
    if (state === 'private-or-gone') t.equal(status, 404, repository);
    else if (state === 'moved') t.equal(status, repository === takenOver ? 200 : 301, repository);
    else t.ok([200, 403, 451].includes(status), `${repository} is there`);
  }
});

t.test('what is held at the month’s end is compared state by state and facet by facet', async (t) => {
  const month = aMonthOf(40);
  const github = await start(t, { repositories: month.repositories, clock: aClock(month.startsAt) });
  const expected = month.expected(github.world);
  const [wanted] = expected.filter(({ readmeIsCut }) => readmeIsCut);
  if (!wanted) throw new Error('nothing is expected of the long README');
  const facet = <Value>(value: Value) => ({ value, source: 'github' as const, fetchedAt: month.startsAt });
  const facets = Object.fromEntries(
    Object.entries(wanted.facets).map(([name, value]) => [name, facet(value)]),
  );
  const held: Sighting = {
    id: 'acorn--story-20',
    repository: wanted.repository,
    state: 'found',
    observations: [{ at: month.startsAt, outcome: 'found' }],
    facets: { ...facets, readme: facet({ file: 'README.md', text: wanted.readmeHas ?? '', cut: true }) },
  };
  t.same(findWrong(wanted, held), []);
  t.match(findWrong(wanted, undefined), [/nothing is held/]);
  t.match(findWrong(wanted, { ...held, state: 'archived' }), [/state is "archived", must be "found"/]);
  t.match(findWrong(wanted, { ...held, observations: [] }), [/newest outcome is undefined/]);
  t.match(
    findWrong(wanted, { ...held, facets: { ...held.facets, stars: facet(13), licence: facet(null) } }),
    [/licence is null, must be "MIT"/, /stars is 13, must be 12/],
  );
  t.match(
    findWrong(wanted, {
      ...held,
      facets: { ...held.facets, readme: facet({ file: 'a', text: '', cut: false }) },
    }),
    [/readme tells its words/, /readme is cut/],
  );
  const [odd] = expected.filter(({ failed }) => failed.includes('stars'));
  t.match(
    odd && findWrong(odd, { ...held, repository: odd.repository }).at(-1),
    /watchers has an error is false/,
  );
  const ofRest = month
    .expected(github.world, 'rest')
    .find(({ repository }) => repository === wanted.repository);
  t.ok(ofRest && 'openIssues' in ofRest.facets, 'REST tells issues and pull requests apart');
});

t.test('the thousand are varied, and the same every time', async (t) => {
  const thousand = aThousandRepositories();
  t.equal(new Set(thousand.map(({ repository }) => repository)).size, 1000);
  t.same(thousand[700], aThousandRepositories()[700]);
  const share = (has: (one: (typeof thousand)[number]) => unknown) => thousand.filter(has).length;
  for (const [what, count] of Object.entries({
    forks: share(({ parent }) => parent),
    archived: share(({ archived }) => archived),
    'without a licence': share(({ licence }) => licence === null),
    'without a README': share(({ files }) => !Object.keys(files ?? {}).some((path) => /^readme/i.test(path))),
  }))
    t.ok(count > 30 && count < 400, `${count} ${what}`);
});
