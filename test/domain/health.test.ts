import { test } from 'tap';
import { toRepositoryFacts } from '../../src/domain/enrichment/current-facts.ts';
import type { Facets, FacetValues } from '../../src/domain/enrichment/facets.ts';
import { differingStatements } from '../../src/domain/enrichment/github-statements.ts';
import type { Sighting } from '../../src/domain/enrichment/sighting.ts';
import { judgeHealth } from '../../src/domain/health/health.ts';
import type { Health, HealthSubject } from '../../src/domain/health/health-rule.ts';
import { upkeepOf } from '../../src/domain/health/upkeep.ts';
import type { Asset } from '../../src/domain/records/asset.ts';
import { anAsset, aRepository } from '../support/builders.ts';

const now = '2026-11-22T12:00:00.000Z';
const yesterday = '2026-11-21T12:00:00.000Z';

function fromGithub(values: Partial<FacetValues>, fetchedAt = yesterday): Facets {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, source: 'github', fetchedAt }]),
  ) as Facets;
}

function aSighting(fields: Partial<Sighting> = {}): Sighting {
  return {
    id: 'unboxed--bops',
    repository: 'unboxed/bops',
    hostId: '1',
    state: 'found',
    observations: [{ at: yesterday, outcome: 'found' }],
    facets: fromGithub({ archived: false, pushedAt: '2026-10-01T00:00:00Z' }),
    ...fields,
  };
}

function factsOf(sighting?: Sighting, copy?: Parameters<typeof aRepository>[0]) {
  return toRepositoryFacts({
    repository: 'unboxed/bops',
    ...(copy && { copy: aRepository(copy) }),
    ...(sighting && { sighting }),
  });
}

function health(fields: Partial<HealthSubject> & { asset?: Asset } = {}): Health {
  return judgeHealth({
    asset: anAsset({ repository: 'unboxed/bops' }),
    reuse: { confirmed: 0, live: 0, claimed: 0 },
    stated: { source: 'a-page', seenAt: '2020-01-01' },
    now,
    ...fields,
  });
}

const outcomes = ({ maturity, upkeep, reuse }: Health): Record<string, string> =>
  Object.fromEntries([...maturity, ...upkeep, ...reuse].map(({ rule, outcome }) => [rule, outcome]));

const pushed = (pushedAt: string, read = yesterday, archived = false) =>
  factsOf(aSighting({ facets: fromGithub({ archived, pushedAt }, read) }));

test("facts are GitHub's facet by facet, else the copy's, each with its date", (t) => {
  const copy = {
    lastCommit: '2024-05-06',
    countedOn: '2026-01-02',
    branch: 'master',
    languages: [{ name: 'Ruby', share: 1 }],
  };
  const onlyCopy = factsOf(undefined, copy);
  t.equal(onlyCopy.state, 'unread');
  t.same(onlyCopy.lastChange, { at: '2024-05-06', isProven: false, source: 'copy', seenAt: '2026-01-02' });
  const both = factsOf(aSighting(), copy);
  t.same(both.lastChange, { at: '2026-10-01', isProven: true, source: 'github', seenAt: yesterday });
  t.match(both.facets.defaultBranch, { value: 'master', source: 'copy', fetchedAt: '2026-01-02' });
  t.equal(factsOf(undefined, { lastCommit: '2019' }).lastChange?.at, '2019', 'a year is enough');

  const movedAway = aSighting({ state: 'moved', movedTo: 'other/bops', facets: {} });
  const there = aSighting({ id: 'other--bops', repository: 'other/bops', state: 'archived' });
  const moved = toRepositoryFacts({
    repository: 'unboxed/bops',
    sighting: movedAway,
    atNewAddress: { ...there, facets: fromGithub({ archived: true }) },
  });
  t.match(moved, { repository: 'other/bops', state: 'moved', stateNow: 'archived', movedTo: 'other/bops' });
  t.equal(moved.facets.archived?.value, true);

  const gone = factsOf(
    aSighting({
      state: 'private-or-gone',
      observations: [
        { at: '2026-01-01T00:00:00.000Z', outcome: 'absent' },
        { at: '2026-02-01T00:00:00.000Z', outcome: 'found' },
        { at: '2026-03-01T00:00:00.000Z', outcome: 'absent' },
        { at: '2026-03-03T00:00:00.000Z', outcome: 'absent' },
      ],
    }),
  );
  t.equal(gone.goneSince, '2026-03-01T00:00:00.000Z', 'counted from the newest sighting');
  t.equal(gone.lastChange?.isProven, false, 'what happened since it went is not known');
  t.end();
});

test('what GitHub says otherwise stands beside what people state', (t) => {
  const said = (
    asset: Parameters<typeof anAsset>[0],
    values: Partial<FacetValues>,
    repository = 'unboxed/bops',
  ) =>
    differingStatements(
      anAsset({ repository: 'unboxed/bops', ...asset }),
      factsOf(aSighting({ repository, facets: fromGithub(values) })),
    ).map(({ field, value }) => `${field} ${value}`);
  const stated = (expression: string) => ({ licence: { status: 'stated' as const, expression } });
  const licence = (spdx: string | null) => ({ licence: { spdx, file: 'LICENSE' } });

  t.same(said(stated('MIT'), licence('Apache-2.0')), ['licence Apache-2.0']);
  t.same(said(stated('GPL-3.0-or-later'), licence('GPL-3.0')), [], 'one family');
  t.same(said(stated('MIT OR Apache-2.0'), licence('Apache-2.0')), [], 'GitHub names one of two');
  t.same(said(stated('MIT'), licence(null)), [], 'a file that GitHub could not name says nothing else');
  t.same(said(stated('MIT'), { licence: null }), ['licence none-found']);
  const inManifest = {
    licence: { status: 'stated' as const, expression: 'MIT', statedIn: 'manifest' as const },
  };
  t.same(said(inManifest, { licence: null }), [], 'no file was stated');
  t.same(said({ licence: { status: 'none-found' } }, licence('MIT')), ['licence MIT']);
  t.same(said({ licence: { status: 'unknown' } }, licence('MIT')), [], 'unknown contradicts nothing');

  t.same(said({ maturity: 'live' }, { archived: true }), ['maturity archived']);
  t.same(said({ maturity: 'retired' }, { archived: true }), []);
  t.same(said({ homepage: 'https://www.bops.uk/' }, { homepage: 'http://bops.uk' }), [], 'the same address');
  t.same(said({ homepage: 'https://bops.uk' }, { homepage: 'https://other.uk' }), [
    'homepage https://other.uk',
  ]);
  t.same(said({ homepage: 'https://bops.uk' }, { homepage: '' }), []);

  t.same(said({}, {}, 'Unboxed/BOPS'), [], 'case is no other name');
  t.same(said({}, {}, 'unboxed/planner'), ['repository unboxed/planner']);
  t.same(said({ title: 'BOPS' }, {}, 'unboxed/planner'), ['repository unboxed/planner', 'title planner']);
  const publiccode = { publiccode: { file: 'publiccode.yml', fields: { name: 'Planning back office' } } };
  t.same(said({}, publiccode), ['title Planning back office']);
  t.same(said({ otherNames: ['Planning Back Office'] }, publiccode), []);

  const copied = factsOf(undefined, { licenceFiles: [{ file: 'LICENSE', spdx: 'MIT' }] });
  t.same(differingStatements(anAsset(stated('Apache-2.0')), copied), [], 'a copy is not GitHub');
  t.end();
});

test('upkeep: active, quiet and what cannot be known', (t) => {
  const active = outcomes(health({ facts: pushed('2026-06-01T00:00:00Z') }));
  t.match(active, {
    maintained: 'met',
    'changed-within-year': 'met',
    reachable: 'met',
    'not-archived': 'met',
  });

  const old = outcomes(health({ facts: pushed('2024-11-01T00:00:00Z') }));
  t.match(old, {
    maintained: 'not-met',
    'changed-within-year': 'not-met',
    'changed-within-two-years': 'not-met',
  });
  const between = outcomes(health({ facts: pushed('2025-06-01T00:00:00Z') }));
  t.match(between, {
    maintained: 'unknown',
    'changed-within-year': 'not-met',
    'changed-within-two-years': 'met',
  });
  t.equal(outcomes(health({ facts: pushed('2026-06-01T00:00:00Z', yesterday, true) })).maintained, 'not-met');

  const finished = health({
    facts: pushed('2020-01-01T00:00:00Z'),
    reuse: { confirmed: 1, live: 1, claimed: 0 },
  });
  t.equal(outcomes(finished).maintained, 'met', 'finished and quiet');
  t.match(finished.upkeep[0]?.why, /Finished and quiet/);
  t.equal(
    outcomes(health({ facts: pushed('2020-01-01T00:00:00Z'), reuse: { confirmed: 0, live: 0, claimed: 5 } }))
      .maintained,
    'not-met',
    'claims do not count',
  );

  const longUnread = outcomes(health({ facts: pushed('2025-06-01T00:00:00Z', '2026-01-01T00:00:00.000Z') }));
  t.equal(longUnread['changed-within-year'], 'unknown', 'a reading of January says nothing of November');
  const oldWhenRead = outcomes(health({ facts: pushed('2020-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z') }));
  t.equal(oldWhenRead['changed-within-two-years'], 'not-met', 'it was too long ago already');
  t.end();
});

test('a repository untouched for longer is never better maintained', (t) => {
  const rank: Record<string, number> = { 'not-met': 0, unknown: 1, met: 2 };
  const ranks = Array.from({ length: 60 }, (_, months) => {
    const pushedAt = new Date(Date.UTC(2026, 10 - months, 15)).toISOString();
    return rank[outcomes(health({ facts: pushed(pushedAt) })).maintained ?? ''] ?? Number.NaN;
  });
  t.same(
    ranks,
    [...ranks].sort((one, other) => other - one),
  );
  t.same(new Set(ranks.slice(25)), new Set([0]), 'from two years on, not maintained');
  t.end();
});

test('a copy proves activity and files, never dormancy', (t) => {
  const copied = (fields: Parameters<typeof aRepository>[0]) =>
    outcomes(health({ facts: factsOf(undefined, fields) }));
  t.match(copied({ lastCommit: '2026-08-01' }), { maintained: 'met', 'changed-within-year': 'met' });
  t.match(copied({ lastCommit: '2015-08-01' }), {
    maintained: 'unknown',
    'changed-within-two-years': 'unknown',
    'not-archived': 'unknown',
    reachable: 'unknown',
    released: 'unknown',
  });
  t.equal(
    copied({ lastCommit: '2025' })['changed-within-year'],
    'unknown',
    'a year may have been its first day',
  );
  t.match(
    copied({
      files: { readme: 'README.md', ci: ['.github/workflows'] },
      licenceFiles: [{ file: 'LICENSE', spdx: 'MIT' }],
      testFiles: 3,
    }),
    {
      readme: 'met',
      ci: 'met',
      tests: 'met',
      'licence-file': 'met',
      'licence-known': 'met',
      contributing: 'not-met',
    },
  );
  const facts = factsOf(undefined, {});
  const inPart = health({ asset: anAsset({ repository: 'unboxed/bops', readInPart: true }), facts });
  t.equal(outcomes(inPart).readme, 'unknown', 'what was not read may be there');
  t.end();
});

test('releases, issues and files as GitHub has them', (t) => {
  const judged = (facets: Partial<FacetValues>) =>
    outcomes(health({ facts: factsOf(aSighting({ facets: fromGithub(facets) })) }));
  const release = (publishedAt: string | null) => ({ latestRelease: { name: 'v1', tag: 'v1', publishedAt } });
  t.equal(judged(release('2026-01-01T00:00:00Z')).released, 'met');
  t.equal(judged(release('2021-01-01T00:00:00Z')).released, 'not-met');
  t.equal(judged(release(null)).released, 'unknown', 'a release without a date');
  t.equal(judged({ latestRelease: null }).released, 'not-met');
  t.equal(judged({ openIssues: 0, openPullRequests: 0 }).answered, 'met');
  const lastClosed = (issue: string | null) => ({ openIssues: 4, lastClosed: { issue, pullRequest: null } });
  t.equal(judged(lastClosed('2026-09-01T00:00:00Z')).answered, 'met');
  t.equal(judged(lastClosed('2022-09-01T00:00:00Z')).answered, 'not-met');
  t.equal(judged(lastClosed(null)).answered, 'not-met');
  t.equal(judged({ openIssues: 4 }).answered, 'unknown');
  t.match(judged({ files: { security: 'SECURITY.md' }, readme: null, licence: null, description: '' }), {
    security: 'met',
    codeowners: 'not-met',
    readme: 'not-met',
    'licence-file': 'not-met',
    'licence-known': 'not-met',
    description: 'not-met',
  });
  t.match(judged({ licence: { spdx: null, file: 'LICENSE' } }), {
    'licence-file': 'met',
    'licence-known': 'not-met',
  });
  t.end();
});

test('each part stands alone, and rules that do not apply are left out', (t) => {
  const asset = anAsset({
    maturity: 'live',
    adoption: [
      { organisation: 'cmd', how: 'named in config/councils.yml' },
      { organisation: 'swk', how: 'named in config/councils.yml', atLead: true },
    ],
  });
  const guide = health({ asset });
  t.same(guide.upkeep, [], 'no repository');
  t.notOk('not-contradicted' in outcomes(guide));
  t.match(outcomes(guide), {
    'stated-live': 'met',
    'confirmed-elsewhere': 'not-met',
    'observed-elsewhere': 'met',
  });
  t.equal(guide.reuse[0]?.evidence[0]?.value, 0, 'observed is not counted');
  t.equal(guide.reuse[1]?.evidence.length, 1, 'nor is the lead listed');
  const archived = health({ asset, facts: pushed('2026-06-01T00:00:00Z', yesterday, true) });
  t.equal(outcomes(archived)['not-contradicted'], 'not-met');
  for (const { why, evidence } of [...archived.maturity, ...archived.upkeep, ...archived.reuse]) {
    t.ok(why.endsWith('.'), why);
    for (const { source, seenAt } of evidence) t.ok(source !== '' && /^\d{4}/.test(seenAt), seenAt);
  }
  t.end();
});

test('upkeep in one word never says more than was seen', (t) => {
  const of = (facts: Parameters<typeof upkeepOf>[0]) => upkeepOf(facts, now);
  t.equal(of(pushed('2026-10-01T00:00:00Z')), 'active');
  t.equal(of(pushed('2025-03-01T00:00:00Z')), 'quiet');
  t.equal(of(pushed('2024-03-01T00:00:00Z')), 'untouched', 'never shown as looked after');
  t.equal(of(pushed('2025-03-01T00:00:00Z', '2025-03-02T00:00:00Z')), 'unknown', 'read too long ago');
  t.equal(of(pushed('2026-10-01T00:00:00Z', yesterday, true)), 'archived');
  t.equal(of(factsOf(aSighting({ state: 'private-or-gone' }))), 'gone');
  t.equal(of(factsOf(undefined, { lastCommit: '2026-05-06' })), 'active', 'a copy proves what happened');
  t.equal(of(factsOf(undefined, { lastCommit: '2016-05-06' })), 'unknown', 'and never that nothing did');
  t.equal(of(factsOf()), 'unknown');
  t.end();
});
