import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { measure, ndcg } from '../../scripts/relevance/measure-ranking.ts';
import { poolUnjudged } from '../../scripts/relevance/pool-unjudged.ts';
import { type JudgedQuery, QueryKind, readQueries } from '../../scripts/relevance/read-queries.ts';
import { readConfig } from '../../src/config.ts';
import { openFiles } from '../../src/services/open-files.ts';

const file = fileURLToPath(new URL('../relevance/queries.json', import.meta.url));

function aQuery(given: Partial<JudgedQuery> = {}): JudgedQuery {
  return {
    id: 'a-query',
    kind: 'typos',
    part: 'tuning',
    q: 'a query',
    grades: { 'asset:best': 3 },
    ...given,
  };
}

t.test('nDCG follows the written formula', async (t) => {
  const grades = { 'asset:best': 3, 'asset:useful': 2, 'asset:related': 1, 'asset:useless': 0 };
  // Gains 7, 3 and 1, divided by log2(2), log2(3) and log2(4).
  const ideal = 7 + 3 / Math.log2(3) + 1 / 2;

  t.equal(ndcg(['asset:best', 'asset:useful', 'asset:related'], grades), 1);
  t.equal(ndcg(['asset:useful', 'asset:unjudged', 'asset:best'], grades), (3 + 7 / 2) / ideal);
  t.equal(ndcg(['asset:useless', 'asset:related'], grades), 1 / Math.log2(3) / ideal);
  t.equal(ndcg([], grades), 0);
  t.equal(ndcg(['asset:useless'], { 'asset:useless': 0 }), undefined, 'nothing could be found');
});

t.test('only the first ten hits count, and an ideal of more than ten is ten', async (t) => {
  const grades = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`asset:${index}`, 3]));
  t.equal(ndcg(Object.keys(grades).slice(0, 10), grades), 1);
  t.equal(ndcg([...Array.from({ length: 10 }, (_, index) => `asset:other-${index}`), 'asset:1'], grades), 0);
});

t.test('a project and its award are one result', async (t) => {
  const grades = { 'project:grant': 2, 'award:grant': 3, 'asset:other': 1 };
  const ideal = 7 + 1 / Math.log2(3);

  t.equal(ndcg(['award:grant', 'asset:other'], grades), 1);
  t.equal(ndcg(['project:grant', 'asset:other'], grades), 1, 'whichever is shown, the higher grade counts');
  t.equal(
    ndcg(['project:grant', 'award:grant', 'asset:other'], grades),
    (7 + 1 / 2) / ideal,
    'shown twice, it keeps two places and gains once',
  );
});

t.test('nonsense is measured apart from what can be answered', async (t) => {
  const nonsense = aQuery({ kind: 'nonsense', grades: {} });
  t.same(
    measure([
      { query: aQuery(), ranking: ['asset:best'] },
      { query: aQuery(), ranking: ['asset:unjudged', 'asset:best'] },
      { query: aQuery(), ranking: [] },
      { query: nonsense, ranking: [] },
      { query: nonsense, ranking: ['asset:best'] },
    ]),
    {
      queries: 5,
      ndcg: (1 + 1 / Math.log2(3)) / 3,
      firstIsBest: 1 / 3,
      foundNothing: 1 / 3,
      nonsenseAnswered: 1 / 2,
    },
  );
  t.same(measure([{ query: nonsense, ranking: [] }]), {
    queries: 1,
    ndcg: undefined,
    firstIsBest: undefined,
    foundNothing: undefined,
    nonsenseAnswered: 0,
  });
});

t.test('the pool holds the hits that nobody has judged, with their places', async (t) => {
  const hit = (reference: string) => ({ reference, title: 'Title', summary: 'Summary' });
  const judged = aQuery({ grades: { 'asset:best': 3, 'award:grant': 1, 'asset:useless': 0 } });
  const pool = poolUnjudged([
    {
      query: judged,
      hits: [hit('asset:best'), hit('asset:new'), hit('asset:useless'), hit('project:grant')],
    },
    { query: aQuery(), hits: [hit('asset:best')] },
    { query: aQuery({ kind: 'nonsense', grades: {} }), hits: [hit('asset:best')] },
  ]);
  t.same(
    pool.map(({ hits }) => hits),
    [[{ rank: 2, ...hit('asset:new') }]],
  );
});

t.test('a file of queries that is not valid is refused with the field', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'queries-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const invalid = join(folder, 'queries.json');
  await writeFile(invalid, JSON.stringify([aQuery(), { ...aQuery(), grades: { 'asset:best': 4 } }]));
  const refused = await readQueries(invalid).catch((error: unknown) => error);
  t.match(refused, { kind: 'invalid', faults: [{ field: '1.grades.asset:best' }] });
});

/** The rule of test/relevance/README.md: a third of each kind, those whose ids come first by their SHA-1. */
function heldOutOf(queries: readonly JudgedQuery[]): string[] {
  const hash = (id: string) => createHash('sha1').update(id).digest('hex');
  return queries
    .map(({ id }) => id)
    .sort((one, other) => (hash(one) < hash(other) ? -1 : 1))
    .slice(0, Math.round(queries.length / 3))
    .sort();
}

t.test('the judged queries of the catalogue', async (t) => {
  const queries = await readQueries(file);

  t.equal(new Set(queries.map(({ id }) => id)).size, queries.length, 'every id is there once');
  t.equal(new Set(queries.map(({ q }) => q.toLowerCase())).size, queries.length, 'nothing is asked twice');
  t.ok(queries.length >= 280, 'enough of them to measure by');
  for (const kind of QueryKind.options) {
    const ofKind = queries.filter((query) => query.kind === kind);
    const heldOut = ofKind.filter(({ part }) => part === 'held-out').map(({ id }) => id);
    t.ok(ofKind.length >= 20, `${kind} has at least 20`);
    t.same(heldOut.sort(), heldOutOf(ofKind), `the held-out third of ${kind} is chosen by the rule`);
  }
  const answerable = queries.filter(({ kind }) => kind !== 'nonsense');
  const withoutAnswer = answerable.filter(({ grades }) => !Object.values(grades).includes(3));
  t.same(withoutAnswer, [], 'everything but nonsense has an answer');
  const nonsense = queries.filter(({ kind }) => kind === 'nonsense');
  t.same(
    nonsense.filter(({ grades }) => Object.keys(grades).length > 0),
    [],
    'nothing is relevant to nonsense',
  );

  const { records } = await (await openFiles(readConfig({}))).read();
  const known = new Set(records.map(({ kind, document }) => `${kind}:${document.id}`));
  const graded = queries.flatMap(({ id, grades }) =>
    Object.keys(grades).map((reference) => ({ id, reference })),
  );
  t.same(
    graded.filter(({ reference }) => !known.has(reference)),
    [],
    'every graded record is in the catalogue',
  );
});
