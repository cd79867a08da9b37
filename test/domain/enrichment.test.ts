import t from 'tap';
import { applyReading, type FoundReading } from '../../src/domain/enrichment/apply-reading.ts';
import { toCopyFacets } from '../../src/domain/enrichment/copy-facets.ts';
import { toRepositoryFacts } from '../../src/domain/enrichment/current-facts.ts';
import { isDue, nextDue } from '../../src/domain/enrichment/due-date.ts';
import { expectCompletion } from '../../src/domain/enrichment/expect-completion.ts';
import type { Facets, FacetValues } from '../../src/domain/enrichment/facets.ts';
import { differingStatements } from '../../src/domain/enrichment/github-statements.ts';
import type { Outcome } from '../../src/domain/enrichment/observation.ts';
import { priorityOf } from '../../src/domain/enrichment/priority.ts';
import { anUnreadSighting, type Sighting } from '../../src/domain/enrichment/sighting.ts';
import { judgeHealth } from '../../src/domain/health/health.ts';
import type { Health, HealthSubject } from '../../src/domain/health/health-rule.ts';
import { upkeepOf } from '../../src/domain/health/upkeep.ts';
import type { Asset } from '../../src/domain/records/asset.ts';
import { anAsset, aRepository } from '../support/builders.ts';

const day = (number: number, time = '06:00:00') => `2026-03-${String(number).padStart(2, '0')}T${time}.000Z`;

function found(fields: Partial<FoundReading> = {}): FoundReading {
  return {
    ...{ outcome: 'found', hostId: '7', repository: 'acorn/bins', memory: {} },
    ...{ facets: { stars: 3 }, failed: {}, unchanged: [] },
    ...fields,
  };
}
const missed = (outcome: Exclude<Outcome, 'found'>) => ({ outcome, message: `it was ${outcome}` });

/** What is known after readings, each with its time. */
function after(...readings: [string, FoundReading | ReturnType<typeof missed>][]): Sighting {
  return readings.reduce<Sighting>(
    (held, [at, reading]) => applyReading(held, reading, at).sightings[0],
    anUnreadSighting('acorn/bins'),
  );
}

t.test('gone only after two absences a day or more apart, with no sighting between', async (t) => {
  const absent = missed('absent');
  t.equal(after([day(1), found()], [day(2), absent]).state, 'found');
  t.equal(after([day(1), found()], [day(2), absent], [day(2, '20:00:00'), absent]).state, 'found');
  t.equal(after([day(1), found()], [day(2), absent], [day(3), absent]).state, 'private-or-gone');
  t.equal(
    after([day(2), absent], [day(3), found()], [day(4), absent]).state,
    'found',
    'a sighting resets the count',
  );
  t.equal(after([day(2), absent]).state, 'unread', 'one absence establishes nothing');
  t.equal(after([day(2), absent], [day(3), missed('limited')], [day(4), absent]).state, 'private-or-gone');
  t.equal(
    after([day(2), absent], [day(3), absent], [day(4), missed('unreachable')]).state,
    'private-or-gone',
  );
  t.equal(after([day(2), absent], [day(3), absent], [day(4), found()]).state, 'found');
});

t.test('a clock that was ahead, or is put back, makes nothing gone and freezes no fact', async (t) => {
  const ahead = '2027-04-05T06:00:00.000Z';
  const held = after([ahead, found()], [day(2), found({ facets: { stars: 5 } })]);
  t.match(held.facets.stars, { value: 5, fetchedAt: day(2) });
  t.same(
    held.observations.map(({ at }) => at),
    [day(2), ahead],
  );
  t.equal(after([ahead, missed('absent')], [day(2), missed('absent')]).state, 'unread');
  t.equal(
    after([ahead, missed('absent')], [day(2), missed('absent')], [day(3), missed('absent')]).state,
    'private-or-gone',
  );
});

t.test('a bad day is the state only while nothing was ever established', async (t) => {
  for (const outcome of ['limited', 'unreachable', 'nonsense'] as const) {
    t.equal(after([day(1), missed(outcome)]).state, outcome);
    const held = after([day(1), found({ facets: { archived: true, stars: 3 } })], [day(2), missed(outcome)]);
    t.match(held, { state: 'archived', facets: { stars: { value: 3, fetchedAt: day(1) } } });
    t.match(held.lastError, { at: day(2), message: `it was ${outcome}` });
    t.equal(after([day(1), missed(outcome)], [day(2), found()]).lastError, undefined);
  }
  const fork = { isFork: true };
  t.equal(after([day(1), found({ facets: { fork } })]).state, 'fork');
  t.equal(after([day(1), found({ facets: { fork, archived: true } })]).state, 'archived');
});

t.test('facets are replaced one by one', async (t) => {
  const held = after(
    [day(1), found({ facets: { stars: 3, topics: ['bins'], description: 'Bins' } })],
    [
      day(2),
      found({
        facets: { description: null },
        failed: { stars: 'negative', forks: 'negative' },
        unchanged: ['topics'],
      }),
    ],
  );
  t.same(held.facets, {
    description: { value: null, source: 'github', fetchedAt: day(2) },
    topics: { value: ['bins'], source: 'github', fetchedAt: day(2) },
    stars: { value: 3, source: 'github', fetchedAt: day(1), lastError: { at: day(2), message: 'negative' } },
  });
  t.match(
    held.lastError,
    { message: 'forks: negative' },
    'what has no value to stand beside is told of the whole',
  );
  const { changedFacets, isChanged } = applyReading(held, found({ unchanged: ['topics'] }), day(3));
  t.same([changedFacets, isChanged], [[], false], 'a date alone is no change');
  const activity = (until: string) => ({ until, commits: Array.from({ length: 13 }, () => 1) });
  const active = after([day(1), found({ facets: { activity: activity(day(1)) } })]);
  t.notOk(applyReading(active, found({ facets: { activity: activity(day(2)) } }), day(2)).isChanged);
});

t.test('what moved is known at its new address; the old one leads there', async (t) => {
  const held = after([day(1), found()]);
  const moved = applyReading(held, found({ repository: 'beech/bins' }), day(2), { sameHostId: [held] });
  const [there, old] = moved.sightings;
  t.match(there, {
    id: 'beech--bins',
    state: 'found',
    repository: 'beech/bins',
    facets: { stars: { value: 3 } },
  });
  t.match(old, { id: 'acorn--bins', state: 'moved', movedTo: 'beech/bins', hostId: '7', facets: {} });
  t.equal(moved.isChanged, true);
  t.same([there.observations.length, old?.observations.length], [2, 2], 'every read adds one');

  const further = applyReading(there, found({ repository: 'beech/waste' }), day(3), {
    sameHostId: moved.sightings,
  });
  t.same(
    further.sightings.map(({ id, state, movedTo }) => [id, state, movedTo]),
    [
      ['beech--waste', 'found', undefined],
      ['beech--bins', 'moved', 'beech/waste'],
      ['acorn--bins', 'moved', 'beech/waste'],
    ],
  );
  const back = applyReading(further.sightings[0], found(), day(4), {
    sameHostId: further.sightings,
    atAddress: further.sightings[2],
  });
  t.match(back.sightings[0], { id: 'acorn--bins', state: 'found', facets: { stars: { value: 3 } } });
  t.notOk('movedTo' in back.sightings[0]);
});

t.test('a name that was taken over is told by the number', async (t) => {
  const held = after([day(1), found()]);
  const taken = applyReading(held, found({ hostId: '8', facets: { stars: 999 } }), day(2));
  t.match(taken.sightings, [
    { hostId: '7', facets: { stars: { value: 3 } }, observations: [{}, { outcome: 'absent' }] },
  ]);
  const follower = { ...after([day(1), found({ hostId: '9' })]), id: 'oak--bins', repository: 'oak/bins' };
  const swapped = applyReading(follower, found({ hostId: '9', facets: { stars: 4 } }), day(2), {
    sameHostId: [follower],
    atAddress: held,
  });
  t.match(swapped.sightings, [
    { id: 'oak--bins', state: 'moved', movedTo: 'acorn/bins', facets: { stars: { value: 4 } } },
  ]);
  t.equal(swapped.sightings.length, 1, 'the other repository of that name is left alone');
});

t.test('what is asked for, when and in which order', async (t) => {
  const held = after([day(1), found()]);
  t.equal(isDue(undefined, day(1)), true);
  t.equal(isDue({ dueAt: nextDue(held, 'found', day(1)) }, day(1, '12:00:00')), false);
  t.equal(isDue({ dueAt: nextDue(held, 'found', day(1)) }, day(2)), true);
  t.equal(isDue({ dueAt: nextDue(held, 'limited', day(1)) }, day(1)), true);
  t.equal(isDue({ dueAt: nextDue(held, 'absent', day(1)) }, day(2)), true);
  const gone: Sighting = { ...held, state: 'private-or-gone' };
  t.equal(nextDue(gone, 'absent', '2026-06-01T06:00:00.000Z'), '2026-06-08T06:00:00.000Z');
  const interest = { adopters: 0, isOfProduct: false };
  const of = (readAt: string, fields = {}) => priorityOf({ ...held, readAt, ...fields }, interest, day(9));
  t.ok(of(day(1)) > of(day(2)));
  t.ok(priorityOf(undefined, interest, day(9)) > of(day(1)));
  t.ok(of(day(2), { pushedAt: day(1) }) > of(day(1)));
  t.ok(priorityOf({ ...held, readAt: day(8) }, { adopters: 1, isOfProduct: true }, day(9)) > of(day(5)));
  const rest = { mode: 'rest' as const, authorised: false, reserve: 5 };
  t.equal(expectCompletion({ unread: 295, read: 0 }, rest, day(1)), day(1, '22:00:00'));
  t.equal(expectCompletion({ unread: 0, read: 20 }, rest, day(1)), day(1));
});

t.test('a copy gives what it proves and no more', async (t) => {
  const copy = aRepository({
    ...{
      branch: 'main',
      lastCommit: '2024-05-06',
      frameworks: ['Rails'],
      files: { ci: ['.github/workflows'] },
    },
    licenceFiles: [{ file: 'LICENCE', spdx: 'OGL-UK (version not stated)' }],
  });
  const dated = { source: 'copy', fetchedAt: '2026-11-22' };
  t.same(toCopyFacets(copy), {
    licence: { value: { spdx: null, file: 'LICENCE' }, ...dated },
    defaultBranch: { value: 'main', ...dated },
    frameworks: { value: ['Rails'], ...dated },
    pushedAt: { value: '2024-05-06T00:00:00Z', ...dated },
    files: { value: { ci: ['.github/workflows'] }, ...dated },
  });
});

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

t.test("facts are GitHub's facet by facet, else the copy's, each with its date", (t) => {
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

t.test('what GitHub says otherwise stands beside what people state', (t) => {
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

t.test('upkeep: active, quiet and what cannot be known', (t) => {
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

t.test('a repository untouched for longer is never better maintained', (t) => {
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

t.test('a copy proves activity and files, never dormancy', (t) => {
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

t.test('releases, issues and files as GitHub has them', (t) => {
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

t.test('each part stands alone, and rules that do not apply are left out', (t) => {
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

t.test('upkeep in one word never says more than was seen', (t) => {
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
