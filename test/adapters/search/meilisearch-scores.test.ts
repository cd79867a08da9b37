import { test } from 'tap';
import type { Traits } from '../../../src/adapters/search/meilisearch/index-document.ts';
import { buildRecordTable, type RecordTable } from '../../../src/adapters/search/meilisearch/record-table.ts';
import { buildScorer } from '../../../src/adapters/search/meilisearch/score-rows.ts';
import { buildTermFinder } from '../../../src/adapters/search/meilisearch/term-finder.ts';
import { toIndexDocument } from '../../../src/adapters/search/meilisearch/to-index-document.ts';
import { buildWordCounts } from '../../../src/adapters/search/meilisearch/word-counts.ts';
import { aSearchDocument, aSearchQuery } from '../../support/search-documents.ts';

const finder = buildTermFinder(['housing repairs', 'bin day']);
const words = ['housing', 'repairs', 'bin', 'day', 'report', 'planning', 'notice', 'map', 'tree', 'parking'];

/** Titles of other words each, some of which are in hundreds of them. */
const documents = Array.from({ length: 600 }, (_, at) => {
  const title = [at, at >> 1, at >> 3].map((one) => words[one % words.length]).join(' ');
  return toIndexDocument(aSearchDocument({ id: `asset-${at}`, title: `${title} ${at}` }), finder);
});

function add(table: RecordTable, some: typeof documents): void {
  for (const { tag, key, traits, weights } of some) {
    table.add(tag, key, JSON.parse(traits) as Traits, weights);
  }
}

const held = new Map<string, number>();
for (const document of documents)
  for (const token of document.held) held.set(token, (held.get(token) ?? 0) + 1);
const counts = buildWordCounts({ stamp: 'one', documents: documents.length, averageLength: 8, held }, finder);

test('scores are the same however the tokens of rows are kept', async (t) => {
  const byRow = buildRecordTable();
  add(byRow, documents);
  const byToken = buildRecordTable();
  add(byToken, documents);
  await byToken.gatherTokens();
  const mixed = buildRecordTable();
  add(mixed, documents.slice(0, 400));
  await mixed.gatherTokens();
  add(mixed, documents.slice(400));

  const all = documents.map((_, row) => row);
  const choices: Record<string, number[]> = {
    'all rows': all,
    'a few of them, in another order': [577, 3, 401, 88, 399, 400],
    'one row': [42],
    none: [],
  };
  for (const typed of [
    'housing repairs',
    'housing repairs bin day',
    'report pla',
    'parking "planning notice"',
    'tree',
  ]) {
    const { asked } = aSearchQuery(typed);
    const weighed = asked.phrases.map(() => new Map([['asset-asset-3', 7]]));
    const scorer = buildScorer(asked, counts, finder, weighed);
    for (const [name, rows] of Object.entries(choices)) {
      const expected = scorer.score(byRow, rows);
      t.same(scorer.score(byToken, rows), expected, `${typed}: ${name}, by token`);
      t.same(scorer.score(mixed, rows), expected, `${typed}: ${name}, some by row`);
      const sorts = new Set(expected.words).size;
      if (rows === all) t.ok(sorts > 1, `${typed} tells rows apart: ${sorts}`);
    }
    t.same(scorer.explain(mixed, 42), scorer.explain(byRow, 42), `${typed} is explained alike`);
    t.same(
      scorer.explain(mixed, 577),
      scorer.explain(byRow, 577),
      `${typed} is explained alike in a late row`,
    );
  }
});

test('rows of one table do not see the places of another search', async (t) => {
  const table = buildRecordTable();
  add(table, documents.slice(0, 50));
  await table.gatherTokens();
  t.throws(() =>
    table.withPlaces([1, 2], () => {
      throw new Error('no');
    }),
  );
  table.withPlaces([7], (placeOf) => {
    t.same(
      [1, 2, 7, 8].map((row) => placeOf[row]),
      [0, 0, 1, 0],
    );
  });
});
