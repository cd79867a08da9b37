import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { type GithubOptions, openGithub } from '../../../src/adapters/github/open-github.ts';
import type {
  CodeHost,
  FoundRepository,
  RepositoryReading,
  RepositoryRequest,
} from '../../../src/ports/code-host.ts';
import { aClock } from '../../support/fake-github/clock.ts';
import { aRepository, type RepositoryFields } from '../../support/fake-github/repository.ts';
import {
  type FakeGithub,
  type FakeGithubOptions,
  startFakeGithub,
} from '../../support/fake-github/start-fake-github.ts';

const today = '2026-03-01T12:00:00Z';

/** What the real schema refused, and what the fake does not model, over all tests. */
const complaints: string[] = [];

function forget(github: FakeGithub): void {
  complaints.push(...github.refusals, ...github.faults);
  github.forget();
}

/** A fake host whose day is the adapter's too, and an adapter that reads from it. */
async function start(
  t: Test,
  repositories: readonly RepositoryFields[],
  { fake = {}, ...options }: GithubOptions & { fake?: FakeGithubOptions } = {},
) {
  const clock = aClock(today);
  const github = await startFakeGithub({ repositories, clock, checksAnswers: false, ...fake });
  github.warm();
  t.teardown(async () => {
    forget(github);
    await github.close();
  });
  const host = openGithub({
    ...{ apiUrl: github.url, token: 'reader', reserve: 0, timeoutMs: 10_000 },
    now: () => new Date(clock.now()),
    ...options,
  });
  return { clock, github, host };
}

function named(...names: string[]): RepositoryRequest[] {
  return names.map((repository) => ({ repository }));
}

async function read(host: CodeHost, requests: readonly RepositoryRequest[], signal?: AbortSignal) {
  const batches = host.read(requests, signal);
  const readings: RepositoryReading[] = [];
  let count = 0;
  for (;;) {
    const step = await batches.next();
    if (step.done) return { readings, pause: step.value, batches: count, byName: byName(readings) };
    readings.push(...step.value);
    count += 1;
  }
}

function byName(readings: readonly RepositoryReading[]): Record<string, RepositoryReading> {
  return Object.fromEntries(readings.map((reading) => [reading.request.repository, reading]));
}

function found(reading: RepositoryReading | undefined): FoundRepository {
  if (reading?.outcome !== 'found') throw new Error(`not found: ${JSON.stringify(reading)}`);
  return reading;
}

/** What a job would ask for next time; its memory goes through JSON as a store's does. */
function again(readings: readonly RepositoryReading[]): RepositoryRequest[] {
  return readings.map((reading) => {
    const { repository, hostId, memory } = found(reading);
    return { repository, hostId, memory: JSON.parse(JSON.stringify(memory)) };
  });
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => aRepository({ repository: `acme/part-${index}` }));
const namesOf = (repositories: readonly RepositoryFields[]) =>
  named(...repositories.map(({ repository }) => repository));

t.test('every facet is read in two queries', async (t) => {
  const { github, host } = await start(t, [
    aRepository({
      repository: 'acme/original',
      files: { 'README.md': '# Original' },
    }),
    aRepository({
      repository: 'acme/bins',
      parent: 'acme/original',
      files: {
        'README.md': '# Bins\n\nCollection **days**, ask jo.bloggs@acme.gov.uk\n',
        LICENCE: 'MIT License',
        'package.json': '{ "dependencies": { "express": "^4.0.0", "govuk-frontend": "^5.1.0" } }',
        'api/Gemfile': 'gem "rails"',
        'publiccode.yml': 'publiccodeYmlVersion: "0.4"\nname: Bins\ndevelopmentStatus: beta\n',
        'codemeta.json': '{ not JSON',
        '.github/workflows/test.yml': 'on: push',
        '.github/SECURITY.md': 'Tell us',
        'docs/CONTRIBUTING.md': 'Please do',
        CODEOWNERS: '*',
        Dockerfile: 'FROM node',
        'spec/bins.rb': 'it',
      },
    }),
  ]);
  const { readings, pause, byName } = await read(host, named('acme/bins', 'acme/original'));
  t.equal(pause, undefined);
  t.equal(readings.length, 2);
  t.equal(github.counts().graphql, 2);
  const bins = found(byName['acme/bins']);
  t.match(bins, {
    repository: 'acme/bins',
    hostId: String(github.world.repository('acme/bins').id),
    failed: {},
    unchanged: [],
  });
  t.same(bins.facets, {
    description: 'Tells residents when their bins are collected',
    homepage: 'https://bins.example.gov.uk',
    topics: ['waste', 'local-government'],
    languages: [
      { name: 'TypeScript', share: 0.75 },
      { name: 'HTML', share: 0.25 },
    ],
    licence: { spdx: 'MIT', name: 'MIT License', file: 'LICENCE' },
    defaultBranch: 'main',
    createdAt: '2020-03-01T10:00:00Z',
    pushedAt: '2026-01-05T09:30:00Z',
    archived: false,
    disabled: false,
    fork: { isFork: true, parent: 'acme/original' },
    template: false,
    stars: 12,
    forks: 2,
    watchers: 4,
    openIssues: 3,
    openPullRequests: 1,
    lastClosed: { issue: '2025-12-20T10:00:00Z', pullRequest: '2025-12-28T10:00:00Z' },
    latestRelease: { name: 'Version 1.2', tag: 'v1.2.0', publishedAt: '2025-12-01T12:00:00Z' },
    releases: 1,
    activity: { until: today, commits: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 1, 0] },
    readme: { file: 'README.md', text: 'Bins\nCollection days, ask', cut: false },
    files: {
      contributing: 'docs/CONTRIBUTING.md',
      security: '.github/SECURITY.md',
      codeowners: 'CODEOWNERS',
      docker: 'Dockerfile',
      tests: 'spec',
      ci: ['.github/workflows'],
    },
    frameworks: ['Express ^4.0.0', 'govuk-frontend ^5.1.0'],
    publiccode: {
      file: 'publiccode.yml',
      fields: { publiccodeYmlVersion: '0.4', name: 'Bins', developmentStatus: 'beta' },
    },
    codemeta: { file: 'codemeta.json', problem: 'not valid JSON' },
    citation: null,
  });
  t.match(found(byName['acme/original']).facets, {
    fork: { isFork: false },
    frameworks: [],
    publiccode: null,
  });
});

t.test('commits of a busy repository are counted span by span, of a quiet one from its newest', async (t) => {
  const hourly = Array.from({ length: 300 }, (_, index) => {
    return new Date(Date.parse(today) - index * 24 * 3_600_000).toISOString().replace('.000', '');
  });
  const { github, host } = await start(t, [
    aRepository({ repository: 'acme/busy', commits: hourly, pushedAt: today }),
    aRepository({ repository: 'acme/empty', commits: [], pushedAt: null, files: {} }),
    aRepository({
      repository: 'acme/old',
      commits: ['2015-01-01T00:00:00Z'],
      pushedAt: '2015-01-01T00:00:00Z',
    }),
  ]);
  const first = await read(host, named('acme/busy', 'acme/empty', 'acme/old'));
  const commits = (name: string) => found(first.byName[name]).facets.activity?.commits;
  t.same(commits('acme/busy'), [0, 0, 19, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28]);
  t.same(commits('acme/empty'), new Array(13).fill(0));
  t.same(commits('acme/old'), new Array(13).fill(0));
  t.match(found(first.byName['acme/empty']).facets, {
    defaultBranch: null,
    pushedAt: null,
    readme: null,
    files: {},
    frameworks: [],
  });

  github.world.clock.advance({ days: 57 });
  const later = await read(host, again(first.readings));
  const busy = found(later.byName['acme/busy']);
  t.same(
    busy.facets.activity?.commits,
    [19, ...new Array(10).fill(28), 0, 0],
    'spans that passed without a push are empty',
  );
  t.equal(busy.facets.activity?.until, '2026-04-26T12:00:00Z');
  t.notOk(busy.unchanged.includes('activity'));
  t.equal(github.counts().graphql, 3, 'and nothing was asked for them');
});

t.test(
  'a repository that was read before is asked for its state, and for its files only after a push',
  async (t) => {
    const { github, host } = await start(t, many(120));
    const first = await read(host, namesOf(many(120)));
    t.equal(first.readings.length, 120);
    forget(github);

    github.world.change('acme/part-3', { stars: 99, description: null });
    github.world.archive('acme/part-4');
    const second = await read(host, again(first.readings));
    t.equal(github.counts().graphql, 2, 'a hundred at a time');
    const changed = found(second.byName['acme/part-3']);
    t.match(changed.facets, { stars: 99, description: null });
    t.same(changed.unchanged, [
      'readme',
      'files',
      'frameworks',
      'publiccode',
      'codemeta',
      'citation',
      'activity',
    ]);
    t.equal(changed.facets.readme, undefined);
    t.equal(found(second.byName['acme/part-4']).facets.archived, true);
    forget(github);

    github.world.push('acme/part-5', { files: { 'README.md': '# Written anew' } });
    const third = await read(host, again(second.readings));
    t.equal(github.counts().graphql, 4, 'two of states, two for the one with a new commit');
    t.match(found(third.byName['acme/part-5']), {
      facets: { readme: { text: 'Written anew' } },
      unchanged: [],
    });
    t.equal(third.readings.length, 120);
    forget(github);

    const afresh = await read(
      host,
      again(third.readings)
        .slice(0, 2)
        .map((request) => ({ ...request, afresh: true })),
    );
    t.match(found(afresh.readings[0]).facets.readme, { file: 'README.md' });
  },
);

t.test(
  'renames, transfers, names taken over and repositories that are gone are told apart by their number',
  async (t) => {
    const names = [
      'acme/renamed',
      'acme/moved',
      'acme/replaced',
      'acme/deleted',
      'acme/hidden',
      'acme/retaken',
    ];
    for (const options of [{}, { mode: 'rest' as const }, { token: undefined }]) {
      const { github, host } = await start(
        t,
        names.map((repository) => aRepository({ repository })),
        options,
      );
      const first = await read(host, named(...names));
      const { world } = github;
      world.rename('acme/renamed', 'new-name');
      world.transfer('acme/moved', 'other');
      world.rename('acme/replaced', 'before');
      world.add(aRepository({ repository: 'acme/replaced' }));
      world.remove('acme/deleted');
      world.makePrivate('acme/hidden');
      world.remove('acme/retaken');
      world.add(aRepository({ repository: 'acme/retaken' }));
      const { byName } = await read(host, again(first.readings));
      t.match(byName, {
        'acme/renamed': { outcome: 'found', repository: 'acme/new-name' },
        'acme/moved': { outcome: 'found', repository: 'other/moved' },
        'acme/replaced': {
          outcome: 'found',
          repository: 'acme/before',
          hostId: found(first.byName['acme/replaced']).hostId,
        },
        'acme/deleted': { outcome: 'absent' },
        'acme/hidden': { outcome: 'absent' },
        'acme/retaken': { outcome: 'absent' },
      });
      const forgetful = await read(host, [
        { repository: 'acme/replaced', hostId: found(first.byName['acme/replaced']).hostId },
      ]);
      t.match(
        forgetful.readings[0],
        { outcome: 'found', repository: 'acme/before' },
        'even when nothing else is remembered',
      );
      const unknown = await read(host, named('acme/replaced', 'acme/renamed', 'acme/nobody'));
      t.match(unknown.byName, {
        'acme/replaced': { outcome: 'found', repository: 'acme/replaced' },
        'acme/renamed': { outcome: 'found', repository: 'acme/new-name' },
        'acme/nobody': { outcome: 'absent' },
      });
    }
  },
);

t.test('what one repository does to a batch keeps no other from being read', async (t) => {
  const kinds = ['502', 'truncated', 'html', 'hang', 'reset', 'null-node', 'resource-limits'] as const;
  const outcomes = { truncated: 'nonsense', html: 'nonsense' } as Record<string, string>;
  for (const kind of kinds) {
    const { github, host } = await start(t, many(12), kind === 'hang' ? { timeoutMs: 700 } : {});
    github.world.disturb({ kind, repository: 'acme/part-5', api: 'graphql' });
    const { byName, readings, pause } = await read(host, namesOf(many(12)));
    t.equal(readings.length, 12, kind);
    t.equal(pause, undefined, kind);
    t.equal(byName['acme/part-5']?.outcome, outcomes[kind] ?? 'unreachable', kind);
    t.equal(readings.filter(({ outcome }) => outcome === 'found').length, 11, kind);
    github.world.calm();
    const later = await read(host, named('acme/part-5'));
    t.equal(later.readings[0]?.outcome, 'found', `${kind}, when it is over`);
  }
  const { github, host } = await start(t, many(5));
  github.world.block('acme/part-1');
  github.world.requireSso('acme/part-2');
  github.world.disable('acme/part-3');
  const { byName } = await read(host, namesOf(many(5)));
  t.match(byName, {
    'acme/part-0': { outcome: 'found' },
    'acme/part-1': { outcome: 'unreachable', message: /blocked/ },
    'acme/part-2': { outcome: 'unreachable', message: /SAML/ },
    'acme/part-3': { outcome: 'found', facets: { disabled: true } },
  });
  t.equal(github.counts().graphql, 2);
});

t.test(
  'a batch that is too slow for the host is asked for in smaller ones, and not in that size again',
  async (t) => {
    const { github, host } = await start(t, many(90), {
      fake: { limits: { timeoutAbove: 300, timeoutDelayMs: 1 } },
    });
    const { readings } = await read(host, namesOf(many(90)));
    t.equal(readings.filter(({ outcome }) => outcome === 'found').length, 90);
    t.ok(github.counts().timedOut > 0);
    t.ok(github.counts().timedOut <= 2, `${github.counts().timedOut} queries were given up`);
  },
);

t.test('a host that answers nobody is left in peace after a few calls', async (t) => {
  const { github, host, clock } = await start(t, many(40));
  github.world.disturb({ kind: '502' });
  const down = await read(host, namesOf(many(40)));
  t.match(down.pause, { reason: 'unreachable', until: '2026-03-01T12:05:00Z' });
  t.equal(down.readings.length, 3, 'those that were asked for alone');
  t.ok(github.counts().graphql < 12);
  github.world.calm();
  t.same((await read(host, namesOf(many(1)))).readings, [], 'nothing is asked before');
  clock.advance({ minutes: 6 });
  t.equal(
    (await read(host, namesOf(many(40)))).readings.filter(({ outcome }) => outcome === 'found').length,
    40,
  );
});

t.test('nothing is asked beyond the reserve, nor before the host said', async (t) => {
  const { github, host, clock } = await start(t, many(100), {
    reserve: 6,
    fake: { limits: { graphql: 13 } },
  });
  const first = await read(host, namesOf(many(100)));
  t.match(first.pause, { reason: 'budget', until: '2026-03-01T13:00:00Z' });
  const readBefore = first.readings.length;
  t.ok(readBefore > 0 && readBefore < 100, `${readBefore} were read`);
  t.match(host.budget(), {
    mode: 'graphql',
    authorised: true,
    limit: 13,
    resetsAt: '2026-03-01T13:00:00Z',
  });
  t.equal(host.budget().spent, github.counts().points);
  t.equal(host.budget().calls, github.counts().graphql);

  const next = openGithub({
    apiUrl: github.url,
    token: 'reader',
    reserve: 6,
    now: () => new Date(clock.now()),
  });
  next.remember(host.budget());
  t.equal((await read(next, namesOf(many(1)))).readings.length, 0, 'another process remembers');
  clock.advance({ hours: 1, seconds: 1 });
  t.equal((await read(next, namesOf(many(1)))).readings.length, 1);

  const limited = await start(t, many(50), { fake: { limits: { graphqlErrorType: 'RATE_LIMITED' } } });
  await read(limited.host, namesOf(many(1)));
  limited.github.limits.leave('graphql', 0);
  limited.github.world.disturb({ kind: 'primary-limit' });
  const refused = await read(
    openGithub({ apiUrl: limited.github.url, token: 'reader', now: () => new Date(today) }),
    namesOf(many(50)),
  );
  t.match(refused.pause, { reason: 'budget' });
  t.ok(refused.readings.every(({ outcome }) => outcome === 'limited'));
  t.equal(refused.readings.length, 20, 'only the batch that was refused');

  const secondary = await start(t, many(50));
  secondary.github.world.disturb({ kind: 'secondary-limit', after: 2, times: 1, retryAfter: 90 });
  const waited = await read(secondary.host, namesOf(many(50)));
  t.match(waited.pause, { reason: 'secondary-limit', until: '2026-03-01T12:01:30Z' });
  t.same([...new Set(waited.readings.map(({ outcome }) => outcome))], ['found', 'limited']);
  t.match(secondary.host.budget(), { remaining: 0, resetsAt: '2026-03-01T12:01:30Z' });
});

t.test('what makes no sense fails alone', async (t) => {
  const { github, host } = await start(t, [
    aRepository({
      repository: 'acme/odd',
      stars: -1,
      homepage: 'javascript:alert(1)',
      pushedAt: '2026-03-03T00:00:00Z',
    }),
    aRepository({ repository: 'acme/near', pushedAt: '2026-03-02T00:00:00Z' }),
  ]);
  const { byName } = await read(host, named('acme/odd', 'acme/near'));
  const odd = found(byName['acme/odd']);
  t.same(Object.keys(odd.failed).sort(), ['homepage', 'pushedAt', 'stars']);
  t.match(odd.failed, { pushedAt: /future/, homepage: /address/ });
  t.match(odd.facets, { forks: 2, description: /bins/ });
  t.equal(
    found(byName['acme/near']).facets.pushedAt,
    '2026-03-02T00:00:00Z',
    'clocks may differ by some hours',
  );

  github.world.skewMs.value = 3 * 24 * 3_600_000;
  t.notOk(
    found((await read(host, named('acme/odd'))).readings[0]).failed.pushedAt,
    "the host's own clock counts",
  );
});

t.test('READMEs in other encodings, of great length and under other names are read', async (t) => {
  const long = `# Long\n\n${'All about **bins** and benefits. [Ask](https://a.example).\n\n'.repeat(20_000)}`;
  const wide = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from('# Weit über\n\nالعربية 🎉', 'utf16le'),
  ]);
  const readmes: Record<string, Record<string, string | Buffer>> = {
    'acme/latin': { 'README.md': Buffer.from('# Caf\xe9\n\nna\xefve', 'latin1') },
    'acme/wide': { 'readme.md': wide },
    'acme/long': { 'README.md': long },
    'acme/rst': { 'README.rst': 'Title\n=====\n\n<b>Bold</b> text' },
    'acme/docs': { 'docs/README.md': '# In docs' },
    'acme/none': { 'index.html': '<p>' },
    'acme/script': { 'README.md': '<script>alert(1)</script>\n\nמידע <b>here</b> 🎉' },
  };
  const repositories = Object.entries(readmes).map(([repository, files]) =>
    aRepository({ repository, files }),
  );
  for (const options of [{}, { mode: 'rest' as const }]) {
    const { host } = await start(t, repositories, options);
    const { byName } = await read(host, named(...Object.keys(readmes)));
    const readme = (name: string) => found(byName[name]).facets.readme;
    t.match(readme('acme/latin'), { text: 'Café\nnaïve', cut: false });
    t.match(readme('acme/wide'), { file: 'readme.md', text: 'Weit über\nالعربية 🎉' });
    t.match(readme('acme/long'), { cut: true, text: /^Long\nAll about bins and benefits\. Ask\.\n/ });
    t.equal(readme('acme/long')?.text.length, 60_000);
    t.match(readme('acme/rst'), { file: 'README.rst', text: 'Title\n=====\nBold text' });
    t.match(readme('acme/docs'), { file: 'docs/README.md', text: 'In docs' });
    t.equal(readme('acme/none'), null);
    t.equal(readme('acme/script')?.text, 'מידע here 🎉');
  }
});

t.test(
  'without a token three requests are made for each repository, and the rest at its next turns',
  async (t) => {
    const { github, host, clock } = await start(t, many(25), {
      token: undefined,
      reserve: 3,
      fake: { checksAnswers: true },
    });
    const first = await read(host, namesOf(many(25)));
    t.match(first.pause, { reason: 'budget', until: '2026-03-01T13:00:00Z' });
    t.equal(first.readings.length, 19);
    t.equal(github.counts().rest, 57);
    t.match(host.budget(), { mode: 'rest', authorised: false, limit: 60, remaining: 3, spent: 57 });
    const [one] = first.readings.map(found);
    t.match(one?.facets, {
      description: /bins/,
      readme: { text: /^Bins/ },
      licence: { spdx: 'MIT', file: 'LICENSE' },
      files: {},
    });
    t.equal(one?.facets.languages, undefined);

    clock.advance({ hours: 2 });
    forget(github);
    const second = await read(host, again(first.readings.slice(0, 1)));
    t.equal(github.counts().rest, 3);
    t.equal(github.counts().notModified, 1);
    const [visited] = second.readings.map(found);
    t.match(visited?.facets, {
      frameworks: ['Express ^4.0.0'],
      languages: [{ name: 'TypeScript', share: 0.75 }],
    });
    t.ok(visited?.unchanged.includes('readme') && visited.unchanged.includes('stars'));
    const third = await read(host, again(second.readings));
    t.ok(found(third.readings[0]).facets.activity, 'and in the third visit nearly the last parts');
    const fourth = await read(host, again(third.readings));
    t.match(found(fourth.readings[0]).facets, { openIssues: 3, openPullRequests: 1 });
    forget(github);
    await read(host, again(fourth.readings));
    t.equal(github.counts().rest, 1, 'when all is known, only whether it changed');
  },
);

t.test(
  'over REST issues and pull requests are told apart, and read again when others are open',
  async (t) => {
    const days = (count: number, month: string) =>
      Array.from(
        { length: count },
        (_, day) => `2025-${month}-${String(1 + (day % 28)).padStart(2, '0')}T10:00:00Z`,
      );
    const { github, host, clock } = await start(
      t,
      [
        aRepository({ repository: 'acme/few', openIssues: 2, openPullRequests: 0, closedPullRequests: [] }),
        aRepository({
          repository: 'acme/closed',
          openIssues: 1,
          createdAt: '2025-12-31T00:00:00Z',
          closedIssues: days(150, '06'),
        }),
        aRepository({
          repository: 'acme/open',
          openIssues: 150,
          openPullRequests: 30,
          createdAt: '2020-01-01T00:00:00Z',
        }),
        aRepository({ repository: 'acme/none', openIssues: 0, openPullRequests: 0 }),
      ],
      { mode: 'rest', fake: { checksAnswers: true } },
    );
    const { byName } = await read(host, named('acme/few', 'acme/closed', 'acme/open', 'acme/none'));
    t.match(found(byName['acme/few']).facets, {
      ...{ openIssues: 2, openPullRequests: 0 },
      lastClosed: { issue: '2025-12-20T10:00:00Z', pullRequest: null },
    });
    t.match(
      found(byName['acme/closed']).facets,
      {
        ...{ openIssues: 1, openPullRequests: 1 },
        lastClosed: { issue: '2025-06-28T10:00:00Z', pullRequest: '2025-12-28T10:00:00Z' },
      },
      'all that are open are among the hundred that changed last',
    );
    const { openIssues, openPullRequests, lastClosed } = found(byName['acme/open']).facets;
    t.same([openIssues, openPullRequests], [undefined, undefined], 'not all that are open are among them');
    t.match(lastClosed, { issue: '2025-12-20T10:00:00Z', pullRequest: '2025-12-28T10:00:00Z' });
    t.match(found(byName['acme/none']).facets, { openIssues: 0, openPullRequests: 0 });

    const free = openGithub({ apiUrl: github.url, reserve: 0, now: () => new Date(clock.now()) });
    const visit = async (from?: RepositoryReading) =>
      found((await read(free, from ? again([from]) : named('acme/few'))).readings[0]);
    let reading = await visit();
    t.equal(reading.facets.openIssues, undefined, 'in its turn');
    for (let turn = 0; turn < 3; turn += 1) reading = await visit(reading);
    t.equal(reading.facets.openIssues, 2);
    forget(github);
    t.ok((await visit(reading)).unchanged.includes('openIssues'));
    t.equal(github.counts().rest, 1);
    github.world.change('acme/few', { openIssues: 3, updatedAt: '2026-03-01T12:00:00Z' });
    t.equal((await visit(reading)).facets.openIssues, 3);
  },
);

t.test('what was begun is read to its end before the run stops at the reserve', async (t) => {
  const { github, host } = await start(t, many(5), {
    mode: 'rest',
    reserve: 20,
    fake: { limits: { core: 40 } },
  });
  const { readings, pause } = await read(host, namesOf(many(5)));
  t.match(pause, { reason: 'budget' });
  const last = found(readings.at(-1));
  t.ok(readings.length < 5 && last.facets.releases !== undefined, `${readings.length} were read`);
  t.same(last.failed, {});
  t.ok(github.counts().rest > 20, 'into the reserve');
});

t.test('over REST with a token nothing that stayed as it was counts', async (t) => {
  const { github, host } = await start(
    t,
    [...many(6), aRepository({ repository: 'acme/bare', files: {}, commits: [], pushedAt: null })],
    {
      mode: 'rest',
      timeoutMs: 700,
      fake: { checksAnswers: true },
    },
  );
  const names = [...namesOf(many(6)), ...named('acme/bare')];
  const first = await read(host, names);
  const whole = found(first.readings[0]);
  t.same(whole.failed, {});
  t.match(whole.facets, {
    releases: 1,
    latestRelease: { tag: 'v1.2.0' },
    publiccode: null,
    frameworks: ['Express ^4.0.0'],
  });
  forget(github);
  const second = await read(host, again(first.readings));
  t.match(github.counts(), { charged: 0, notModified: 21 });
  t.match(found(second.readings[0]), { facets: {}, failed: {} });
  t.equal(found(second.readings[0]).unchanged.length, Object.keys(whole.facets).length);

  github.world.release('acme/part-1', { tag: 'v2.0.0', publishedAt: null });
  github.world.push('acme/part-2', { files: { 'README.md': null } });
  const third = await read(host, again(second.readings));
  t.match(found(third.byName['acme/part-1']).facets, {
    latestRelease: { tag: 'v2.0.0', publishedAt: null },
    releases: 2,
  });
  t.equal(found(third.byName['acme/part-2']).facets.readme, null);

  github.world.disturb({ kind: 'html', repository: 'acme/part-3', api: 'rest' });
  github.world.disturb({ kind: 'hang', repository: 'acme/part-4', api: 'rest' });
  github.world.disturb({ kind: 'reset', repository: 'acme/part-5', api: 'rest' });
  github.world.block('acme/part-0');
  const { byName } = await read(host, again(third.readings));
  t.match(byName, {
    'acme/part-0': { outcome: 'unreachable', message: /legal/ },
    'acme/part-3': { outcome: 'nonsense' },
    'acme/part-4': { outcome: 'unreachable', message: /within/ },
    'acme/part-5': { outcome: 'unreachable' },
    'acme/bare': { outcome: 'found' },
  });
});

t.test('Enterprise is asked beside its own base, and nothing outside its host', async (t) => {
  const { github } = await start(t, [aRepository()]);
  const enterprise = openGithub({ apiUrl: `${github.url}/api/v3`, token: 'reader' });
  t.equal(found((await read(enterprise, named('acme/bins'))).readings[0]).repository, 'acme/bins');
  t.ok(github.requests.every(({ path }) => path.startsWith('/api/graphql')));

  const seen: Array<string | undefined> = [];
  const elsewhere = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.end('{}');
  });
  const redirecting = createServer((_, response) => {
    response
      .writeHead(301, {
        location: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/repos/acme/bins`,
      })
      .end();
  });
  for (const server of [elsewhere, redirecting]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.teardown(() => server.close());
  }
  const apiUrl = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
  const { readings } = await read(
    openGithub({ apiUrl, token: 'secret-token', mode: 'rest' }),
    named('acme/bins'),
  );
  t.match(readings, [{ outcome: 'unreachable', message: /another host/ }]);
  t.same(seen, [], 'the token goes nowhere else');
});

t.test('credentials that are refused stop the run with the name of the setting', async (t) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const app = {
    id: '77',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    installation: 5,
  };
  const fake = { tokens: ['good'], app: { id: 77, publicKey, installationId: 5 }, clock: aClock() };
  const now = () => new Date();
  const refused = await start(t, [aRepository()], { fake, token: 'bad-token', now });
  await t.rejects(read(refused.host, named('acme/bins')), { kind: 'unavailable', message: /GITHUB_TOKEN/ });
  await t.rejects(read(refused.host, named('acme/bins')), { message: /^(?!.*bad-token)/ });
  t.throws(() => openGithub({ token: 'two words' }), { message: /^(?!.*two words)GITHUB_TOKEN/ });

  const installed = await start(t, [aRepository()], { fake, token: undefined, app, now });
  t.equal((await read(installed.host, named('acme/bins'))).readings[0]?.outcome, 'found');
  t.equal(installed.host.budget().authorised, true);
  for (const wrong of [
    { ...app, installation: 6 },
    { ...app, id: '78' },
    { ...app, privateKey: 'no key' },
  ]) {
    const { host } = await start(t, [aRepository()], { fake, token: undefined, app: wrong, now });
    await t.rejects(read(host, named('acme/bins')), { kind: 'unavailable', message: /GITHUB_APP_ID/ });
  }
});

t.test('a run that is broken off ends quietly', async (t) => {
  const { github, host } = await start(t, many(60));
  github.world.disturb({ kind: 'hang', after: 2 });
  const stop = new AbortController();
  const batches = host.read(namesOf(many(60)), stop.signal);
  t.equal((await batches.next()).done, false);
  setTimeout(() => stop.abort(), 20);
  t.same(await batches.next(), { done: true, value: undefined });
});

t.test('the repositories of an account are listed with what proposals need', async (t) => {
  const repositories = [
    ...many(120),
    aRepository({ repository: 'acme/fork', parent: 'acme/part-1' }),
    aRepository({ repository: 'acme/hidden', visibility: 'private' }),
  ];
  const { github, host } = await start(t, repositories);
  const listed = await host.listAccount('acme');
  if ('outcome' in listed) throw new Error(listed.message);
  t.equal(listed.repositories.length, 121);
  t.match(
    listed.repositories.find(({ repository }) => repository === 'acme/fork'),
    {
      isFork: true,
      parent: 'acme/part-1',
      isArchived: false,
      topics: ['waste', 'local-government'],
      readme: /^Bins/,
      stars: 12,
    },
  );
  t.equal(github.counts().graphql, 3);
  t.match(await host.listAccount('nobody'), { outcome: 'absent' });

  const plain = openGithub({ apiUrl: github.url, now: () => new Date(today) });
  const byRest = await plain.listAccount('acme');
  if ('outcome' in byRest) throw new Error(byRest.message);
  t.equal(byRest.repositories.length, 121);
  t.match(await plain.listAccount('nobody'), { outcome: 'absent' });
});

t.test(
  'every query is one that the real schema takes, and every answer as the host describes it',
  async (t) => {
    t.same(complaints, []);
  },
);
